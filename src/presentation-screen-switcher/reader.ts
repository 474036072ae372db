import { pauseAfter } from '../macro/backoff';
import { logRejection } from '../macro/guard';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import type { Mirror } from './mirror';
import type { Room } from './room';

const SETTLED_MS = 200;
/** Feedback may get lost. */
export const LOOK_EVERY_MS = 30000;
export const LOOK_WHEN_IDLE_EVERY_MS = 300000;
/** The status of a slow codec may show a share for a while after the event that it has stopped. */
const SLOW_STATUS_MS = 2000;

/** Reads the codec again and again: often while it is in use, and sooner after a read that failed. */
export interface Reader {
  /** Reads the codec if that is due. */
  run(): void;
  /** Something changed or was written: the codec is read soon. */
  soon(): void;
  /** Some firmware reports the end of a share outside a call only as an event: the codec is read soon, and once more later. */
  readonly onShareStopped: () => void;
}

/**
 * @param onRead gets the error of each read, '' if there is none; gives what is known of the room
 */
export function createReader(
  runtime: Runtime,
  timer: EarliestTimer,
  mirror: Mirror,
  onRead: (error: string) => Room | undefined,
): Reader {
  let isReading = false;
  let readAt = 0;
  let hasShareStopped = false;
  let misses = 0;

  function readIn(pauseMs: number): void {
    readAt = Math.min(readAt, timer.now() + pauseMs);
    timer.waitFor(readAt);
  }

  function soon(): void {
    misses = 0;
    readIn(SETTLED_MS);
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
        const room = onRead(error);
        misses = error ? misses + 1 : 0;
        const isInUse = !!room && (room.isSharing || room.calls.length > 0);
        readIn(isInUse ? LOOK_EVERY_MS : LOOK_WHEN_IDLE_EVERY_MS);
        if (misses > 0) readIn(pauseAfter(misses));
        if (hasShareStopped && room && room.shareEndsAt === Infinity) readIn(SLOW_STATUS_MS);
        hasShareStopped = false;
        run();
      }),
    );
  }

  return {
    run: run,
    soon: soon,
    onShareStopped: () => {
      hasShareStopped = true;
      soon();
    },
  };
}
