/** `check`: whether the macros do their work on a codec. It changes nothing. One page, to paste into an issue. */
import { keptSettings } from './built-macro';
import type { GivenSettings } from './built-macro';
import { listIn } from './connection';
import { explain, isNoMatch, RefusedError } from './errors';
import { noteOnFirmware, supportFor } from './identity';
import {
  foundAs,
  installedMacros,
  isStartedSince,
  isStopped,
  logFrom,
  noteOnAutoStart,
  readIfThere,
} from './macro-runtime';
import type { Found } from './macro-runtime';
import { SWITCHER } from './macros';
import type { Macro } from './macros';
import { maskText, maskValue } from './mask';
import { eventPaths, leavesBelow, readPaths, spaceAt } from './paths-in-use';
import { findForRedialer, findForSwitcher, findScreens, meetingsIn, ROOM_PATHS } from './room-facts';
import type { Findings, RoomValues } from './room-facts';
import { MOST_LISTED, wrapped } from './rows';
import type { Row } from './rows';
import type { Session, Work } from './run';
import { outside } from './secrets';
import { leavesOf } from './walk';

/** A macro on the codec, for machines. */
interface MacroFacts {
  readonly name: string;
  readonly isInstalled: boolean;
  readonly version?: string;
  readonly isActive?: boolean;
  readonly isEdited?: boolean;
  /** Those that differ from the defaults. */
  readonly settings?: GivenSettings;
}

export interface Checked extends Findings {
  readonly macros: readonly MacroFacts[];
}

/** Lists that are empty outside calls. */
const EMPTY_WITHOUT_CALL = ['Status Call', 'Status MediaChannels Call'];
const MOST_ACTIVE = 10;

export function check(macros: readonly Macro[]): Work {
  return {
    isChanging: false,
    macros: [],
    run: async (session) => {
      const checked = await checkOn(session, macros);
      // A terminal shows the causes of many codecs instead.
      if (session.count <= MOST_LISTED || session.width === Infinity)
        for (const line of pageOf(session, checked)) session.print(line);
      return [rowOf(session, checked)];
    },
  };
}

export async function checkOn(session: Session, macros: readonly Macro[]): Promise<Checked> {
  const { connection, say } = session;
  const found: Findings = { problems: [], remarks: [], facts: [] };
  findSupport(session, macros, found);
  say('reading the installed macros');
  const installed = await findMacros(session, macros, found);
  const room: Partial<Record<keyof RoomValues, unknown>> = {};
  for (const [name, path] of Object.entries(ROOM_PATHS))
    room[name as keyof RoomValues] = await readIfThere(connection, path);
  const values = await findPaths(session, found);
  for (const macro of macros) {
    const settings = installed.find(({ name }) => name === macro.name)?.settings ?? {};
    if (macro.name === SWITCHER) {
      const outputs = values.get('Configuration Video Output Connector');
      const largest = findScreens(values.get('Status Video Output Connector'), outputs, found);
      findForSwitcher(room as RoomValues, largest, settings, session.identity, found);
    } else findForRedialer(room as RoomValues, settings, found);
  }
  await findSubscriptions(session, found);
  await findBookings(session, found);
  return { ...found, macros: installed };
}

function findSupport({ identity }: Session, macros: readonly Macro[], found: Findings): void {
  for (const macro of macros) {
    const { isRefused, note } = supportFor(macro, identity);
    if (isRefused)
      found.problems.push(`${macro.name} is not supported on this product and firmware: ${note}`);
    else if (note !== '') found.remarks.push(`${macro.name}: ${note}`);
  }
  const note = noteOnFirmware(identity);
  if (note !== '') found.facts.push(note);
}

async function findMacros(
  { connection }: Session,
  macros: readonly Macro[],
  found: Findings,
): Promise<readonly MacroFacts[]> {
  if ((await connection.get('Configuration Macros Mode')) !== 'On')
    found.problems.push('Macros Mode is Off: no macro runs (deploy --enable sets it to On)');
  const note = await noteOnAutoStart(connection);
  if (note !== '') found.remarks.push(note);
  const installed = await installedMacros(connection);
  const active = installed.filter(({ isActive }) => isActive).length;
  found.facts.push(`macros on the codec: ${installed.length}, active: ${active} (at most ${MOST_ACTIVE})`);
  const log = await logFrom(connection, 0);
  const facts: MacroFacts[] = [];
  for (const macro of macros) {
    const all = await foundAs(connection, macro.name, installed);
    for (const copy of all.filter(({ name, isActive }) => name !== macro.name && isActive))
      found.problems.push(`${macro.name} also runs as "${outside(copy.name)}", against itself`);
    const there = all.find(({ name }) => name === macro.name);
    if (there) facts.push(findMacro(macro, there, log, found));
    else {
      facts.push({ name: macro.name, isInstalled: false });
      if (active >= MOST_ACTIVE) found.problems.push(`${macro.name} would be one active macro too many`);
    }
  }
  return facts;
}

function findMacro(
  macro: Macro,
  { isActive, text, header }: Found,
  log: Parameters<typeof isStopped>[0],
  { problems, remarks }: Findings,
): MacroFacts {
  const { name, declared, version } = macro;
  if (header?.name !== name) {
    problems.push(`another macro has the name ${name}`);
    return { name, isInstalled: false };
  }
  const from = header.unstartedAfter;
  if (!isActive) problems.push(`${name} is not active: deploy activates it`);
  else if (from === undefined ? isStopped(log, name) : !isStartedSince(log, name, from))
    problems.push(`${name} does not run as it was saved: see logs --since-start, or deploy it again`);
  if (header.isEdited) remarks.push(`the code of ${name} was edited on the codec`);
  if (header.version !== version)
    remarks.push(`${name} is version ${header.version} here; deploy changes it to ${version}`);
  const { settings, dropped } = keptSettings(declared, text);
  remarks.push(
    ...dropped.map((line) => outside(`${name}: ${line.replace(' on the codec is not kept', '')}`)),
  );
  return {
    name,
    isInstalled: true,
    version: header.version,
    isActive,
    isEdited: header.isEdited,
    settings: Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, outside(value)])),
  };
}

/** Reads what the macros use, and compares it with the schema. */
async function findPaths(
  { connection, say }: Session,
  found: Findings,
): Promise<ReadonlyMap<string, unknown>> {
  const values = new Map<string, unknown>();
  let expected = 0;
  for (const path of readPaths) {
    say(`reading ${path}`);
    let fault = '';
    const value = await connection.get(path).catch((error: unknown) => {
      if (!(error instanceof RefusedError)) throw error;
      fault = isNoMatch(error) ? '' : explain(error);
      return undefined;
    });
    values.set(path, value);
    const leaves = leavesOf(value, path);
    const remarks = fault === '' ? remarksOn(path, leaves) : [`${path}: ${fault}`];
    found.remarks.push(...remarks);
    if (remarks.length === 0) expected += 1;
  }
  found.facts.push(`${expected} of ${readPaths.length} paths that the macros read are as expected`);
  return values;
}

function remarksOn(path: string, leaves: ReturnType<typeof leavesOf>): readonly string[] {
  if (leaves.length === 0) return EMPTY_WITHOUT_CALL.includes(path) ? [] : [`${path} is empty`];
  const there = new Set(
    leaves.map(([where]) =>
      where
        .slice(path.length)
        .replace(/ \d+(?= |$)/g, '')
        .trim(),
    ),
  );
  return [
    ...leaves
      .filter(([where, text]) => !isKnown(where, text))
      .map(([where, text]) => `${where} = ${maskValue(where, text)}: not a known value`),
    ...leavesBelow(path).flatMap((leaf) =>
      there.has(leaf) ? [] : [`${path} ${leaf}`.trim() + ' is missing'],
    ),
  ];
}

function isKnown(path: string, value: string): boolean {
  const space = spaceAt(path);
  if (space?.space === 'Integer') return value === '' || /^-?\d+$/.test(value);
  if (space?.space !== 'Literal' || value === '') return true;
  return space.known.includes(value) || space.also.some(({ values }) => values.includes(value));
}

async function findSubscriptions({ connection, say }: Session, found: Findings): Promise<void> {
  const { subscribe } = connection;
  if (!subscribe)
    return void found.facts.push('subscriptions: not checked, because Webex does not report changes');
  say('subscribing to everything that the macros use');
  const refused: string[] = [];
  for (const path of [...readPaths, ...eventPaths])
    await subscribe(path, () => undefined).catch((error: unknown) => {
      if (!(error instanceof RefusedError)) throw error;
      refused.push(`subscription to ${path}: ${explain(error)}`);
    });
  found.remarks.push(...refused);
  found.facts.push(`${readPaths.length + eventPaths.length - refused.length} subscriptions are accepted`);
}

async function findBookings({ connection, say }: Session, found: Findings): Promise<void> {
  say('reading the calendar');
  try {
    const answer = await connection.command('Bookings List', { DayOffset: 0, Days: 1 });
    const bookings = listIn(answer, 'Booking');
    const count = `${bookings.length} ${bookings.length === 1 ? 'booking' : 'bookings'}`;
    found.facts.push(`Bookings List answers: ${count} today`, ...meetingsIn(bookings));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    found.remarks.push(`Bookings List: ${maskText(explain(error))}`);
  }
}

/** The report as lines: problems first. */
export function pageOf({ identity, target, width }: Session, checked: Checked): readonly string[] {
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.flatMap((line) => wrapped(line, width, '  '))];
  const { product, firmware } = identity;
  return [
    ...wrapped(`${target.label}: ${product}, firmware ${firmware}`, width, ''),
    ...part('problems', checked.problems),
    ...part('remarks', checked.remarks),
    ...part('macros', checked.macros.map(macroLine)),
    ...part('found', checked.facts),
    '',
  ];
}

function macroLine({
  name,
  version = '',
  isInstalled,
  isActive,
  isEdited,
  settings = {},
}: MacroFacts): string {
  if (!isInstalled) return `${name}: not installed`;
  const changed = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  const state = [isActive === true ? 'active' : 'not active', ...(isEdited === true ? ['edited'] : [])];
  return `${name} ${version}, ${[...state, changed.join(', ') || 'settings as delivered'].join(', ')}`;
}

function rowOf({ count, row }: Session, checked: Checked): Row {
  const { problems, remarks } = checked;
  const result = problems.length > 0 ? 'problem' : remarks.length > 0 ? 'differs' : 'ok';
  const counts = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}, ${remarks.length} ${remarks.length === 1 ? 'remark' : 'remarks'}`;
  return row('', result, count === 1 ? counts : (problems.length > 0 ? problems : remarks).join('; '), {
    ...checked,
  });
}
