import fc from 'fast-check';
import {
  failing,
  lateReports,
  numbersAsNumbers,
  shuffledLists,
  singleElements,
  slow,
  startingWith,
  textOf,
} from '../src/simulator/codec/faults';
import type { Random } from '../src/simulator/codec/faults';
import { faultless } from '../src/simulator/codec/link';
import type { Faults, Outcome } from '../src/simulator/codec/link';
import type { Room } from '../src/simulator/room/room';

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
  const make = faultProfiles[day];
  if (!make) throw new Error(`there is no fault profile '${day}'`);
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

const isRead = startingWith('xGet');

/** Each read comes to one of these outcomes with a probability. */
function reads(roll: Random, probability: number, outcomes: readonly Outcome[]): Faults {
  const faults = faultless(20);
  return {
    ...faults,
    fate: (request) => {
      if (!isRead(textOf(request)) || roll() >= probability) return faults.fate(request);
      return outcomes[Math.floor(roll() * outcomes.length)] ?? 'answered';
    },
  };
}

/** Ways in which a codec and its connection fail, by name. All can be mixed with what `disturb` does to the room. */
export const faultProfiles: Readonly<Record<string, (roll: Random) => Faults>> = {
  ...days,
  'reads answer nothing or no match now and then': (roll) =>
    reads(roll, 0.2, ['undefined', 'null', 'empty text', 'no match']),
  'one write is refused': (roll) =>
    failing(faultless(20), startingWith('xSet'), roll() < 0.5 ? 'fails' : 'bad parameters', 1),
  'answers take 5 to 12 s': (roll) =>
    slow(
      faultless(20),
      () => roll() < 0.3,
      () => 5000 + roll() * 7000,
    ),
  'answers to Dial take 5 to 12 s': (roll) =>
    slow(faultless(20), startingWith('xCommand/Dial'), () => 5000 + roll() * 7000),
  'the answer to Dial is lost': () => failing(faultless(20), startingWith('xCommand/Dial'), 'answer lost', 1),
  'reports arrive after later answers': (roll) => lateReports(faultless(20), () => roll() * 3000),
  'lists come in any order, and single elements without a list': (roll) =>
    singleElements(shuffledLists(faultless(20), roll)),
  'numbers come as numbers': () => numbersAsNumbers(faultless(20)),
};

/** The codec is busy with what concerns no macro, and its wall clock jumps. */
export function disturb(room: Room, seed: number): void {
  const roll = dice(seed);
  room.statistics.setRate([0, 1, 10, 100][Math.floor(roll() * 4)] ?? 0);
  const later = (): void => {
    const does = roll();
    if (does < 0.4) room.outputs.reportLinkDetails();
    else if (does < 0.6) room.device.reportGhost('Status Call', 90);
    else if (does < 0.8) room.stepClock(Math.floor(roll() * 49) - 24);
  };
  for (let times = 0; times < 6; times += 1) room.clock.after(roll() * 20000, later);
}

/** How many stories a property plays on each kind of day, and from which seed. `STORIES` and `SEED` change them. */
export function runs(usually: number): fc.Parameters<unknown> {
  const { STORIES, SEED } = process.env;
  return { numRuns: Number(STORIES ?? usually), seed: Number(SEED ?? 20261122) };
}
