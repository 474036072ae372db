/** Restarts the macros of a codec once, and follows the log until the named macros are ready. */
import { followLog, nextOffset, writerOf } from './macro-log';
import type { LogLine } from './macro-log';
import type { Session } from './session';

export interface Started {
  readonly isReady: boolean;
  /** The line that the macro printed, or why it did not start. */
  readonly message: string;
}

const READY_WITHIN_MS = 60_000;

/** Restarts the macro runtime. Returns the result of each named macro. */
export async function restartAndWait(
  session: Session,
  names: readonly string[],
): Promise<Readonly<Record<string, Started>>> {
  const { connection, patience, step, say } = session;
  const log = await followLog(connection, await nextOffset(connection), patience);
  say('restarting the macro runtime');
  await step('restarted the macro runtime', () => connection.command('Macros Runtime Restart'));
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
