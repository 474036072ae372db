/** `check`: whether the macros do their work on a codec. It changes nothing. One page, to paste into an issue. */
import { askEach, noteOnFirmware, readIfThere, supportFor } from './connection';
import { keptSettings, REDIALER, SWITCHER } from './deployable';
import type { GivenSettings, Macro } from './deployable';
import { counted, explain, listIn, outside, unlessRefused } from './explain';
import { macrosOn } from './macro-runtime';
import type { Found } from './macro-runtime';
import { maskText, maskTree, maskValue } from './mask';
import { MOST_LISTED, wrapped } from './output';
import { isKnown, leavesBelow, readEach, readPaths, usedPaths, valuesIn, withoutIds } from './paths-in-use';
import { findForRedialer, findForSwitcher, meetingsIn, ROOM_PATHS } from './room-facts';
import type { Findings } from './room-facts';
import type { Row, Session } from './run';

interface MacroFacts {
  readonly name: string;
  readonly isInstalled: boolean;
  readonly version?: string;
  readonly isActive?: boolean;
  readonly isEdited?: boolean;
  /** Those that differ from the defaults. */
  readonly settings?: GivenSettings;
}

/** Lists that are empty outside calls. */
const EMPTY_WITHOUT_CALL = ['Status Call', 'Status MediaChannels Call'];
const MOST_ACTIVE = 10;

export async function check(session: Session): Promise<readonly Row[]> {
  const { checked } = await checkOn(session);
  // A terminal shows the causes of many codecs instead.
  if (session.count <= MOST_LISTED || session.width === Infinity)
    pageOf(session, checked).forEach(session.print);
  const { problems, remarks } = checked;
  const result = problems.length > 0 ? 'problem' : remarks.length > 0 ? 'differs' : 'ok';
  const counts = `${counted(problems.length, 'problem')}, ${counted(remarks.length, 'remark')}`;
  const causes = problems.length > 0 ? problems : remarks;
  return [session.row('', result, session.count === 1 ? counts : causes.join('; '), checked)];
}

/** Subscribes to everything that the macros use, and reads it. */
export async function checkOn(session: Session) {
  const { connection, given, identity } = session;
  const found: Findings = { problems: [], remarks: [], facts: [] };
  findSupport(session, found);
  const macros = await findMacros(session, found);
  await findSubscriptions(session, found);
  const { values, refused } = await findPaths(session, found);
  for (const path of Object.values(ROOM_PATHS)) values.set(path, await readIfThere(connection, path));
  const settingsOf = (macro: string): GivenSettings =>
    macros.find(({ name }) => name === macro)?.settings ?? {};
  for (const { name } of given.macros) {
    if (name === SWITCHER) findForSwitcher(values, settingsOf(name), identity, found);
    else findForRedialer(values, settingsOf(name), found);
  }
  const bookings = await findBookings(session, settingsOf(REDIALER), found);
  return { checked: { ...found, macros }, values, refused, bookings };
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
  const { isOn, note, installed, chosen } = await macrosOn(session);
  if (!isOn) found.problems.push('Macros Mode is Off: no macro runs (deploy --enable sets it to On)');
  if (note !== '') found.remarks.push(note);
  const active = installed.filter(({ isActive }) => isActive).length;
  found.facts.push(`macros on the codec: ${installed.length}, active: ${active} (at most ${MOST_ACTIVE})`);
  return chosen.map(({ macro, there, copies }) => {
    const { name } = macro;
    for (const copy of copies.filter(({ isActive }) => isActive))
      found.problems.push(`${name} also runs as "${outside(copy.name)}", against itself`);
    if (there) return findMacro(macro, there, found);
    if (active >= MOST_ACTIVE) found.problems.push(`${name} would be one active macro too many`);
    return { name, isInstalled: false };
  });
}

function findMacro(macro: Macro, there: Found, found: Findings): MacroFacts {
  const { problems, remarks } = found;
  const { isActive, isRunning, text, header } = there;
  const { name, declared, version } = macro;
  if (header?.name !== name) {
    problems.push(`another macro has the name ${name}`);
    return { name, isInstalled: false };
  }
  if (!isActive) problems.push(`${name} is not active: deploy activates it`);
  else if (!isRunning)
    problems.push(`${name} does not run as it was saved: see logs --since-start, or deploy it again`);
  if (header.isEdited) remarks.push(`the code of ${name} was edited on the codec`);
  if (header.version !== version)
    remarks.push(`${name} is version ${header.version} here; deploy changes it to ${version}`);
  const kept = keptSettings(declared, text);
  remarks.push(
    ...kept.dropped.map((line) => outside(`${name}: ${line.replace(' on the codec is not kept', '')}`)),
  );
  const settings = Object.fromEntries(
    Object.entries(kept.settings).map(([key, value]) => [key, outside(value)]),
  );
  return { name, isInstalled: true, version: header.version, isActive, isEdited: header.isEdited, settings };
}

/** Reads what the macros use, and compares it with the schema. */
async function findPaths(session: Session, found: Findings) {
  const values = new Map<string, unknown>();
  const refused = await readEach(session, readPaths, (path, value) => values.set(path, value));
  const remarks = readPaths.map((path) => {
    const why = refused.get(path);
    return why === undefined ? remarksOn(path, valuesIn(values.get(path), path)) : [`${path}: ${why}`];
  });
  found.remarks.push(...remarks.flat());
  const expected = remarks.filter(({ length }) => length === 0).length;
  found.facts.push(`${expected} of ${readPaths.length} paths that the macros read are as expected`);
  return { values, refused };
}

function remarksOn(path: string, leaves: ReturnType<typeof valuesIn>): readonly string[] {
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

async function findSubscriptions({ connection, say }: Session, found: Findings): Promise<void> {
  const { feedback } = connection;
  if (!feedback)
    return void found.facts.push('subscriptions: not checked, because Webex does not report changes');
  say('subscribing to everything that the macros use');
  const refused = await askEach(usedPaths, feedback.subscribe);
  found.remarks.push(...[...refused].map(([path, why]) => `subscription to ${path} (${why})`));
  found.facts.push(`${usedPaths.length - refused.size} subscriptions are accepted`);
}

/** Returns today's bookings without personal data. */
function findBookings(
  { connection, say }: Session,
  settings: GivenSettings,
  found: Findings,
): Promise<unknown> {
  say('reading the calendar');
  const listed = connection.command('Bookings List', { DayOffset: 0, Days: 1 }).then((answer) => {
    const bookings = listIn(answer, 'Booking');
    const count = counted(bookings.length, 'booking');
    found.facts.push(`Bookings List answers: ${count} today`, ...meetingsIn(bookings, settings));
    return maskTree('Bookings List', answer ?? {});
  });
  return unlessRefused(listed, (refusal) => {
    const error = maskText(explain(refusal));
    found.remarks.push(`Bookings List: ${error}`);
    return { error };
  });
}

/** The report as lines: problems first. */
export function pageOf(
  { identity, target, width }: Session,
  checked: Awaited<ReturnType<typeof checkOn>>['checked'],
  settingShown = (_name: string, value: string): string => value,
): readonly string[] {
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.flatMap((line) => wrapped(line, width, '  ', '    '))];
  const macros = checked.macros.map((macro) => {
    const { name, version = '', isInstalled, isActive, isEdited, settings = {} } = macro;
    if (!isInstalled) return `${name}: not installed`;
    const changed = Object.entries(settings).map(([key, value]) => `${key} = ${settingShown(key, value)}`);
    const state = [isActive ? 'active' : 'not active', ...(isEdited ? ['edited'] : [])];
    return [`${name} ${version}`, ...state, changed.join(', ') || 'settings as delivered'].join(', ');
  });
  const { product, firmware } = identity;
  return [
    ...wrapped(`${target.label}: ${product}, firmware ${firmware}`, width),
    ...part('problems', checked.problems),
    ...part('remarks', checked.remarks),
    ...part('macros', macros),
    ...part('found', checked.facts),
    '',
  ];
}
