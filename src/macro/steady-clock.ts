import type { Runtime } from './runtime';

/** Time in milliseconds that only moves forward. */
export type SteadyClock = () => number;

/** From this difference on, the codec's clock was set. */
const STEP_MS = 60 * 1000;
/** Whoever measures time has to read the clock at least this often. */
export const STEADY_WITHIN_MS = STEP_MS / 2;

/**
 * Adds up the differences between readings of the codec's clock, which may be set back or forward by hours. Whoever
 * measures time with it must read it at least every 30 s: a step then loses at most 30 s, or, if it is forward and
 * smaller than a minute, adds at most its own length.
 */
export function steadyClock(runtime: Runtime): SteadyClock {
  let last = runtime.now();
  let elapsed = 0;
  return () => {
    const now = runtime.now();
    if (now > last && now < last + STEP_MS) elapsed += now - last;
    last = now;
    return elapsed;
  };
}
