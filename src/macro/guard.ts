import { describeError } from './errors';
import type { Runtime } from './runtime';

/** A listener that cannot throw: what it throws would stop every macro of the room. */
export function guardListener<T>(runtime: Runtime, listener: (report: T) => void): (report: T) => void {
  return (report) => {
    try {
      if (report !== null && report !== undefined) listener(report);
    } catch (error) {
      runtime.warn('a report was not understood (' + describeError(error) + ')');
    }
  };
}

/** Keeps work that fails from leaving a rejected promise, which would do the same. */
export function logRejection(runtime: Runtime, work: Promise<unknown>): void {
  work.then(undefined, (error: unknown) => {
    runtime.warn('stopped halfway (' + describeError(error) + '): please report this line');
  });
}
