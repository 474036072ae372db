import { SILENCE_MS } from '../macro/backoff';

/** Cables and standby make screens come and go. They count as gone when that lasts. */
export const GONE_AFTER_MS = 3000;
/** From this loss in ten minutes on, a screen has to stay for a while before it counts again. */
const MOST_LOSSES = 3;
export const BACK_AFTER_MS = 30000;

/** Whether a screen is connected. */
export interface Presence {
  /** What the codec reports. */
  readonly isThere: boolean;
  /** Whether it counts as connected. */
  readonly isConnected: boolean;
  /** When it will count as the codec reports it; -Infinity if it does. */
  readonly changesAt: number;
  /** When it began to count as gone, or went before it counted again; the latest first. */
  readonly losses: readonly number[];
  /** Whether it comes and goes, as with a loose cable. */
  readonly isUnsteady: boolean;
}

export function presenceOf(before: Presence | undefined, isThere: boolean, now: number): Presence {
  if (!before) return { isThere, isConnected: isThere, changesAt: -Infinity, losses: [], isUnsteady: false };
  const wasConnected = before.isConnected;
  const isNews = isThere !== before.isThere;
  const backAfter = isUnsteady(before.losses, now) ? BACK_AFTER_MS : 0;
  const changesAt = isNews ? now + (isThere ? backAfter : GONE_AFTER_MS) : before.changesAt;
  const isWaiting = isThere !== wasConnected && now < changesAt;
  const isLost = !isThere && (wasConnected ? !isWaiting : isNews);
  const losses = isLost ? [now].concat(before.losses.slice(0, MOST_LOSSES - 1)) : before.losses;
  return {
    isThere: isThere,
    isConnected: isWaiting ? wasConnected : isThere,
    changesAt: isWaiting ? changesAt : -Infinity,
    losses: losses,
    isUnsteady: isUnsteady(losses, now),
  };
}

function isUnsteady(losses: readonly number[], now: number): boolean {
  return now < (losses[MOST_LOSSES - 1] || -SILENCE_MS) + SILENCE_MS;
}
