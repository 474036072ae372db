/** Restarts the macros of a codec, and finds out from the log which ones run. */
import { followLog, logFrom, nextOffset, writerOf } from './macro-log';
import type { Follower, LogLine } from './macro-log';
import type { Session } from './session';

export interface Started {
  readonly isReady: boolean;
  /** The line that the macro printed, or why it did not start. */
  readonly message: string;
}

const READY_WITHIN_MS = 60_000;

/** Restarts the macro runtime. Returns the log from then on. */
export async function restart({ connection, patience, step, say }: Session): Promise<Follower> {
  const log = await followLog(connection, await nextOffset(connection), patience);
  say('restarting the macro runtime');
  await step('restarted the macro runtime', () => connection.command('Macros Runtime Restart'));
  return log;
}

/** Whether the log shows that a macro has failed, or was not started at all. Old lines are gone after a while. */
export async function isStopped({ connection }: Session, name: string): Promise<boolean> {
  const lines = await logFrom(connection, 0);
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
