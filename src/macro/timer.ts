import { guardListener } from './guard';
import type { Runtime, Timer } from './runtime';
import { STEADY_WITHIN_MS, steadyClock } from './steady-clock';

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
      const wakeAt = Math.min(at, now() + STEADY_WITHIN_MS);
      // Timers may be late: some follow a wall clock, which was set back.
      if (isAhead && (wakeAt < due || due < now())) {
        runtime.cancel(timer);
        due = wakeAt;
        timer = runtime.after(due - now(), () => {
          fire(due);
        });
      }
      return isAhead;
    },
  };
}
