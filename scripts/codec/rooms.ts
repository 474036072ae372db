/** A list of rooms: a CSV file with a column `host`, and columns named after settings. */
import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { UsageError } from './errors';
import { checkSetting, settingNames } from './macros';
import type { GivenSettings, Macro } from './macros';
import { didYouMean } from './nearest';

export interface RoomOfList {
  readonly host: string;
  /** Its line in the file. */
  readonly where: string;
  readonly settings: GivenSettings;
}

/**
 * Parses a list. Columns for settings of other macros than the chosen ones are ignored, so that one list serves all
 * commands. Throws a UsageError on any mistake, so that no codec is changed if the last row is wrong.
 */
export function readRooms(file: string, chosen: readonly Macro[]): readonly RoomOfList[] {
  const rows = parsed(file);
  const [head, ...rest] = rows;
  if (!head) throw new UsageError(`${file}: it is empty; expected a column host`);
  const columns = head.cells;
  if (!columns.includes('host')) throw new UsageError(`${file}: there is no column host`);
  for (const column of columns) {
    if (column !== 'host' && !settingNames.includes(column)) {
      throw new UsageError(
        `${file}: unknown column ${column}${didYouMean(column, ['host', ...settingNames])}`,
      );
    }
  }
  if (rest.length === 0) throw new UsageError(`${file}: there is no room below the column names`);
  return rest.map(({ cells, line }) => roomIn(`${file} line ${line}`, columns, cells, chosen));
}

interface Cells {
  readonly line: number;
  readonly cells: readonly string[];
}

function parsed(file: string): readonly Cells[] {
  const text = textOf(file);
  try {
    const lines: number[] = [];
    const records = parse(text, {
      bom: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record: string[], { lines: line }) => {
        lines.push(line);
        return record;
      },
    });
    return records.map((cells, index) => ({ line: lines[index] ?? 0, cells }));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof CsvError ? error.message : 'it is no CSV'}`);
  }
}

function textOf(file: string): string {
  let bytes;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UsageError(`${file}: cannot be read`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Excel's plain CSV has the encoding of the country, which the file does not name.
    throw new UsageError(`${file}: it is not in UTF-8; in Excel, save it as "CSV UTF-8"`);
  }
}

function roomIn(
  where: string,
  columns: readonly string[],
  cells: readonly string[],
  chosen: readonly Macro[],
): RoomOfList {
  const settings: Record<string, string> = {};
  let host = '';
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (column === 'host') host = cell;
    else if (cell !== '' && isSettingOf(chosen, column)) settings[column] = cell;
  }
  if (host === '') throw new UsageError(`${where}: host is empty`);
  for (const [name, value] of Object.entries(settings)) {
    try {
      checkSetting(chosen, name, value);
    } catch (error) {
      throw new UsageError(`${where}: ${error instanceof Error ? error.message : 'bad value'}`);
    }
  }
  return { host, where, settings };
}

function isSettingOf(chosen: readonly Macro[], name: string): boolean {
  return chosen.some(({ declared }) => Object.hasOwn(declared, name));
}
