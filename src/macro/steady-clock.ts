import type { Runtime } from './runtime';

/** Time in milliseconds that only moves forward. */
export type SteadyClock = () => number;

/** A difference above this is a step of the codec's clock. */
const MAX_DIFFERENCE_MS = 60 * 1000;

/**
 * Adds up the differences between readings of the codec's clock, which may be set back or forward by hours. Whoever
 * measures time with it must read it at least every 30 s; each step then costs a minute at most.
 */
export function steadyClock(runtime: Runtime): SteadyClock {
  let last = runtime.now();
  let elapsed = 0;
  return () => {
    const now = runtime.now();
    elapsed += Math.min(Math.max(now - last, 0), MAX_DIFFERENCE_MS);
    last = now;
    return elapsed;
  };
}
