import type { Room, RoomPlan } from '../room/room';

/** A story that must end well, on the sources and on the built files in every engine. */
export interface Scenario {
  /** Short, for the command line. */
  readonly name: string;
  /** What the story is about, as a sentence. */
  readonly title: string;
  /** The room it plays in. */
  readonly plan: Omit<RoomPlan, 'engine' | 'macro'>;
  /** Whether another scenario is the same story in another room. The engines, which are slow, play only the other one. */
  readonly isVariant?: boolean;
  play(room: Room): Promise<void>;
}

/** Throws where two values differ, and says what it is about. */
export function same(actual: unknown, expected: unknown, about: string): void {
  const one = JSON.stringify(actual);
  const other = JSON.stringify(expected);
  if (one !== other) throw new Error(about + ': expected ' + other + ', but it is ' + one);
}

/** Throws where something does not hold. */
export function holds(condition: boolean, about: string): void {
  if (!condition) throw new Error(about);
}
