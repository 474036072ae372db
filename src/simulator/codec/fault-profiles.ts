/** Named faults of a codec and its connection, for random stories and for the switches of a room. */
import {
  changedOutcomes,
  failing,
  lateReports,
  numbersAsNumbers,
  shuffledLists,
  singleElements,
  slow,
  startingWith,
} from './faults';
import type { Matching, Random } from './faults';
import { faultless } from './link';
import type { Faults } from './link';

/** Adds a kind of fault to those that a connection already has. */
export type FaultProfile = (faults: Faults, random: Random) => Faults;

const any: Matching = () => true;
const reads = startingWith('xGet');
const writes = startingWith('xSet');
const dial = startingWith('xCommand/Dial');

export const faultProfiles: Readonly<Record<string, FaultProfile>> = {
  none: (faults) => faults,
  'every message takes up to a second': (faults, random) => ({ ...faults, delay: () => 1 + random() * 900 }),
  'requests fail': (faults, random) =>
    changedOutcomes(faults, any, () => (random() < 0.4 ? 'fails' : undefined)),
  'requests are never answered': (faults, random) =>
    changedOutcomes(faults, any, () => {
      const roll = random();
      return roll < 0.15 ? 'request lost' : roll < 0.28 ? 'answer lost' : undefined;
    }),
  'reports are doubled, late and out of order': (faults, random) => ({
    ...faults,
    copies: () => (random() < 0.3 ? [0, random() * 700] : [random() * 400]),
  }),
  'reports are lost': (faults, random) => ({
    ...faults,
    copies: () => (random() < 0.3 ? [] : faults.copies()),
  }),
  'everything at once': (faults, random) => ({
    ...changedOutcomes(faults, any, () => {
      const roll = random();
      return roll < 0.1 ? 'fails' : roll < 0.15 ? 'request lost' : roll < 0.19 ? 'answer lost' : undefined;
    }),
    delay: () => 1 + random() * 300,
    copies: () =>
      random() < 0.15 ? [] : random() < 0.2 ? [random() * 500, random() * 500] : [random() * 200],
  }),
  'reads are sometimes answered with nothing': (faults, random) =>
    changedOutcomes(faults, reads, () => {
      const outcomes = ['undefined', 'null', 'empty text', 'no match'] as const;
      return random() < 0.2 ? outcomes[Math.floor(random() * outcomes.length)] : undefined;
    }),
  'the first write is refused': (faults, random) =>
    failing(faults, writes, random() < 0.5 ? 'fails' : 'bad parameters', 1),
  'some answers take 5 to 12 seconds': (faults, random) =>
    slow(faults, any, () => (random() < 0.3 ? 5000 + random() * 7000 : 0)),
  'answers to Dial take 5 to 12 seconds': (faults, random) =>
    slow(faults, dial, () => 5000 + random() * 7000),
  'the first answer to Dial is lost': (faults) => failing(faults, dial, 'answer lost', 1),
  'reports arrive after later answers': (faults, random) => lateReports(faults, () => random() * 3000),
  'lists come in any order': (faults, random) => shuffledLists(faults, random),
  'single elements come without a list': (faults) => singleElements(faults),
  'numbers come as numbers': (faults) => numbersAsNumbers(faults),
};

/**
 * Combines profiles, with `roundTrip` milliseconds from a request to its answer. Subscriptions always succeed: if one
 * fails, jsxapi itself leaves a rejected promise, which stops every macro before any of them can react.
 */
export function faultsWith(profiles: readonly string[], roundTrip: number, random: Random): Faults {
  const faults = profiles.reduce((so, name) => {
    const profile = faultProfiles[name];
    if (!profile) throw new Error('there is no fault profile ' + name);
    return profile(so, random);
  }, faultless(roundTrip));
  return {
    ...faults,
    outcomeOf: (request) =>
      request.method.indexOf('xFeedback') === 0 ? 'answered' : faults.outcomeOf(request),
  };
}
