import type { Runtime, Timer as RuntimeTimer } from '../macro/runtime';
import type { Timer } from './phases';

/** Timers and answers that matter only until the phase that asked for them is left. */
export interface PhaseScope {
  /** The phase is left: its timers are stopped, and its answers dropped. */
  readonly leave: () => void;
  /** The same function for as long as the phase lasts. */
  readonly within: <T>(run: (value: T) => void) => (value: T) => void;
  /** Starts a timer, or starts it anew. */
  readonly wake: (timer: Timer, milliseconds: number, run: () => void) => void;
}

export function phaseScope(runtime: Runtime): PhaseScope {
  /** Another object for every phase. */
  let current: object = {};
  const timers: Partial<Record<Timer, RuntimeTimer>> = {};
  return {
    leave: () => {
      current = {};
      (['due', 'look', 'limit'] as const).forEach((name) => {
        runtime.cancel(timers[name]);
      });
    },
    within: (run) => {
      const asked = current;
      return (value) => {
        if (asked === current) run(value);
      };
    },
    wake: (timer, milliseconds, run) => {
      runtime.cancel(timers[timer]);
      timers[timer] = runtime.after(milliseconds, run);
    },
  };
}
