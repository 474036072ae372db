import { errorCode, ERROR_NO_MATCH } from './errors';
import type { Runtime } from './runtime';

/** The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. Never throws. */
export function withTimeout<T>(runtime: Runtime, milliseconds: number, ask: () => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = runtime.after(milliseconds, () => reject(new Error('no answer')));
    void ask()
      .then(resolve, reject)
      .then(() => runtime.cancel(timer));
  });
}

/** The same for a read; undefined if there is nothing at the path. */
export function readOptional<T>(
  runtime: Runtime,
  milliseconds: number,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  return withTimeout(runtime, milliseconds, ask).catch((error: unknown) => {
    if (errorCode(error) !== ERROR_NO_MATCH) throw error;
    return undefined;
  });
}
