import fc from 'fast-check';
import { faultless } from '../src/simulator/codec/link';
import type { Faults } from '../src/simulator/codec/link';

/** Numbers from 0 to 1 that look random, and are the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A codec's day. Registrations of listeners always succeed: where one fails, jsxapi itself leaves a rejected promise,
 * which stops every macro before any of them could do something about it.
 */
export function faultsOn(day: string, seed: number): Faults {
  const make = days[day];
  if (!make) throw new Error(`there is no day when ${day}`);
  const faults = make(dice(seed));
  return {
    ...faults,
    fate: (request) => (request.method.startsWith('xFeedback') ? 'answered' : faults.fate(request)),
  };
}

/** A codec's days, each but the first a way in which requests and reports go wrong. */
export const days: Readonly<Record<string, (roll: () => number) => Faults>> = {
  'all is well': () => faultless(20),
  'every answer is slow, each differently': (roll) => ({
    ...faultless(20),
    delay: () => 1 + roll() * 900,
  }),
  'requests fail': (roll) => ({
    ...faultless(20),
    fate: () => (roll() < 0.4 ? 'fails' : 'answered'),
  }),
  'requests are never answered': (roll) => ({
    ...faultless(20),
    fate: () => (roll() < 0.15 ? 'request lost' : roll() < 0.15 ? 'answer lost' : 'answered'),
  }),
  'reports are doubled, late and out of order': (roll) => ({
    delay: () => 10,
    fate: () => 'answered',
    copies: () => (roll() < 0.3 ? [0, roll() * 700] : [roll() * 400]),
  }),
  'reports are lost': (roll) => ({
    delay: () => 10,
    fate: () => 'answered',
    copies: () => (roll() < 0.3 ? [] : [0]),
  }),
  'everything at once': (roll) => ({
    delay: () => 1 + roll() * 300,
    fate: () =>
      roll() < 0.1 ? 'fails' : roll() < 0.05 ? 'request lost' : roll() < 0.05 ? 'answer lost' : 'answered',
    copies: () => (roll() < 0.15 ? [] : roll() < 0.2 ? [roll() * 500, roll() * 500] : [roll() * 200]),
  }),
};

/** How many stories a property plays on each kind of day, and from which seed. `STORIES` and `SEED` change them. */
export function runs(usually: number): fc.Parameters<unknown> {
  const { STORIES, SEED } = process.env;
  return { numRuns: Number(STORIES ?? usually), seed: Number(SEED ?? 20261122) };
}
