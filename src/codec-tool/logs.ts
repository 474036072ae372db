/** `logs`: follows the console of the macros, through restarts of the codec. Each line begins with the name of its codec. */
import { pause } from './connection';
import { counted, explain, Interrupted, RefusedError } from './explain';
import { endOf, logFrom, newLines } from './macro-runtime';
import type { Row, Session } from './run';

const POLL_MS = 1000;
/** The pause before a connection that was lost is opened again. */
const AGAIN_MS = 5000;

export async function logs({ connection: first, ...session }: Session): Promise<readonly Row[]> {
  const { given, patience, print, row, say, target } = session;
  const end = patience.clock.now() + (given.for ?? Infinity) * 1000;
  let count = 0;
  let connection = first;
  let last = endOf(given.sinceStart ? [] : await logFrom(first, 0));
  let isLost = false;
  while (patience.clock.now() < end) {
    try {
      if (isLost) {
        await pause(AGAIN_MS, patience);
        connection = await target.open(patience);
        isLost = false;
        say('connected again');
      }
      for (const line of await newLines(connection, last)) {
        const { timestamp, level, macro, message } = line;
        print(`${target.label}  ${timestamp}  ${level.padEnd(5)}  ${macro}  ${message}`);
        last = line;
        count += 1;
      }
      await pause(POLL_MS, patience, connection.lost);
    } catch (error) {
      if (error instanceof Interrupted) break;
      if (error instanceof RefusedError) throw error;
      isLost = true;
      connection.close();
      say(`${explain(error)}: trying again`);
    }
  }
  connection.close();
  return [row('', 'done', counted(count, 'line'))];
}
