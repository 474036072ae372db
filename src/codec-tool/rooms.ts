/** A list of rooms: a CSV file with a column `host`, perhaps one `room`, and columns named after settings. */
import { CsvError, parse } from 'csv-parse/sync';
import { fileFault, UsageError } from './errors';
import type { Files } from './io';
import { checkSetting, settingNames } from './macros';
import type { GivenSettings } from './macros';
import type { Chosen } from './options';
import { didYouMean } from './text';

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
  { macros, allMacros }: Pick<Chosen, 'macros' | 'allMacros'>,
): readonly RoomOfList[] {
  const text = textOf(file, files);
  const roomIn = (cells: Readonly<Record<string, string>>, where: string): RoomOfList => {
    const { host = '', room = '' } = cells;
    if (host === '') throw new UsageError(`${where}: host is empty`);
    const settings: Record<string, string> = {};
    for (const name of settingNames(macros)) {
      const value = cells[name] ?? '';
      if (value === '') continue;
      checkSetting(where, macros, name, value);
      settings[name] = value;
    }
    return { host, room, where, settings };
  };
  try {
    const rooms = parse<RoomOfList, Record<string, string>>(text, {
      bom: true,
      columns: (head: readonly string[]) => columnsIn(file, head, settingNames(allMacros)),
      delimiter: delimiterIn(text),
      on_record: (cells, { lines }) => roomIn(cells, `${file} line ${lines}`),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
    if (rooms.length === 0) throw new UsageError(`${file}: there is no room below the column names`);
    return rooms;
  } catch (error) {
    throw error instanceof CsvError ? new UsageError(`${file}: ${error.message}`) : error;
  }
}

/** The names of columns may be in upper or lower case. */
function columnsIn(file: string, head: readonly string[], settings: readonly string[]): string[] {
  const known = ['host', 'room', ...settings];
  const columns = head.map((cell) => {
    const name = known.find((one) => one.toLowerCase() === cell.toLowerCase());
    if (name === undefined) throw new UsageError(`${file}: unknown column ${cell}${didYouMean(cell, known)}`);
    return name;
  });
  if (!columns.includes('host')) throw new UsageError(`${file}: there is no column host`);
  const doubled = columns.find((column, index) => columns.indexOf(column) < index);
  if (doubled !== undefined) throw new UsageError(`${file}: there are two columns ${doubled}`);
  return columns;
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
