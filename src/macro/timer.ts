import { guardListener } from './guard';
import type { Runtime, Timer } from './runtime';
import { steadyClock } from './steady-clock';

/**
 * One timer for all that a macro waits for: its function finds out what is due, and requests the next time. Time goes on
 * steadily, though a wall clock may jump by hours when the codec finds its time server.
 */
export interface EarliestTimer {
  /** Milliseconds since the start of the macro. A jump of the wall clock adds a minute at most. */
  readonly now: () => number;
  /**
   * Calls the timer's function at this time, or earlier if that was requested before. Gives whether there is anything to
   * wait for: false if the time has come.
   */
  waitFor(at: number): boolean;
  /** Calls it now if it is late, as where timers follow a wall clock that was set back. */
  catchUp(): void;
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
      if (isAhead && at < due) {
        runtime.cancel(timer);
        due = at;
        timer = runtime.after(at - now(), () => {
          fire(due);
        });
      }
      return isAhead;
    },
    catchUp: () => {
      if (now() >= due) fire(due);
    },
  };
}
