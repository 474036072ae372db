/** A connection to a codec, direct or through Webex, and the timeout of its requests. */
import { CodecError, Interrupted } from './errors';
import type { Clock } from './io';

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
  readonly clock: Clock;
  /** Aborted by a signal. A request in progress is completed; no new one is sent. Another one during a session's `together`. */
  readonly stop: AbortSignal;
}

/** Waits for an answer, until the timeout or the loss of the connection. */
export async function answered<T>(
  what: string,
  { clock, timeoutMs }: Patience,
  lost: Promise<never>,
  answer: Promise<T>,
): Promise<T> {
  let cancel = (): void => undefined;
  const expired = new Promise<never>((_, reject) => {
    cancel = clock.after(timeoutMs, () => {
      reject(new CodecError(`no answer to ${what} within ${timeoutMs / 1000} s`));
    });
  });
  try {
    return await Promise.race([answer, lost, expired]);
  } finally {
    cancel();
  }
}

/** Throws if a signal has come. */
export function checkStopped({ stop }: Patience): void {
  if (stop.aborted) throw new Interrupted();
}

/** Waits. Rejects early if a signal comes or the connection is lost. */
export async function pause(milliseconds: number, patience: Patience, lost?: Promise<never>): Promise<void> {
  checkStopped(patience);
  const { clock, stop } = patience;
  let cancel = (): void => undefined;
  let interrupt = (): void => undefined;
  const waited = new Promise<void>((resolve, reject) => {
    cancel = clock.after(milliseconds, resolve);
    interrupt = () => {
      reject(new Interrupted());
    };
    stop.addEventListener('abort', interrupt);
  });
  try {
    await (lost ? Promise.race([waited, lost]) : waited);
  } finally {
    cancel();
    stop.removeEventListener('abort', interrupt);
  }
}

/** A list in an answer; empty if there is none. */
export function listIn(answer: unknown, name: string): readonly unknown[] {
  const value = fieldAt(answer, name);
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** A field as text; '' if there is none. */
export function textAt(node: unknown, name: string): string {
  const value = fieldAt(node, name);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** A field of an answer or a report, its own and no inherited one; undefined if there is none. */
export function fieldAt(node: unknown, name: string | number): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? Reflect.get(node, name)
    : undefined;
}
