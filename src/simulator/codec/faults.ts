/** Faults of a codec and its connection: for tests one by one, for random stories and the switches of a room by name. */
import type { Request } from './device';
import { faultless } from './link';
import type { Faults, Outcome } from './link';
import { isBranch } from './tree';

/** Returns the next number of a reproducible sequence: at least 0, less than 1. */
export type Random = () => number;

/** Selects requests by their text, such as 'xCommand/Dial' or 'xGet Status Call'. */
export type Matching = (request: string) => boolean;

/** A request as text: 'xCommand/Dial', 'xGet Status Call', 'xSet Configuration Video Monitors'. */
export function textOf(request: Request): string {
  const path = request.params && (request.params['Path'] || request.params['Query']);
  return Array.isArray(path) ? request.method + ' ' + path.join(' ') : request.method;
}

/** Selects requests whose text begins with this. */
export function startingWith(beginning: string): Matching {
  return (text) => text.indexOf(beginning) === 0;
}

/** Changes the outcome of matching requests, unless `outcome` returns undefined. */
function changedOutcomes(faults: Faults, matching: Matching, outcome: () => Outcome | undefined): Faults {
  return {
    ...faults,
    outcomeOf: (request) => (matching(textOf(request)) && outcome()) || faults.outcomeOf(request),
  };
}

/** Changes the outcome of the first matching requests, at most `times` of them. */
export function failing(faults: Faults, matching: Matching, outcome: Outcome, times = Infinity): Faults {
  let left = times;
  return changedOutcomes(faults, matching, () => {
    left -= 1;
    return left >= 0 ? outcome : undefined;
  });
}

/** Delays the answers to matching requests. */
export function slow(faults: Faults, matching: Matching, milliseconds: () => number): Faults {
  return {
    ...faults,
    answerDelay: (request) => faults.answerDelay(request) + (matching(textOf(request)) ? milliseconds() : 0),
  };
}

/** Changes the lists and values in answers and feedback, the inner ones first. */
function reshaping(faults: Faults, change: (content: unknown) => unknown): Faults {
  const changed = (content: unknown): unknown => {
    if (Array.isArray(content)) return change(content.map(changed));
    if (!isBranch(content)) return change(content);
    const made: Record<string, unknown> = {};
    for (const name of Object.keys(content)) made[name] = changed(content[name]);
    return made;
  };
  return { ...faults, reshape: (content) => changed(faults.reshape(content)) };
}

/** Sends numbers as numbers instead of text. */
export function numbersAsNumbers(faults: Faults): Faults {
  return reshaping(faults, (content) =>
    typeof content === 'string' && /^-?\d{1,9}$/.test(content) ? Number(content) : content,
  );
}

/** Adds a kind of fault to those that a connection already has. */
type FaultProfile = (faults: Faults, random: Random) => Faults;

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
  'reports arrive after later answers': (faults, random) => ({
    ...faults,
    copies: () => faults.copies().map((late) => late + random() * 3000),
  }),
  'lists come in any order': (faults, random) =>
    reshaping(faults, (content) => {
      if (!Array.isArray(content)) return content;
      const left: unknown[] = content.slice();
      return content.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
    }),
  'single elements come without a list': (faults) =>
    reshaping(faults, (content) =>
      Array.isArray(content) && content.length === 1 ? (content[0] as unknown) : content,
    ),
  'numbers come as numbers': numbersAsNumbers,
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
