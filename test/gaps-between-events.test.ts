import { expect, it } from 'vitest';
import { gapsBetween, lists } from './orders';

/** Every selection of a number of the four gaps between five events. */
const choices = (count: number): readonly (readonly number[])[] =>
  lists([0, 1, 2, 3], count).filter((places) =>
    places.every((place, at) => at === 0 || place > (places[at - 1] ?? 4)),
  );

it.each([2, 3] as const)(
  'five events lie between the answers in every combination of any %i of their gaps',
  (together) => {
    const gaps = gapsBetween(5, [0, 1, 2], together);
    for (const places of choices(together)) {
      expect(new Set(gaps.map((row) => places.map((place) => row[place]).join())).size).toBe(3 ** together);
    }
  },
);

it('covers every combination of up to four events between the answers', () => {
  expect([1, 2, 3, 4].map((events) => gapsBetween(events, [0, 1, 2], 2).length)).toEqual([1, 3, 9, 27]);
});
