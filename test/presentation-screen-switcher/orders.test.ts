import { describe, expect, it } from 'vitest';
import { EVENTS, gapsBetween, lists, playAll } from './orders';

describe('the table holds after every order of', () => {
  it.each([1, 2, 3, 4])('%i events', async (length) => {
    expect(await playAll(lists(EVENTS, length))).toBe(4 ** length * 3 ** (length - 1));
  });

  it.each(EVENTS)('five events that begins with %s', async (first) => {
    const sequences = lists(EVENTS, 4).map((rest) => [first, ...rest]);
    expect(await playAll(sequences)).toBe(4 ** 4 * gapsBetween(5).length);
  });
});

it('five events are before, between and after the answers in every combination of three', () => {
  const gaps = gapsBetween(5);
  expect(gaps.length).toBeGreaterThanOrEqual(27);
  for (const three of [
    [0, 1, 2],
    [0, 1, 3],
    [0, 2, 3],
    [1, 2, 3],
  ]) {
    expect(new Set(gaps.map((row) => three.map((place) => row[place]).join())).size).toBe(27);
  }
});
