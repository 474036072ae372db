/** A list of rooms: a CSV file with a column `host`, perhaps one `room`, and columns named after settings. */
import { CsvError, parse } from 'csv-parse/sync';
import type { GivenSettings } from './built-macro';
import { fileFault, UsageError } from './errors';
import type { Files } from './io';
import { checkSetting, settingNames } from './macros';
import type { Macro } from './macros';
import { didYouMean } from './nearest';

export interface RoomOfList {
  readonly host: string;
  /** The name of the room; '' if there is no such column. */
  readonly room: string;
  /** Its line in the file. */
  readonly where: string;
  readonly settings: GivenSettings;
}

/**
 * Parses a list. Columns for settings of other macros than the chosen ones are ignored, so that one list serves all
 * commands. Throws a UsageError on any mistake, so that no codec is changed if the last row is wrong.
 */
export function readRooms(
  file: string,
  files: Files,
  all: readonly Macro[],
  chosen: readonly Macro[],
): readonly RoomOfList[] {
  const [head, ...rest] = parsed(file, textOf(file, files));
  if (!head) throw new UsageError(`${file}: it is empty; expected a column host`);
  const known = ['host', 'room', ...settingNames(all)];
  const columns = head.cells.map((cell) => columnNamed(file, cell, known));
  if (!columns.includes('host')) throw new UsageError(`${file}: there is no column host`);
  const doubled = columns.find((column, index) => columns.indexOf(column) < index);
  if (doubled !== undefined) throw new UsageError(`${file}: there are two columns ${doubled}`);
  if (rest.length === 0) throw new UsageError(`${file}: there is no room below the column names`);
  return rest.map(({ cells, line }) => roomIn(`${file} line ${line}`, columns, cells, chosen));
}

/** The names of columns may be in upper or lower case. */
function columnNamed(file: string, cell: string, known: readonly string[]): string {
  const name = known.find((one) => one.toLowerCase() === cell.toLowerCase());
  if (name === undefined) throw new UsageError(`${file}: unknown column ${cell}${didYouMean(cell, known)}`);
  return name;
}

interface Cells {
  readonly line: number;
  readonly cells: readonly string[];
}

function parsed(file: string, text: string): readonly Cells[] {
  try {
    const lines: number[] = [];
    const records = parse(text, {
      bom: true,
      delimiter: delimiterIn(text),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
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

/** Excel writes semicolons where the comma is the decimal point. Names of columns contain neither. */
function delimiterIn(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  return [';', '\t'].find((delimiter) => head.includes(delimiter)) ?? ',';
}

function textOf(file: string, files: Files): string {
  let bytes;
  try {
    bytes = files.read(file);
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${fileFault(error)}`);
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
  const cellOf = (name: string): string => cells[columns.indexOf(name)] ?? '';
  const host = cellOf('host');
  if (host === '') throw new UsageError(`${where}: host is empty`);
  const settings: Record<string, string> = {};
  for (const name of settingNames(chosen)) {
    const value = cellOf(name);
    if (value === '') continue;
    try {
      checkSetting(chosen, name, value);
    } catch (error) {
      throw new UsageError(`${where}: ${error instanceof Error ? error.message : 'bad value'}`);
    }
    settings[name] = value;
  }
  return { host, room: cellOf('room'), where, settings };
}
