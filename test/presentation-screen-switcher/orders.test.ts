import { describe, expect, it } from 'vitest';
import { gapsBetween, isAll, lists } from '../event-orders';
import { EVENTS, playAll } from './orders';

describe('the table holds after every order of', () => {
  it.each(isAll ? [1, 2, 3, 4, 5] : [1, 2, 3, 4])('%i events', { timeout: 3_600_000 }, async (length) => {
    const gaps = gapsBetween(length, [0, 1, 2]);
    expect(await playAll(lists(EVENTS, length))).toBe(4 ** length * gaps.length);
  });
});
