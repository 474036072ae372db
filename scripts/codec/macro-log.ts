/** The macro log: received line by line, or polled if the codec sends no feedback. */
import { pause } from './connection';
import type { Connection, Patience } from './connection';
import { Interrupted } from './errors';
import { listIn, textAt } from './installed';

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

/** The offset of the next new line. */
export async function nextOffset(connection: Connection): Promise<number> {
  const lines = await logFrom(connection, 0);
  return lines.reduce((next, line) => Math.max(next, line.offset + 1), 0);
}

/** Follows the log from an offset on. `next` waits for new lines and returns them. */
export interface Follower {
  readonly next: () => Promise<readonly LogLine[]>;
}

export async function followLog(connection: Connection, from: number, patience: Patience): Promise<Follower> {
  const reported: LogLine[] = [];
  const isReporting = await subscribed(connection, (line) => reported.push(line));
  let offset = from;
  return {
    next: async () => {
      await pause(isReporting ? POLL_MS / 10 : POLL_MS, patience, connection.lost);
      const lines = isReporting ? reported.splice(0) : await logFrom(connection, offset);
      const news = lines.filter((line) => line.offset >= offset);
      offset = news.reduce((next, line) => Math.max(next, line.offset + 1), offset);
      return news;
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
    message: textAt(node, 'Message').replace(/^'([\s\S]*)'$/, '$1'),
    timestamp: textAt(node, 'Timestamp'),
  };
}
