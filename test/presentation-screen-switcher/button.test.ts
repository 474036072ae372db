/** When the button is saved or removed, in seconds, and what the console says of it. */
import { expect, it } from 'vitest';
import type { Outcome } from '../../src/simulator/codec/link';
import { fail, observe, twoScreens } from './observe';
import type { Observed } from './observe';

const BUTTON = 'xCommand/UserInterface/Extensions/Panel';
const TEN_MINUTES = 600;

const requests = async (
  outcome: Outcome,
  settings: Readonly<Record<string, unknown>>,
  times?: number,
): Promise<Observed> => {
  const room = twoScreens();
  const seen = observe(room);
  fail(room, BUTTON, outcome, times);
  room.start(settings);
  await room.wait(TEN_MINUTES + 200);
  return seen;
};
const LINE = 'saving the button failed; trying again';

it('is saved once', async () => {
  const seen = await requests('answered', {});
  expect(seen.seconds(BUTTON)).toEqual([0]);
  expect(seen.warnings()).toEqual([]);
});

it.each(['fails', 'no match'] as const)(
  'is saved again after 1, 2, 4 … 64 seconds, then every ten minutes, with one line: the request %s',
  async (outcome) => {
    const seen = await requests(outcome, {});
    expect(seen.seconds(BUTTON)).toEqual([0, 1, 3, 7.1, 15.1, 31.1, 63.1, 123.1, 723.2]);
    expect(seen.warnings()).toEqual([LINE]);
  },
);

it('is removed once, though the codec may not have it', async () => {
  const seen = await requests('fails', { showButton: false });
  expect(seen.seconds(BUTTON)).toEqual([0]);
  expect(seen.warnings()).toEqual([]);
});

it('is removed again if the codec does not answer', async () => {
  const seen = await requests('request lost', { showButton: false }, 2);
  expect(seen.seconds(BUTTON)).toEqual([0, 4, 9]);
  expect(seen.warnings()).toEqual([LINE]);
});
