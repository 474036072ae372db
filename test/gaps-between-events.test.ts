import { expect, it } from 'vitest';
import { gapsBetween, lists } from './orders';

/** Every two of the four gaps between five events. */
const pairs = lists([0, 1, 2, 3], 2).filter(([one = 0, other = 0]) => one < other);

it.each(pairs)('five events are played with every combination of gaps %i and %i', (one, other) => {
  const rows = gapsBetween(5, [0, 1, 2]).map((row) => [row[one], row[other]].join());
  expect(new Set(rows).size).toBe(9);
});

it('up to four events are played with every combination of gaps', () => {
  expect([1, 2, 3, 4].map((events) => gapsBetween(events, [0, 1, 2]).length)).toEqual([1, 3, 9, 27]);
});
