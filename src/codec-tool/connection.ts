/** A connection to a codec, direct or through Webex, and how long to wait for it. */
import { CodecError, explain, Interrupted, unlessRefused } from './explain';
import type { Clock } from './io';

export type Parameters = Readonly<Record<string, string | number>>;

/** Paths begin with Status or Configuration; words and list ids are separated by spaces. */
export interface Connection {
  get(path: string): Promise<unknown>;
  set(path: string, value: string): Promise<void>;
  command(path: string, parameters?: Parameters, body?: string): Promise<unknown>;
  /** Missing if the codec cannot send feedback. */
  readonly feedback?: Feedback;
  /** Rejects when the connection is lost. */
  readonly lost: Promise<never>;
  close(): void;
}

export interface Feedback {
  readonly subscribe: (path: string) => Promise<unknown>;
  /** Receives all feedback as the codec sends it, once per subscription. */
  readonly onFrame: (listener: (frame: unknown) => void) => void;
}

export interface Patience {
  /** How long one request may take. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Aborted by a signal. A request in progress is completed; no new one is sent. Another one during a session's `together`. */
  readonly stop: AbortSignal;
}

/** The value or branch at a path; undefined if there is none. */
export function readIfThere(connection: Connection, path: string): Promise<unknown> {
  return unlessRefused(connection.get(path), (error) => {
    if (!error.isNothingThere) throw error;
  });
}

/** Asks for one path after the other. Returns those that the codec refuses, and why. */
export async function askEach(paths: readonly string[], ask: (path: string) => Promise<unknown>) {
  const refused = new Map<string, string>();
  for (const path of paths) await unlessRefused(ask(path), (error) => refused.set(path, explain(error)));
  return refused;
}

export async function answered<T>(
  where: string,
  { clock, timeoutMs }: Patience,
  answer: Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const expired = clock.sleep(timeoutMs, over.signal).then(() => {
    throw new CodecError(`no answer ${where} within ${timeoutMs / 1000} s`);
  });
  try {
    return await Promise.race([answer, expired]);
  } finally {
    over.abort();
  }
}

export function checkStopped({ stop }: Patience): void {
  if (stop.aborted) throw new Interrupted();
}

/** Waits. Rejects early if a signal comes or the connection is lost. */
export async function pause(milliseconds: number, patience: Patience, lost?: Promise<never>): Promise<void> {
  checkStopped(patience);
  const { clock, stop } = patience;
  const over = new AbortController();
  const end = (): void => over.abort();
  // Not AbortSignal.any: in Node 20, a signal keeps what was made of it for each pause.
  stop.addEventListener('abort', end);
  const sleeping = clock.sleep(milliseconds, over.signal);
  try {
    await Promise.race(lost ? [sleeping, lost] : [sleeping]);
  } catch (error) {
    if (stop.aborted) throw new Interrupted();
    throw error;
  } finally {
    stop.removeEventListener('abort', end);
    end();
  }
}
