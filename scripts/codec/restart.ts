/** Restarts the macros of a codec, and finds out from the log which ones run. */
import type { Connection } from './connection';
import { followLog, nextOffset, writerOf } from './macro-log';
import type { Follower, LogLine } from './macro-log';
import type { Session } from './session';

export interface Started {
  readonly isReady: boolean;
  /** The line that the macro printed, or why it did not start. */
  readonly message: string;
}

const READY_WITHIN_MS = 60_000;

/** Restarts the macro runtime. */
export async function restart({ connection, step, say }: Session): Promise<void> {
  say('restarting the macro runtime');
  await step('restarted the macro runtime', () => connection.command('Macros Runtime Restart'));
}

/** The same. Returns the log from then on. */
export async function restartAndFollow(session: Session): Promise<Follower> {
  const { connection, patience } = session;
  const log = await followLog(connection, await nextOffset(connection), patience);
  await restart(session);
  return log;
}

/** What to know if macros do not start with the codec; '' if they do. */
export async function noteOnAutoStart(connection: Connection): Promise<string> {
  const isOff = (await connection.get('Configuration Macros AutoStart')) === 'Off';
  return isOff ? 'Macros AutoStart is Off: no macro runs after a restart of the codec' : '';
}

/** Whether all that is left of the log shows that a macro has failed, or was not started at all. Old lines are gone after a while. */
export function isStopped(lines: readonly LogLine[], name: string): boolean {
  const last = lines.filter((line) => namedIn(line, [name]) !== undefined).at(-1);
  const isComplete = lines.every(({ offset }, index) => offset === index);
  return last ? last.level === 'ERROR' : isComplete;
}

/** Follows the log until the named macros are ready. Returns the result of each. */
export async function waitUntilReady(
  log: Follower,
  names: readonly string[],
  say: Session['say'],
): Promise<Readonly<Record<string, Started>>> {
  const started: Record<string, Started> = {};
  const end = Date.now() + READY_WITHIN_MS;
  while (names.some((name) => !started[name])) {
    if (Date.now() > end) break;
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
