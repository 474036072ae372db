import { errorCode, ERROR_NO_MATCH } from './errors';
import { ignore } from './runtime';
import type { Runtime } from './runtime';

/** The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. */
export function withTimeout<T>(runtime: Runtime, milliseconds: number, answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = runtime.after(milliseconds, () => reject(new Error('no answer')));
    answer.then(resolve, reject);
    void answer.catch(ignore).then(() => runtime.cancel(timer));
  });
}

/** The same for a read; undefined if there is nothing at the path. */
export function readOptional<T>(
  runtime: Runtime,
  milliseconds: number,
  answer: Promise<T>,
): Promise<T | undefined> {
  return withTimeout(runtime, milliseconds, answer).catch((error: unknown) => {
    if (errorCode(error) !== ERROR_NO_MATCH) throw error;
    return undefined;
  });
}
