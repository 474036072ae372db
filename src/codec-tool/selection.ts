/** Selects codecs: hosts, a CSV file of rooms with columns named after settings, or devices in Webex. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Connection, Identity, Patience } from './connection';
import { checkSetting, settingNames } from './deployable';
import type { GivenSettings, Macro } from './deployable';
import { connectDirect } from './direct';
import { remember, UsageError } from './explain';
import type { Files, Io } from './io';
import { readGiven } from './output';
import type { Run } from './run';
import { findDevices, webexApi } from './webex';

export interface Target {
  /** The name of the codec in all output. */
  readonly label: string;
  /** Settings for this room only. */
  readonly settings: GivenSettings;
  readonly open: (patience: Patience) => Promise<Connection>;
  /** Set if it is known without a request to the codec. */
  readonly identity?: Identity;
  /** Why the codec cannot be reached or must not be changed, if this is known in advance. */
  readonly refusal?: (isChanging: boolean) => string | undefined;
}

/** Finds the codecs. Checks the whole selection before it asks for a secret or connects. */
export async function select(all: Run): Promise<readonly Target[]> {
  const { io, given, terminal } = all;
  const { host, rooms, webex, device, name, tag, product } = given;
  const isFiltered = [device, name, tag, product].some((filter) => filter !== undefined);
  if (webex && !isFiltered)
    throw new UsageError(
      "--webex: no devices given; use --device, --name, --tag or --product; --name '*' is all",
    );
  if (isFiltered) return devicesIn(all);
  if (host === undefined && rooms === undefined)
    throw new UsageError('no codec selected: give --host NAME, --rooms FILE.csv or --webex');
  const found = addressed(all);
  const isInsecure = given.insecure === true;
  if (isInsecure)
    terminal.warn(
      'warning: --insecure: certificates are not verified; whoever is between here and a codec can read the password',
    );
  const username = io.environment['CODEC_USERNAME'] ?? 'admin';
  const password = await secretOf(io, 'CODEC_PASSWORD', `Password of ${username}`);
  for (const encoding of ['base64', 'base64url'] as const)
    remember(Buffer.from(`${username}:${password}`).toString(encoding));
  const options = { isInsecure, username, password, network: io.network };
  return found.map(({ url, label, settings }) => ({
    label,
    settings,
    open: (patience) => connectDirect(url, options, patience),
  }));
}

async function devicesIn({ io, given, patience, terminal: { warn } }: Run): Promise<readonly Target[]> {
  const base = io.environment['WEBEX_API'] ?? 'https://webexapis.com/v1';
  if (!URL.canParse(base)) throw new UsageError('WEBEX_API is no address');
  if (new URL(base).protocol !== 'https:')
    warn('warning: WEBEX_API is not https: whoever is on the network can read the access token');
  const token = await secretOf(io, 'WEBEX_TOKEN', 'Webex access token');
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('the Webex access token is empty or contains a space');
  const api = webexApi({ base, token, fetch: io.network.fetch, said: warn });
  return findDevices(api, patience, given);
}

/** A secret from the environment or a prompt. */
async function secretOf({ environment, prompts, stop }: Io, variable: string, what: string): Promise<string> {
  const secret = environment[variable] ?? (await prompts?.password(`${what}:`, stop));
  if (secret === undefined) throw new UsageError(`set ${variable}: there is no terminal to ask for it`);
  remember(secret);
  return secret;
}

function addressed({ allMacros, io, given }: Run) {
  const listed = given.rooms === undefined ? [] : readRooms(given.rooms, io.files, given.macros, allMacros);
  const named = (given.host ?? []).map((host) => ({ host, room: '', where: '--host', settings: {} }));
  const seen = new Map<string, string>();
  return [...named, ...listed].map(({ host, room, where, settings }) => {
    const address = addressOf(host, where);
    const { name } = address;
    const before = seen.get(address.host);
    if (before !== undefined) throw new UsageError(`${where}: ${name} is named twice, also as ${before}`);
    seen.set(address.host, `${name} in ${where}`);
    return { ...address, label: room === '' ? name : `${room} (${name})`, settings };
  });
}

const NAME = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i;

/** A host as it was given, in one spelling (in lower case, without the default port), and its URL without a path. */
function addressOf(given: string, where: string) {
  const name = given.trim();
  const url = `wss://${name}`;
  if (name.includes('@'))
    throw new UsageError(
      `${where}: no user name or password in an address; set CODEC_USERNAME and CODEC_PASSWORD`,
    );
  if (!NAME.test(name) || !URL.canParse(url))
    throw new UsageError(`${where}: "${name}" is no host name or address`);
  return { name, host: new URL(url).host, url };
}

/**
 * Parses a list. Columns for settings of other macros than the chosen ones are ignored, so that one list serves all
 * commands. Throws a UsageError on any mistake, so that no codec is changed if the last row is wrong.
 */
export function readRooms(
  file: string,
  files: Files,
  macros: readonly Macro[],
  allMacros: readonly Macro[],
): readonly ReturnType<typeof roomIn>[] {
  const text = textOf(file, files);
  try {
    const rooms = parse<ReturnType<typeof roomIn>, Record<string, string>>(text, {
      bom: true,
      columns: (head: readonly string[]) => columnsIn(file, head, settingNames(allMacros)),
      delimiter: delimiterIn(text),
      on_record: (cells, { lines }) => roomIn(cells, `${file} line ${lines}`, macros),
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

/** A room of the list. Its name is '' if there is no such column. */
function roomIn(cells: Readonly<Record<string, string>>, where: string, macros: readonly Macro[]) {
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
}

/** The names of columns may be in upper or lower case. */
function columnsIn(file: string, head: readonly string[], settings: readonly string[]): string[] {
  const known = ['host', 'room', ...settings];
  const columns = head.map((cell) => {
    const name = known.find((one) => one.toLowerCase() === cell.toLowerCase());
    if (name === undefined)
      throw new UsageError(`${file}: unknown column ${cell}, choose from ${known.join(', ')}`);
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
  const bytes = readGiven(files, file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Excel's plain CSV has the encoding of the country, which the file does not name.
    throw new UsageError(`${file}: it is not in UTF-8; in Excel, save it as "CSV UTF-8"`);
  }
}
