import { describeError } from './errors';
import type { Runtime } from './runtime';

/** Wraps a listener so that it cannot throw: an exception here would stop every macro of the codec. */
export function guardListener<T>(runtime: Runtime, listener: (report: T) => void): (report: T) => void {
  return (report) => {
    try {
      if (report !== null && report !== undefined) listener(report);
    } catch (error) {
      logBug(runtime, 'feedback', error);
    }
  };
}

/** Logs a rejection that nothing else handles: an unhandled rejection would stop every macro of the codec. */
export function logRejection(runtime: Runtime, work: Promise<unknown>): void {
  work.then(undefined, (error: unknown) => logBug(runtime, 'an answer', error));
}

export function logBug(runtime: Runtime, what: string, error: unknown): void {
  try {
    runtime.error(
      'internal error while handling ' + what + ' (' + describeError(error) + '); please report this line',
    );
  } catch {
    // The console itself is broken, so there is nowhere to log to.
  }
}
