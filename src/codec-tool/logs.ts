/** `logs`: follows the console of the macros, through restarts of the codec. Each line begins with the name of its codec. */
import { explain, Interrupted, RefusedError } from './errors';
import { pause } from './connection';
import { endOf, followLog, linesAfter, logFrom } from './macro-runtime';
import type { LogLine } from './macro-runtime';
import type { Given } from './options';
import type { Session, Work } from './run';
import { outside } from './secrets';

/** The pause before a connection that was lost is opened again. */
const AGAIN_MS = 5000;

export function logs(given: Given): Work {
  return { isChanging: false, macros: [], run: (session) => followOn(session, given) };
}

async function followOn(first: Session, given: Given): ReturnType<Work['run']> {
  const { patience, print, row, say, target } = first;
  const end = patience.clock.now() + (given.for ?? Infinity) * 1000;
  let count = 0;
  let session = first;
  let last = endOf(given.sinceStart ? [] : await logFrom(first.connection, 0));
  const write = (line: LogLine): void => {
    count += 1;
    last = line;
    const { timestamp, level, macro, message } = line;
    print(
      `${target.label}  ${outside(timestamp)}  ${outside(level).padEnd(5)}  ${outside(macro)}  ${message}`,
    );
  };
  while (patience.clock.now() < end) {
    try {
      // In this order, so that no line falls between the two.
      const log = await followLog(session, last);
      linesAfter(await logFrom(session.connection, 0), last).forEach(write);
      while (patience.clock.now() < end) linesAfter(await log.next(), last).forEach(write);
    } catch (error) {
      if (error instanceof Interrupted) break;
      if (error instanceof RefusedError) throw error;
      const again = await reopened(session, explain(error), end);
      if (!again) break;
      session = again;
      say('connected again');
    }
  }
  session.connection.close();
  return [row('', 'done', `${count} ${count === 1 ? 'line' : 'lines'}`)];
}

/** The same session with a new connection; undefined if there is none before the end or Ctrl+C. */
async function reopened(session: Session, why: string, end: number): Promise<Session | undefined> {
  const { patience, say, target } = session;
  let reason = why;
  for (;;) {
    say(`${reason}: trying again`);
    try {
      await pause(AGAIN_MS, patience);
      if (patience.clock.now() >= end) return undefined;
      const connection = await target.open(patience);
      connection.lost.catch(() => undefined);
      return { ...session, connection };
    } catch (error) {
      if (error instanceof Interrupted) return undefined;
      reason = explain(error);
    }
  }
}
