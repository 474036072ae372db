import { pauseAfter } from '../macro/backoff';
import { logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import type { Mirror } from './mirror';

const SETTLED_MS = 200;
/** Feedback may get lost. */
export const LOOK_EVERY_MS = 30000;
/** Further changes without a quiet moment are confirmed later each time. */
const QUICK_READS = 6;

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
  let changes = 0;

  function readIn(pauseMs: number): void {
    const at = timer.now() + Math.min(LOOK_EVERY_MS, pauseMs);
    readAt = timer.waitFor(readAt) ? Math.min(readAt, at) : at;
    timer.waitFor(readAt);
  }

  return {
    run: () => {
      if (isReading || timer.waitFor(readAt)) return;
      const before = changes;
      isReading = true;
      logRejection(
        runtime,
        mirror.read().then((error) => {
          isReading = false;
          misses = onRead(error) ? misses + 1 : 0;
          const pauseMs = misses > 0 ? pauseAfter(misses) : LOOK_EVERY_MS;
          readIn(changes === before ? pauseMs : SETTLED_MS);
          if (changes === before) changes = 0;
        }),
      );
    },
    soon: () => {
      changes += 1;
      misses = 0;
      readIn(changes > QUICK_READS ? pauseAfter(changes - QUICK_READS) : SETTLED_MS);
    },
  };
}
