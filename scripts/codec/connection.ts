/** A connection to a codec, direct or through Webex, and the timeout of its requests. */
import { CodecError, Interrupted } from './errors';

export type Parameters = Readonly<Record<string, string | number>>;

/** Paths begin with Status or Configuration; words and list ids are separated by spaces. */
export interface Connection {
  get(path: string): Promise<unknown>;
  set(path: string, value: string): Promise<void>;
  command(path: string, parameters?: Parameters, body?: string): Promise<unknown>;
  /** Missing if the codec cannot send feedback. */
  readonly subscribe?: (path: string, listener: (report: unknown) => void) => Promise<void>;
  /** Receives all feedback as the codec sends it, once per subscription; missing if there is no feedback. */
  readonly onFrame?: (listener: (frame: unknown) => void) => void;
  /** Rejects when the connection is lost. */
  readonly lost: Promise<never>;
  close(): void;
}

export interface Patience {
  /** How long one request may take. */
  readonly timeoutMs: number;
  /** Aborted by Ctrl+C. A request in progress is completed; no new one is sent. Another signal during a session's `together`. */
  readonly stop: AbortSignal;
}

/** Waits for an answer, until the timeout or the loss of the connection. */
export function answered<T>(
  what: string,
  patience: Patience,
  lost: Promise<never>,
  answer: Promise<T>,
): Promise<T> {
  return Promise.race([answer, lost, expired(what, patience.timeoutMs, answer)]);
}

/** Throws if Ctrl+C was pressed. */
export function checkStopped(patience: Patience): void {
  if (patience.stop.aborted) throw new Interrupted();
}

/** Waits. Rejects early if Ctrl+C is pressed or the connection is lost. */
export async function pause(milliseconds: number, patience: Patience, lost?: Promise<never>): Promise<void> {
  checkStopped(patience);
  const { stop } = patience;
  let timer: NodeJS.Timeout | undefined;
  let interrupt = (): void => undefined;
  const waited = new Promise<void>((resolve, reject) => {
    timer = setTimeout(resolve, milliseconds);
    interrupt = () => {
      reject(new Interrupted());
    };
    stop.addEventListener('abort', interrupt);
  });
  try {
    await (lost ? Promise.race([waited, lost]) : waited);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', interrupt);
  }
}

function expired(what: string, timeoutMs: number, answer: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => {
      reject(new CodecError(`no answer to ${what} within ${timeoutMs / 1000} s`));
    }, timeoutMs);
    const stop = (): void => {
      clearTimeout(timer);
    };
    answer.then(stop, stop);
  });
}
