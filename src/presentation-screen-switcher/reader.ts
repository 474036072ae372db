import { pauseAfter } from '../macro/backoff';
import { logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import type { Mirror } from './mirror';

const SETTLED_MS = 200;
/** Feedback may get lost. */
export const LOOK_EVERY_MS = 30000;

/** Reads the codec again and again, sooner as long as `onRead` says that something is missing. */
export interface Reader {
  /** Reads the codec if that is due. */
  run(): void;
  /** Something changed or was written: the codec is read soon. */
  soon(): void;
}

export function createReader(
  runtime: Runtime,
  timer: EarliestTimer,
  mirror: Mirror,
  onRead: (error: string) => boolean,
): Reader {
  let isReading = false;
  let readAt = 0;
  let misses = 0;

  function readIn(pauseMs: number): void {
    readAt = Math.min(readAt, timer.now() + pauseMs);
    timer.waitFor(readAt);
  }

  function run(): void {
    if (isReading || timer.waitFor(readAt)) return;
    isReading = true;
    // What changes meanwhile is confirmed by the next read.
    readAt = Infinity;
    logRejection(
      runtime,
      mirror.read().then((error) => {
        isReading = false;
        misses = onRead(error) ? misses + 1 : 0;
        readIn(misses > 0 ? Math.min(LOOK_EVERY_MS, pauseAfter(misses)) : LOOK_EVERY_MS);
        run();
      }),
    );
  }

  return {
    run: run,
    soon: () => {
      misses = 0;
      readIn(SETTLED_MS);
    },
  };
}
