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
