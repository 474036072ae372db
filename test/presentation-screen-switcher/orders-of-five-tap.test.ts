import { expect, it } from 'vitest';
import { EVENTS, lists, playAll } from './orders';

// One file for each first event, so that they run side by side.
it('the table holds after every order of five events that begins with tap', async () => {
  const sequences = lists(EVENTS, 4).map((rest) => ['tap' as const, ...rest]);
  expect(await playAll(sequences)).toBe(4 ** 4 * 3 ** 4);
});
