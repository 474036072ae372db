/** The macros on a codec: which ones there are, their log, and their restart. */
import { join } from 'node:path';
import { pause, readIfThere } from './connection';
import type { Connection } from './connection';
import { headerOf } from './deployable';
import type { Header, LogEnd, Macro } from './deployable';
import type { Given } from './execute';
import { fieldAt, listIn, outside, textAt, unlessRefused } from './explain';
import { writeText } from './output';
import type { Session } from './run';

export interface Found {
  readonly name: string;
  readonly isActive: boolean;
  readonly text: string;
  /** Undefined if it is no macro of this project. */
  readonly header: Header | undefined;
  /** As far as the log shows. */
  readonly isRunning: boolean;
}

/** What a codec has of a macro. */
export interface Presence {
  readonly macro: Macro;
  /** The one under its name, whosever it is. */
  readonly there: Found | undefined;
  /** Under names that contain its own, such as "NAME (1)": so browsers name a second download. */
  readonly copies: readonly Found[];
}

/** Whether macros run at all, the state of all on the codec, what it has of the chosen ones, and where the log ends. */
export async function macrosOn({ connection, given, say }: Session) {
  say('reading the installed macros');
  const [mode, autoStart, answer, log] = await Promise.all([
    connection.get('Configuration Macros Mode'),
    // Only for a remark.
    unlessRefused(connection.get('Configuration Macros AutoStart'), () => undefined),
    connection.command('Macros Macro Get', { Content: 'False' }),
    unlessRefused(logFrom(connection, 0), () => []),
  ]);
  const installed = listIn(answer, 'Macro').map((macro) => ({
    name: textAt(macro, 'Name'),
    isActive: textAt(macro, 'Active').toLowerCase() === 'true',
  }));
  const chosen: Presence[] = [];
  for (const macro of given.macros) {
    const found: Found[] = [];
    for (const one of installed.filter(({ name }) => name.includes(macro.name))) {
      const text = await contentOf(connection, one.name);
      const header = headerOf(text);
      found.push({ ...one, text, header, isRunning: one.isActive && isRunning(one.name, header, log) });
    }
    const there = found.find(({ name }) => name === macro.name);
    const copies = found.filter((one) => one !== there && one.header?.name === macro.name);
    chosen.push({ macro, there, copies });
  }
  const note =
    autoStart === 'Off' ? 'Macros AutoStart is Off: no macro runs after a restart of the codec' : '';
  return { isOn: mode === 'On', note, installed, chosen, end: endOf(log) };
}

export async function contentOf(connection: Connection, name: string): Promise<string> {
  const answer = await connection.command('Macros Macro Get', { Name: name, Content: 'True' });
  const macro = listIn(answer, 'Macro').find((one) => textAt(one, 'Name') === name);
  return textAt(macro, 'Content');
}

/** Why a macro on the codec is left alone; undefined if it may be replaced or removed. */
export function refusalFor(
  macro: Macro,
  { name, header }: Found,
  { force, backup }: Given,
  verb: 'overwrites' | 'removes',
): string | undefined {
  if (force) return undefined;
  if (header?.name !== macro.name)
    return `another macro of this name is on the codec (--force ${verb} it, --backup DIR keeps a copy)`;
  if (!header.isEdited || backup !== undefined) return undefined;
  return `the code of ${name} was edited on the codec (--backup DIR keeps a copy and ${verb} it, --force ${verb} it)`;
}

/** Writes the text of a macro on a codec to a new file, with --backup. */
export function keepCopy({ io, fileName, given }: Session, name: string, text: string): void {
  if (given.backup === undefined) return;
  const time = new Date(io.clock.now()).toISOString().replace(/\W/g, '');
  writeText(io.files, join(given.backup, `${fileName}-${name}-${time}.js`), text, 'wx');
}

type LogLine = Readonly<ReturnType<typeof lineIn>>;

/** The largest offset that the codec accepts. */
const LARGEST_OFFSET = 65_534;

/** The macro of these that wrote a line, if any. The log names a macro with or without `.js`. */
export function writerOf(macro: string, names: readonly string[]): string | undefined {
  return names.find((name) => macro === name || macro === `${name}.js`);
}

export async function logFrom(connection: Connection, offset: number): Promise<readonly LogLine[]> {
  const answer = await connection.command('Macros Log Get', { Offset: Math.min(offset, LARGEST_OFFSET) });
  const lines = [...listIn(answer, 'Line'), ...listIn(answer, 'Log')].map(lineIn);
  return lines.filter((line) => line.offset >= offset);
}

export function endOf(lines: readonly LogLine[]): LogEnd {
  return lines.at(-1) ?? { offset: -1, timestamp: '' };
}

/**
 * The lines after the end of an earlier log. A log begins anew when the codec starts again, and perhaps when its macros
 * do: then all lines are new.
 */
function linesAfter(lines: readonly LogLine[], end: LogEnd | LogLine): readonly LogLine[] {
  const same = lines.find(({ offset }) => offset === end.offset);
  const isSame = same?.timestamp === end.timestamp && (!('message' in end) || same.message === end.message);
  const isNew = same ? !isSame : endOf(lines).offset < end.offset;
  return isNew ? lines : lines.filter(({ offset }) => offset > end.offset);
}

/** The new lines since the end of an earlier log, or all if it has begun anew. */
export async function newLines(connection: Connection, end: LogEnd): Promise<readonly LogLine[]> {
  const near = await logFrom(connection, Math.max(0, end.offset));
  // The last line is not there again if the log has begun anew.
  const isSame = end.offset < 0 || linesAfter(near, end).length < near.length;
  return linesAfter(isSame ? near : await logFrom(connection, 0), end);
}

function lineIn(node: unknown) {
  return {
    offset: Number(textAt(node, 'Offset')),
    level: outside(textAt(node, 'Level').toUpperCase()),
    macro: outside(textAt(node, 'Macro')),
    // Some firmware encloses text in quotes.
    message: outside(textAt(node, 'Message').replace(/^'([\s\S]*)'$/, '$1')),
    // It becomes a part of a comment in a macro.
    timestamp: textAt(node, 'Timestamp').replace(/[^\w:.+-]/g, ''),
  };
}

/** Why a restart has to wait; '' if no call is up or coming up. Codecs in Teams mode tell only the number. */
export async function noteOnCall({ connection, given }: Session): Promise<string> {
  if (given.duringCalls) return '';
  const state = await readIfThere(connection, 'Status SystemUnit State');
  const counts = ['NumberOfActiveCalls', 'NumberOfInProgressCalls'].map((name) => textAt(state, name));
  const calls = counts.includes('') ? await readIfThere(connection, 'Status Call') : [];
  const isListed = listIn({ calls }, 'calls').some(
    (call) => fieldAt(call, 'ghost') === undefined && !/^(Idle|Disconnecting|)$/.test(textAt(call, 'Status')),
  );
  if (!isListed && !counts.some((count) => Number(count) > 0)) return '';
  return 'the room is in a call, and a restart stops every macro: repeat it later, or use --during-calls';
}

/**
 * Whether an active macro runs, as far as its log shows: its last word since it was saved is no error. Old lines are
 * gone after a while, so a macro without one is only stopped if the log is complete, or if it was not started.
 */
function isRunning(name: string, header: Header | undefined, log: readonly LogLine[]): boolean {
  const from = header?.unstartedAfter;
  const lines = from ? linesAfter(log, from) : log;
  const last = lines.filter((line) => namedIn(line, [name]) !== undefined).at(-1);
  if (last) return last.level !== 'ERROR';
  const isComplete = log.length > 0 && log.every(({ offset }, index) => offset === index);
  return !from && !isComplete;
}

const READY_WITHIN_MS = 60_000;
/** Webex limits the rate of requests; a codec itself does not. */
const POLL_MS = { webex: 1000, direct: 100 };

/** Follows the log from an end on until the named macros are ready. Returns what each of them has printed. */
export async function waitUntilReady(names: readonly string[], from: LogEnd, session: Session) {
  const { connection, patience, say } = session;
  const started = new Map<string, LogLine>();
  let last = from;
  const end = patience.clock.now() + READY_WITHIN_MS;
  while (names.some((name) => !started.has(name)) && patience.clock.now() < end) {
    await pause(connection.feedback ? POLL_MS.direct : POLL_MS.webex, patience, connection.lost);
    for (const line of await newLines(connection, last)) {
      last = line;
      const news = namedIn(line, names);
      if (news === undefined || started.has(news)) continue;
      say(line.message);
      started.set(news, line);
    }
  }
  return started;
}

/** The macro whose result a line shows: it is ready, or has an error. */
function namedIn(line: LogLine, names: readonly string[]): string | undefined {
  if (line.level !== 'ERROR' && !line.message.startsWith('ready')) return undefined;
  return writerOf(line.macro, names);
}
