/** Building blocks for faults of a codec and its connection. */
import type { Request } from './device';
import type { Faults, Outcome } from './link';
import { isBranch } from './tree';
import type { Branch, Tree } from './tree';

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
export function changedOutcomes(
  faults: Faults,
  matching: Matching,
  outcome: () => Outcome | undefined,
): Faults {
  return {
    ...faults,
    outcomeOf: (request) => (matching(textOf(request)) && outcome()) || faults.outcomeOf(request),
  };
}

/** Changes the outcome of the first matching requests, at most `times` of them. */
export function failing(faults: Faults, matching: Matching, outcome: Outcome, times = Infinity): Faults {
  let left = times;
  return {
    ...faults,
    outcomeOf: (request) => {
      if (left <= 0 || !matching(textOf(request))) return faults.outcomeOf(request);
      left -= 1;
      return outcome;
    },
  };
}

/** Delays the answers to matching requests. */
export function slow(faults: Faults, matching: Matching, milliseconds: () => number): Faults {
  return {
    ...faults,
    answerDelay: (request) => {
      const before = faults.answerDelay ? faults.answerDelay(request) : 0;
      return before + (matching(textOf(request)) ? milliseconds() : 0);
    },
  };
}

/** Delays feedback, so that it arrives after answers that were sent later. */
export function lateReports(faults: Faults, milliseconds: () => number): Faults {
  return { ...faults, copies: () => faults.copies().map((late) => late + milliseconds()) };
}

/** Sends the elements of lists in random order. */
export function shuffledLists(faults: Faults, random: Random): Faults {
  return reshaping(faults, (list) => {
    const left = list.slice();
    return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
  });
}

/** Sends a list of one element as the element itself. */
export function singleElements(faults: Faults): Faults {
  return reshaping(faults, (list) => (list.length === 1 ? list[0] : list));
}

/** Sends numbers as numbers instead of text. */
export function numbersAsNumbers(faults: Faults): Faults {
  const convert = (content: unknown): unknown => {
    if (Array.isArray(content)) return content.map(convert);
    if (typeof content === 'string') return /^-?\d{1,9}$/.test(content) ? Number(content) : content;
    return isObject(content) ? mapped(content, convert) : content;
  };
  return withReshape(faults, convert);
}

function reshaping(faults: Faults, change: (list: readonly unknown[]) => unknown): Faults {
  const convert = (content: unknown): unknown => {
    if (Array.isArray(content)) return change(content.map(convert));
    return isObject(content) ? mapped(content, convert) : content;
  };
  return withReshape(faults, convert);
}

function withReshape(faults: Faults, convert: (content: unknown) => unknown): Faults {
  return { ...faults, reshape: (content) => convert(faults.reshape ? faults.reshape(content) : content) };
}

function isObject(content: unknown): content is Branch {
  return typeof content === 'object' && isBranch(content as Tree);
}

function mapped(branch: Branch, convert: (content: unknown) => unknown): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  Object.keys(branch).forEach((name) => {
    made[name] = convert(branch[name]);
  });
  return made;
}
