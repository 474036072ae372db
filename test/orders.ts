/** Orders of events, and their position between pending answers. */

/** Every list with a given length of some elements. */
export function lists<T>(things: readonly T[], length: number): readonly (readonly T[])[] {
  if (length === 0) return [[]];
  return lists(things, length - 1).flatMap((list) => things.map((thing) => [...list, thing]));
}

/**
 * The gaps between events, each one of three: every combination for up to four events, and for five events every
 * combination of any two of their four gaps. With `ALL_ORDERS=1`, every combination for five events, too.
 */
export function gapsBetween(
  events: number,
  gaps: readonly [number, number, number],
): readonly (readonly number[])[] {
  const { ALL_ORDERS } = process.env;
  const isAll = events < 5 || ALL_ORDERS !== undefined;
  return lists([0, 1, 2], events - 1)
    .filter((places) => isAll || isChosen(places))
    .map((places) => places.map((place) => gaps[place] ?? 0));
}

/** An orthogonal array of three levels: 9 of the 81 combinations hold every two. */
function isChosen([a = 0, b = 0, c = 0, d = 0]: readonly number[]): boolean {
  return c === (a + b) % 3 && d === (a + 2 * b) % 3;
}
