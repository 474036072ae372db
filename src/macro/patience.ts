import { codeOf, NO_SUCH_PATH } from './errors';
import type { Runtime } from './runtime';

/** What a request answers; rejects after some milliseconds, for a codec may never answer. */
export function within<T>(runtime: Runtime, milliseconds: number, answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = runtime.after(milliseconds, () => {
      reject(new Error('no answer'));
    });
    const stopWaiting = (): void => {
      runtime.cancel(timer);
    };
    answer.then(resolve, reject);
    answer.then(stopWaiting, stopWaiting);
  });
}

/** The same for a read; undefined where there is nothing at the path. */
export function readWithin<T>(
  runtime: Runtime,
  milliseconds: number,
  answer: Promise<T>,
): Promise<T | undefined> {
  return within(runtime, milliseconds, answer).then(undefined, (error: unknown) => {
    if (codeOf(error) !== NO_SUCH_PATH) throw error;
    return undefined;
  });
}
