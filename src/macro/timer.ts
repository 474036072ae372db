import { guardListener } from './guard';
import type { Runtime, Timer } from './runtime';

/** From this difference on, the codec's clock was set. */
const STEP_MS = 60000;
/** A timer that is so late follows a wall clock that was set back, and may never call. */
const LATE_MS = 1000;

/**
 * One timer for all that a macro waits for: its function finds out what is due, and requests the next time. Time goes on
 * steadily, though a wall clock may jump by hours when the codec finds its time server.
 */
export interface EarliestTimer {
  /** Milliseconds since the start of the macro. A jump of the wall clock adds a minute at most. */
  readonly now: () => number;
  /**
   * Calls the timer's function at this time, or earlier: within half a minute, and if that was requested before. Gives
   * whether there is anything to wait for: false if the time has come.
   */
  waitFor(at: number): boolean;
}

export function createTimer(runtime: Runtime, run: () => void): EarliestTimer {
  const now = steadyClock(runtime);
  let due = Infinity;
  let timer: Timer | undefined;
  const fire = guardListener(runtime, () => {
    runtime.cancel(timer);
    due = Infinity;
    run();
  });
  return {
    now: now,
    waitFor: (at) => {
      const isAhead = at > now();
      // The clock has to be read now and then, also where there is nothing to do for long.
      const wakeAt = Math.min(at, now() + STEP_MS / 2);
      if (isAhead && (wakeAt < due || due < now() - LATE_MS)) {
        runtime.cancel(timer);
        due = wakeAt;
        timer = runtime.after(due - now(), () => fire(due));
      }
      return isAhead;
    },
  };
}

/**
 * Adds up the differences between readings of the codec's clock, which may be set back or forward by hours. Read at
 * least every 30 s, a step loses at most 30 s, or, if it is forward and smaller than a minute, adds its own length.
 */
function steadyClock(runtime: Runtime): () => number {
  let last = runtime.now();
  let elapsed = 0;
  return () => {
    const now = runtime.now();
    if (now > last && now < last + STEP_MS) elapsed += now - last;
    last = now;
    return elapsed;
  };
}
