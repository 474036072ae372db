import type { Room, RoomPlan } from '../room/room';

/** Events in a room, with checks of their result. Played on the sources, and on the built files in every engine. */
export interface Scenario {
  /** Short, for the command line. */
  readonly name: string;
  /** What happens, and the result, as a sentence without a period. */
  readonly title: string;
  /** The room at the start. */
  readonly plan: Omit<RoomPlan, 'engine' | 'macro'>;
  /** Whether another scenario has the same events in another room, or fewer. Engines and mutation tests, which are slow, play only that one. */
  readonly isVariant?: boolean;
  play(room: Room): Promise<void>;
}

/** Throws if two values differ. The error names what they are. */
export function same(actual: unknown, expected: unknown, about: string): void {
  const one = JSON.stringify(actual);
  const other = JSON.stringify(expected);
  if (one !== other) throw new Error(about + ': expected ' + other + ', but it is ' + one);
}

/** Throws if a condition, which `about` states, does not hold. */
export function holds(condition: boolean, about: string): void {
  if (!condition) throw new Error('does not hold: ' + about);
}
