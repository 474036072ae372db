/** A redial that was made. */
export interface Redial {
  readonly meeting: string;
  /** Milliseconds on the steady clock. */
  readonly at: number;
}

/** A redial counts for this long. */
export const BUDGET_MS = 5 * 60 * 1000;
export const BUDGET_MINUTES = BUDGET_MS / 60000;
/** All meetings together may be redialed this many times as often as one. */
export const MEETINGS = 3;

/** The redials that still count. */
export function recentRedials(redials: readonly Redial[], now: number): readonly Redial[] {
  return redials.filter((redial) => now - redial.at < BUDGET_MS);
}

/** Whether a meeting may be redialed after the redials that count. This ends every loop. */
export function hasBudget(recent: readonly Redial[], meeting: string, max: number): boolean {
  const same = recent.filter((redial) => redial.meeting === meeting);
  return same.length < max && recent.length < max * MEETINGS;
}
