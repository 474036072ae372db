/** `check`: a read-only report on whether a codec meets the assumptions of the macros. One page, to paste into an issue. */
import { listIn } from './connection';
import type { Connection } from './connection';
import { explain, isNoMatch, RefusedError } from './errors';
import { noteOnFirmware, supportFor } from './identity';
import { installedMacros, noteOnAutoStart } from './macro-runtime';
import type { Macro } from './macros';
import { maskText, maskValue } from './mask';
import { eventPaths, leavesBelow, readPaths, spaceAt } from './paths-in-use';
import { meetingsIn, screensIn } from './room-facts';
import type { Session, Work } from './run';
import { leavesOf } from './walk';

/** The findings, one per line. */
interface Findings {
  readonly expected: string[];
  readonly differs: string[];
  readonly missing: string[];
  readonly facts: string[];
}

/** Lists that are empty outside calls. */
const EMPTY_WITHOUT_CALL = ['Status Call', 'Status MediaChannels Call'];

export function check(macros: readonly Macro[]): Work {
  return { isChanging: false, macros: [], run: (session) => checkOn(session, macros) };
}

async function checkOn(session: Session, macros: readonly Macro[]): ReturnType<Work['run']> {
  const found: Findings = { expected: [], differs: [], missing: [], facts: [] };
  const values: Record<string, unknown> = {};
  checkSupport(session, macros, found);
  for (const path of readPaths) {
    session.say(`reading ${path}`);
    await checkPath(session.connection, path, values, found);
  }
  await checkSubscriptions(session, found);
  await checkMacros(session, found);
  await checkCalendar(session, found);
  found.facts.push(
    ...screensIn(values['Status Video Output Connector'], values['Configuration Video Output Connector']),
  );
  const { product, firmware } = session.identity;
  for (const line of pageOf(`${session.target.label}: ${product}, firmware ${firmware}`, found))
    session.print(line);
  const { expected, differs, missing } = found;
  const result = missing.length > 0 ? 'problem' : differs.length > 0 ? 'differs' : 'ok';
  const details = [...missing, ...differs].map((line) => `; ${line}`).join('');
  const counts = `${expected.length} as expected, ${differs.length} different, ${missing.length} missing${details}`;
  return [session.row('', result, counts)];
}

function checkSupport({ identity }: Session, macros: readonly Macro[], found: Findings): void {
  for (const macro of macros) {
    const { isRefused, note } = supportFor(macro, identity);
    if (isRefused) found.missing.push(`${macro.name} is not supported on this product and firmware: ${note}`);
    else if (note !== '') found.differs.push(`${macro.name}: ${note}`);
    else found.expected.push(`${macro.name} is supported on this product and firmware`);
  }
  const note = noteOnFirmware(identity);
  if (note !== '') found.facts.push(note);
}

async function checkPath(
  connection: Connection,
  path: string,
  values: Record<string, unknown>,
  found: Findings,
): Promise<void> {
  let value: unknown;
  try {
    value = await connection.get(path);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (!isNoMatch(error)) found.differs.push(`${path}: ${explain(error)}`);
  }
  values[path] = value;
  const leaves = leavesOf(value, path);
  if (leaves.length === 0) {
    const isUsual = EMPTY_WITHOUT_CALL.includes(path);
    (isUsual ? found.expected : found.missing).push(`${path}: empty${isUsual ? ' (no call)' : ''}`);
    return;
  }
  const strange = leaves.filter(([where, text]) => !isKnown(where, text));
  for (const [where, text] of strange)
    found.differs.push(`${where} = ${maskValue(where, text)}: not a known value`);
  const there = new Set(
    leaves.map(([where]) =>
      where
        .slice(path.length)
        .replace(/ \d+(?= |$)/g, '')
        .trim(),
    ),
  );
  const absent = leavesBelow(path).filter((leaf) => !there.has(leaf));
  for (const leaf of absent) found.missing.push(`${path} ${leaf}`.trim());
  if (strange.length === 0 && absent.length === 0)
    found.expected.push(`${path}: ${counted(leaves.length, 'value')}`);
}

function isKnown(path: string, value: string): boolean {
  const space = spaceAt(path);
  if (space?.space === 'Integer') return value === '' || /^-?\d+$/.test(value);
  if (space?.space !== 'Literal' || value === '') return true;
  return space.known.includes(value) || space.also.some(({ values }) => values.includes(value));
}

async function checkSubscriptions({ connection, say }: Session, found: Findings): Promise<void> {
  if (!connection.subscribe) {
    found.facts.push('subscriptions: not checked, because Webex does not report changes');
    return;
  }
  say('subscribing to everything that the macros use');
  const refused: string[] = [];
  for (const path of [...readPaths, ...eventPaths]) {
    try {
      await connection.subscribe(path, () => undefined);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refused.push(`subscription to ${path}: ${explain(error)}`);
    }
  }
  found.missing.push(...refused);
  found.expected.push(`${readPaths.length + eventPaths.length - refused.length} subscriptions are accepted`);
}

async function checkMacros({ connection }: Session, found: Findings): Promise<void> {
  const mode = await connection.get('Configuration Macros Mode');
  if (mode === 'On') found.expected.push('Macros Mode is On');
  else found.differs.push('Macros Mode is Off: no macro runs (deploy --enable sets it to On)');
  const note = await noteOnAutoStart(connection);
  if (note !== '') found.differs.push(note);
  const installed = await installedMacros(connection);
  const active = installed.filter(({ isActive }) => isActive).length;
  found.facts.push(`macros on the codec: ${installed.length}, active: ${active} (at most 10)`);
}

async function checkCalendar({ connection, say }: Session, found: Findings): Promise<void> {
  say('reading the calendar');
  try {
    const answer = await connection.command('Bookings List', { DayOffset: 0, Days: 1 });
    const bookings = listIn(answer, 'Booking');
    found.expected.push(`Bookings List answers: ${counted(bookings.length, 'booking')} today`);
    found.facts.push(...meetingsIn(bookings));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    found.differs.push(`Bookings List: ${maskText(explain(error))}`);
  }
}

function pageOf(head: string, { expected, differs, missing, facts }: Findings): readonly string[] {
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
  return [
    head,
    ...part('as expected', expected),
    ...part('different', differs),
    ...part('missing', missing),
    ...part('found', facts),
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
