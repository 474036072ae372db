import { describe, expect, it } from 'vitest';
import { gapsBetween, lists } from '../orders';
import { EVENTS, playAll } from './orders';

describe('the table holds after every order of', () => {
  it.each([1, 2, 3, 4])('%i events', async (length) => {
    expect(await playAll(lists(EVENTS, length))).toBe(4 ** length * 3 ** (length - 1));
  });

  it.each(EVENTS)('five events that begins with %s', async (first) => {
    const sequences = lists(EVENTS, 4).map((rest) => [first, ...rest]);
    expect(await playAll(sequences)).toBe(4 ** 4 * gapsBetween(5, [0, 1, 2]).length);
  });
});
