import { describe, expect, it } from 'vitest';
import { EVENTS, lists, playAll } from './orders';

describe('the table holds after every order of', () => {
  it.each([1, 2, 3, 4])('%i events', async (length) => {
    expect(await playAll(lists(EVENTS, length))).toBe(4 ** length * 3 ** (length - 1));
  });
});
