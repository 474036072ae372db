/** Orders of events, and their position between pending answers. */

/** Every list with a given length of some elements. */
export function lists<T>(things: readonly T[], length: number): readonly (readonly T[])[] {
  if (length === 0) return [[]];
  return lists(things, length - 1).flatMap((list) => things.map((thing) => [...list, thing]));
}

/** Whether every order is to be played, which takes minutes. */
export const isAll = process.env['ALL_ORDERS'] !== undefined;

/**
 * The gaps between events, each one of three: every combination for up to three events, and for more events every
 * combination of any two of their gaps. With `ALL_ORDERS=1`, every combination.
 */
export function gapsBetween(
  events: number,
  gaps: readonly [number, number, number],
): readonly (readonly number[])[] {
  return lists([0, 1, 2], events - 1)
    .filter((places) => isAll || places.length < 3 || isChosen(places))
    .map((places) => places.map((place) => gaps[place] ?? 0));
}

/** An orthogonal array of three levels: 9 rows hold every two of up to four gaps. */
function isChosen([a = 0, b = 0, c, d]: readonly number[]): boolean {
  return c === (a + b) % 3 && (d === undefined || d === (a + 2 * b) % 3);
}
