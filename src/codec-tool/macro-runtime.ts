/** The macros on a codec: which ones there are, their log, and their restart. */
import { fieldAt, listIn, pause, textAt } from './connection';
import type { Connection } from './connection';
import { headerOf } from './built-macro';
import type { Header, LogEnd } from './built-macro';
import { explain, Interrupted, isNoMatch } from './errors';
import type { Session } from './run';
import { outside } from './secrets';

export interface Installed {
  readonly name: string;
  readonly isActive: boolean;
}

export interface Found extends Installed {
  readonly text: string;
  /** Undefined if it is no macro of this project. */
  readonly header: Header | undefined;
}

/** Name and state of every macro on a codec. */
export async function installedMacros(connection: Connection): Promise<readonly Installed[]> {
  const answer = await connection.command('Macros Macro Get', { Content: 'False' });
  return listIn(answer, 'Macro').map((macro) => ({
    name: textAt(macro, 'Name'),
    isActive: textAt(macro, 'Active').toLowerCase() === 'true',
  }));
}

/** The text of a macro that is on the codec. */
export async function contentOf(connection: Connection, name: string): Promise<string> {
  const answer = await connection.command('Macros Macro Get', { Name: name, Content: 'True' });
  return textAt(
    listIn(answer, 'Macro').find((macro) => textAt(macro, 'Name') === name),
    'Content',
  );
}

/**
 * A macro under its name, whosever it is, and copies of it under names that contain its own, such as "NAME (1)": so
 * browsers name a second download.
 */
export async function foundAs(
  connection: Connection,
  macro: string,
  installed: readonly Installed[],
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const one of installed.filter(({ name }) => name.includes(macro))) {
    const text = await contentOf(connection, one.name);
    const header = headerOf(text);
    if (one.name === macro) found.unshift({ ...one, text, header });
    else if (header?.name === macro) found.push({ ...one, text, header });
  }
  return found;
}

export interface LogLine {
  readonly offset: number;
  readonly level: string;
  readonly macro: string;
  readonly message: string;
  readonly timestamp: string;
}

/** The largest offset that the codec accepts. */
const LARGEST_OFFSET = 65_534;
const POLL_MS = 1000;
/** A codec that reports nothing is asked for something now and then: its connection may be gone without a word. */
const PROOF_MS = 30_000;

/** The macro of these that wrote a line, if any. The log names a macro with or without `.js`. */
export function writerOf(macro: string, names: readonly string[]): string | undefined {
  return names.find((name) => macro === name || macro === `${name}.js`);
}

/** The lines from an offset on. */
export async function logFrom(connection: Connection, offset: number): Promise<readonly LogLine[]> {
  const answer = await connection.command('Macros Log Get', { Offset: Math.min(offset, LARGEST_OFFSET) });
  const lines = [...listIn(answer, 'Line'), ...listIn(answer, 'Log')].map(lineIn);
  return lines.filter((line) => line.offset >= offset);
}

/** Where a log ends. */
export function endOf(lines: readonly LogLine[]): LogEnd {
  return lines.reduce<LogEnd>((end, line) => (line.offset > end.offset ? line : end), {
    offset: -1,
    timestamp: '',
  });
}

/**
 * The lines after the end of an earlier log. A log begins anew when the codec starts again, and perhaps when its macros
 * do: then all lines are new.
 */
export function linesAfter(lines: readonly LogLine[], end: LogEnd | LogLine): readonly LogLine[] {
  const same = lines.find(({ offset }) => offset === end.offset);
  const isSame = same?.timestamp === end.timestamp && (!('message' in end) || same.message === end.message);
  const isNew = same ? !isSame : endOf(lines).offset < end.offset;
  return isNew ? lines : lines.filter(({ offset }) => offset > end.offset);
}

/** Follows the log from an end on. `next` waits a while and returns the new lines. */
export interface Follower {
  readonly next: () => Promise<readonly LogLine[]>;
}

export async function followLog({ connection, patience }: Session, from: LogEnd): Promise<Follower> {
  const { clock } = patience;
  const reported: LogLine[] = [];
  const isReporting = await subscribed(connection, (line) => reported.push(line));
  let end = from;
  let proven = clock.now();
  return {
    next: async () => {
      await pause(isReporting ? POLL_MS / 10 : POLL_MS, patience, connection.lost);
      if (!isReporting) {
        const near = await logFrom(connection, Math.max(0, end.offset));
        // The last line is not there again if the log has begun anew.
        const isSame = end.offset < 0 || linesAfter(near, end).length < near.length;
        const lines = linesAfter(isSame ? near : await logFrom(connection, 0), end);
        if (lines.length > 0) end = endOf(lines);
        return lines;
      }
      if (reported.length > 0) proven = clock.now();
      if (clock.now() - proven > PROOF_MS) {
        await readIfThere(connection, 'Status SystemUnit Software Version');
        proven = clock.now();
      }
      return reported.splice(0);
    },
  };
}

async function subscribed(connection: Connection, take: (line: LogLine) => void): Promise<boolean> {
  if (!connection.subscribe) return false;
  try {
    await connection.subscribe('Event Macros Log', (report) => {
      take(lineIn(report));
    });
    return true;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return false;
  }
}

function lineIn(node: unknown): LogLine {
  return {
    offset: Number(textAt(node, 'Offset')),
    level: textAt(node, 'Level').toUpperCase(),
    macro: textAt(node, 'Macro'),
    // Some firmware encloses text in quotes.
    message: outside(textAt(node, 'Message').replace(/^'([\s\S]*)'$/, '$1')),
    // It becomes a part of a comment in a macro.
    timestamp: textAt(node, 'Timestamp').replace(/[^\w:.+-]/g, ''),
  };
}

export interface Started {
  readonly isReady: boolean;
  /** The line that the macro printed, or why it did not start. */
  readonly message: string;
}

const READY_WITHIN_MS = 60_000;

/** Restarts the macro runtime, and with it every macro of the codec. */
export async function restart({ connection, step, say }: Session): Promise<void> {
  say('restarting the macro runtime');
  await step('restarted the macro runtime', () => connection.command('Macros Runtime Restart'));
}

/** Whether a call is up or coming up. Codecs in Teams mode tell only the number. */
export async function isInCall({ connection }: Session): Promise<boolean> {
  const counts: unknown[] = [];
  for (const name of ['NumberOfActiveCalls', 'NumberOfInProgressCalls'])
    counts.push(await readIfThere(connection, `Status SystemUnit State ${name}`));
  if (counts.some((count) => Number(count) > 0)) return true;
  if (counts.every((count) => count !== undefined && count !== null)) return false;
  return listIn({ calls: await readIfThere(connection, 'Status Call') }, 'calls').some(
    (call) => fieldAt(call, 'ghost') === undefined && !/^(Idle|Disconnecting|)$/.test(textAt(call, 'Status')),
  );
}

export const IN_CALL =
  'the room is in a call, and a restart stops every macro: repeat it later, or use --during-calls';

/** What to know if macros do not start with the codec; '' if they do. It fails for no other reason than a signal. */
export async function noteOnAutoStart(connection: Connection): Promise<string> {
  try {
    const isOff = (await connection.get('Configuration Macros AutoStart')) === 'Off';
    return isOff ? 'Macros AutoStart is Off: no macro runs after a restart of the codec' : '';
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return `Macros AutoStart could not be read (${explain(error)})`;
  }
}

/** The value or branch at a path; undefined if there is none. */
export async function readIfThere(connection: Connection, path: string): Promise<unknown> {
  try {
    return await connection.get(path);
  } catch (error) {
    if (isNoMatch(error)) return undefined;
    throw error;
  }
}

/**
 * Whether the log shows that an active macro does not run: its last word is an error, or the log is complete and
 * has none. Old lines are gone after a while; an empty log shows nothing.
 */
export function isStopped(lines: readonly LogLine[], name: string): boolean {
  const last = lines.filter((line) => namedIn(line, [name]) !== undefined).at(-1);
  if (last) return last.level === 'ERROR';
  return lines.length > 0 && lines.every(({ offset }, index) => offset === index);
}

/** Whether the log shows that a macro has become ready after the end of an earlier log. */
export function isStartedSince(lines: readonly LogLine[], name: string, end: LogEnd): boolean {
  const last = linesAfter(lines, end)
    .filter((line) => namedIn(line, [name]) !== undefined)
    .at(-1);
  return last !== undefined && last.level !== 'ERROR';
}

/** Follows the log until the named macros are ready. Returns the result of each. */
export async function waitUntilReady(
  log: Follower,
  names: readonly string[],
  { patience, say }: Session,
): Promise<Readonly<Record<string, Started>>> {
  const started: Record<string, Started> = {};
  const end = patience.clock.now() + READY_WITHIN_MS;
  while (names.some((name) => !started[name]) && patience.clock.now() < end) {
    for (const line of await log.next()) {
      const news = namedIn(line, names);
      if (news === undefined) continue;
      say(line.message);
      started[news] ??= { isReady: line.level !== 'ERROR', message: line.message };
    }
  }
  for (const name of names) {
    started[name] ??= {
      isReady: false,
      message: `it printed no ready line within ${READY_WITHIN_MS / 1000} s`,
    };
  }
  return started;
}

/** The macro whose result a line shows: it is ready, or has an error. */
function namedIn(line: LogLine, names: readonly string[]): string | undefined {
  if (line.level !== 'ERROR' && !line.message.startsWith('ready')) return undefined;
  return writerOf(line.macro, names);
}
