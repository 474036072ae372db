/** `logs`: follows the console of the macros. Each line begins with the name of its codec. */
import { Interrupted } from './errors';
import { followLog, logFrom, nextOffset } from './macro-log';
import type { LogLine } from './macro-log';
import type { Session, Work } from './session';

interface LogOptions {
  /** Include existing lines. */
  readonly isSinceStart: boolean;
  /** Undefined: until Ctrl+C. */
  readonly seconds?: number;
  readonly write: (line: string) => void;
}

export function logs(options: LogOptions): Work {
  return { isChanging: false, macros: [], run: (session) => followOn(session, options) };
}

async function followOn(session: Session, options: LogOptions): ReturnType<Work['run']> {
  const { connection, patience, row, target } = session;
  let count = 0;
  const write = (line: LogLine): void => {
    count += 1;
    options.write(
      `${target.label}  ${line.timestamp}  ${line.level.padEnd(5)}  ${line.macro}  ${line.message}`,
    );
  };
  const next = await nextOffset(connection);
  const log = await followLog(connection, next, patience);
  if (options.isSinceStart)
    (await logFrom(connection, 0)).filter((line) => line.offset < next).forEach(write);
  const end = options.seconds === undefined ? Infinity : Date.now() + options.seconds * 1000;
  try {
    while (Date.now() < end) (await log.next()).forEach(write);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  return [row('', 'done', `${count} ${count === 1 ? 'line' : 'lines'}`)];
}
