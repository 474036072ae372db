/** Faults of a codec and its connection, to be put together for a test or a story. */
import type { Request } from './device';
import type { Faults, Outcome } from './link';
import { isBranch } from './tree';
import type { Branch, Tree } from './tree';

/** A number from 0 up to but without 1, the next of a reproducible sequence. */
export type Random = () => number;

/** Which requests a fault is about, by their text: 'xCommand/Dial' or 'xGet Status Call'. */
export type Matching = (request: string) => boolean;

/** A request as text: 'xCommand/Dial', 'xGet Status Call', 'xSet Configuration Video Monitors'. */
export function textOf(request: Request): string {
  const path = request.params && (request.params['Path'] || request.params['Query']);
  return Array.isArray(path) ? request.method + ' ' + path.join(' ') : request.method;
}

/** Matches requests whose text begins so. */
export function startingWith(beginning: string): Matching {
  return (text) => text.indexOf(beginning) === 0;
}

/** Requests that match come to another outcome, where `outcome` names one. */
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

/** The first requests that match come to an outcome, so many of them; all others are as before. */
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

/** Answers to requests that match come so many milliseconds later; all others, and all reports, are as before. */
export function slow(faults: Faults, matching: Matching, milliseconds: () => number): Faults {
  return {
    ...faults,
    answerDelay: (request) => {
      const before = faults.answerDelay ? faults.answerDelay(request) : 0;
      return before + (matching(textOf(request)) ? milliseconds() : 0);
    },
  };
}

/** Reports come so many milliseconds late, so that they arrive after answers that were sent later. */
export function lateReports(faults: Faults, milliseconds: () => number): Faults {
  return { ...faults, copies: () => faults.copies().map((late) => late + milliseconds()) };
}

/** The elements of lists come in any order. */
export function shuffledLists(faults: Faults, random: Random): Faults {
  return reshaping(faults, (list) => {
    const left = list.slice();
    return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
  });
}

/** A list with one element comes as that element, without a list around it. */
export function singleElements(faults: Faults): Faults {
  return reshaping(faults, (list) => (list.length === 1 ? list[0] : list));
}

/** Numbers come as numbers where the xAPI sends text. */
export function numbersAsNumbers(faults: Faults): Faults {
  const convert = (content: unknown): unknown => {
    if (Array.isArray(content)) return content.map(convert);
    if (typeof content === 'string') return /^\d{1,9}$/.test(content) ? Number(content) : content;
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
