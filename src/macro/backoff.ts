export const LONGEST_PAUSE_MS = 60000;
export const SILENCE_MS = 600000;
const FORGOTTEN_AFTER_MS = 120000;

/** 1, 2, 4, … 60 seconds. */
export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, 1000 * Math.pow(2, attempts - 1));
}

/** When what happened so many times within ten minutes may happen again. The latest of the times comes first. */
export function restsUntil(times: readonly number[], most: number): number {
  return (times[most - 1] || -SILENCE_MS) + SILENCE_MS;
}

interface Attempt {
  readonly count: number;
  readonly context: string | number;
  readonly retryAt: number;
}

/**
 * One back-off for everything that a macro tries again. Attempts count for a thing as long as its context stays the
 * same, and are forgotten when the last one lasted.
 */
export interface Backoff {
  /** When the next attempt may be made; 0 if there was none in this context. */
  retryAt(thing: string, context: string | number): number;
  /** How many attempts were made in this context. */
  count(thing: string, context: string | number): number;
  /** An attempt was made; gives how many there were in a row. From `limit` on, the next one waits ten minutes. */
  attempted(thing: string, context: string | number, limit?: number): number;
  /** The last attempt does not count. */
  forget(thing: string): void;
}

export function createBackoff(now: () => number): Backoff {
  const attempts: Record<string, Attempt | undefined> = {};

  function lastOf(thing: string, context: string | number): Attempt {
    const last = attempts[thing];
    return last && last.context === context ? last : { count: 0, context: context, retryAt: 0 };
  }

  return {
    retryAt: (thing, context) => lastOf(thing, context).retryAt,
    count: (thing, context) => lastOf(thing, context).count,
    attempted: (thing, context, limit) => {
      const last = lastOf(thing, context);
      const count = now() < last.retryAt + FORGOTTEN_AFTER_MS ? last.count + 1 : 1;
      const pauseMs = limit && count >= limit ? SILENCE_MS : pauseAfter(count);
      attempts[thing] = { count: count, context: context, retryAt: now() + pauseMs };
      return count;
    },
    forget: (thing) => {
      attempts[thing] = undefined;
    },
  };
}
