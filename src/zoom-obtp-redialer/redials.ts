/** A redial that was made: of which meeting, and when (milliseconds since 1970). */
export interface Redial {
  readonly meeting: string;
  readonly at: number;
}

/** Redials count for so long. */
const COUNTED = 5 * 60 * 1000;
/** All meetings together get so many times what one gets. */
const MEETINGS = 3;

/** Whether a meeting may be redialled now; false ends every loop. */
export function mayRedial(redials: readonly Redial[], meeting: string, now: number, most: number): boolean {
  const recent = redials.filter((redial) => now - redial.at < COUNTED);
  const same = recent.filter((redial) => redial.meeting === meeting);
  return same.length < most && recent.length < most * MEETINGS;
}
