import { describe, expect, it } from 'vitest';
import { gapsBetween, lists } from './orders';

describe.each([4, 5])('%i events', (events) => {
  const gaps = Array.from({ length: events - 1 }, (_, gap) => gap);
  const pairs = lists(gaps, 2).filter(([one = 0, other = 0]) => one < other);

  it.each(pairs)('are played with every combination of gaps %i and %i', (one, other) => {
    const rows = gapsBetween(events, [0, 1, 2]).map((row) => [row[one], row[other]].join());
    expect(new Set(rows).size).toBe(9);
  });
});

it('up to three events are played with every combination of gaps', () => {
  expect([1, 2, 3].map((events) => gapsBetween(events, [0, 1, 2]).length)).toEqual([1, 3, 9]);
});
