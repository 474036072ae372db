/** `check`: whether the macros do their work on a codec. It changes nothing. One page, to paste into an issue. */
import { readIfThere } from './connection';
import { explain, unlessRefused } from './errors';
import { noteOnFirmware, supportFor } from './identity';
import { foundAs, isStartedSince, isStopped, logFrom, macrosOn, noteOnAutoStart } from './macro-runtime';
import type { Found, LogLine } from './macro-runtime';
import { keptSettings, SWITCHER } from './macros';
import type { GivenSettings, Macro } from './macros';
import { maskText, maskValue } from './mask';
import { MOST_LISTED, wrapped } from './output';
import type { Row } from './output';
import { leavesBelow, readPaths, spaceAt, usedPaths, withoutIds } from './paths-in-use';
import { subscribeAll } from './record';
import { findForRedialer, findForSwitcher, findScreens, meetingsIn, ROOM_PATHS } from './room-facts';
import type { Findings, RoomValues } from './room-facts';
import type { Session } from './run';
import { counted, listIn, outside } from './text';
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

export async function check(session: Session): Promise<readonly Row[]> {
  const checked = await checkOn(session);
  // A terminal shows the causes of many codecs instead.
  if (session.count <= MOST_LISTED || session.width === Infinity)
    pageOf(session, checked).forEach(session.print);
  const { problems, remarks } = checked;
  const result = problems.length > 0 ? 'problem' : remarks.length > 0 ? 'differs' : 'ok';
  const counts = `${counted(problems.length, 'problem')}, ${counted(remarks.length, 'remark')}`;
  const causes = problems.length > 0 ? problems : remarks;
  return [session.row('', result, session.count === 1 ? counts : causes.join('; '), { ...checked })];
}

export async function checkOn(session: Session): Promise<Checked> {
  const { connection, given, identity } = session;
  const found: Findings = { problems: [], remarks: [], facts: [] };
  findSupport(session, found);
  const macros = await findMacros(session, found);
  const room: Partial<Record<keyof RoomValues, unknown>> = {};
  for (const [name, path] of Object.entries(ROOM_PATHS))
    room[name as keyof RoomValues] = await readIfThere(connection, path);
  const values = await findPaths(session, found);
  for (const { name } of given.macros) {
    const settings = macros.find((one) => one.name === name)?.settings ?? {};
    if (name === SWITCHER) {
      const outputs = values.get('Configuration Video Output Connector');
      const largest = findScreens(values.get('Status Video Output Connector'), outputs, found);
      findForSwitcher(room as RoomValues, largest, settings, identity, found);
    } else findForRedialer(room as RoomValues, settings, found);
  }
  await findSubscriptions(session, found);
  await findBookings(session, found);
  return { ...found, macros };
}

function findSupport({ given, identity }: Session, found: Findings): void {
  for (const macro of given.macros) {
    const { isRefused, note } = supportFor(macro, identity);
    if (isRefused)
      found.problems.push(`${macro.name} is not supported on this product and firmware: ${note}`);
    else if (note !== '') found.remarks.push(`${macro.name}: ${note}`);
  }
  const note = noteOnFirmware(identity);
  if (note !== '') found.facts.push(note);
}

async function findMacros(session: Session, found: Findings): Promise<readonly MacroFacts[]> {
  const { connection, given } = session;
  const { isOn, installed } = await macrosOn(session);
  if (!isOn) found.problems.push('Macros Mode is Off: no macro runs (deploy --enable sets it to On)');
  const note = await noteOnAutoStart(connection);
  if (note !== '') found.remarks.push(note);
  const active = installed.filter(({ isActive }) => isActive).length;
  found.facts.push(`macros on the codec: ${installed.length}, active: ${active} (at most ${MOST_ACTIVE})`);
  const log = await logFrom(connection, 0);
  const facts: MacroFacts[] = [];
  for (const macro of given.macros) {
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
  log: readonly LogLine[],
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
    let remarks: readonly string[] = [];
    const value = await unlessRefused(readIfThere(connection, path), (error) => {
      remarks = [`${path}: ${explain(error)}`];
    });
    values.set(path, value);
    if (remarks.length === 0) remarks = remarksOn(path, leavesOf(value, path));
    found.remarks.push(...remarks);
    if (remarks.length === 0) expected += 1;
  }
  found.facts.push(`${expected} of ${readPaths.length} paths that the macros read are as expected`);
  return values;
}

function remarksOn(path: string, leaves: ReturnType<typeof leavesOf>): readonly string[] {
  if (leaves.length === 0) return EMPTY_WITHOUT_CALL.includes(path) ? [] : [`${path} is empty`];
  const there = leaves.map(([where]) => withoutIds(where));
  const missing = leavesBelow(path).filter((leaf) => !there.includes(leaf));
  return [
    ...leaves
      .filter(([where, text]) => !isKnown(where, text))
      .map(([where, text]) => `${where} = ${maskValue(where, text)}: not a known value`),
    ...missing.map((leaf) => `${leaf} is missing`),
  ];
}

function isKnown(path: string, value: string): boolean {
  const space = spaceAt(path);
  if (space?.space === 'Integer') return value === '' || /^-?\d+$/.test(value);
  if (space?.space !== 'Literal' || value === '') return true;
  return space.known.includes(value) || space.also.some(({ values }) => values.includes(value));
}

async function findSubscriptions({ connection, say }: Session, found: Findings): Promise<void> {
  const { feedback } = connection;
  if (!feedback)
    return void found.facts.push('subscriptions: not checked, because Webex does not report changes');
  say('subscribing to everything that the macros use');
  const refused = await subscribeAll(feedback);
  found.remarks.push(...refused.map((path) => `subscription to ${path}`));
  found.facts.push(`${usedPaths.length - refused.length} subscriptions are accepted`);
}

async function findBookings({ connection, say }: Session, found: Findings): Promise<void> {
  say('reading the calendar');
  const listed = connection.command('Bookings List', { DayOffset: 0, Days: 1 }).then((answer) => {
    const bookings = listIn(answer, 'Booking');
    const count = counted(bookings.length, 'booking');
    found.facts.push(`Bookings List answers: ${count} today`, ...meetingsIn(bookings));
  });
  await unlessRefused(listed, (error) => {
    found.remarks.push(`Bookings List: ${maskText(explain(error))}`);
  });
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
  const state = [isActive ? 'active' : 'not active', ...(isEdited ? ['edited'] : [])];
  return [`${name} ${version}`, ...state, changed.join(', ') || 'settings as delivered'].join(', ');
}
