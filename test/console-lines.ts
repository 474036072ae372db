/** What macros print in scenarios and further events, and what the console tables in the READMEs say. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Room } from '../src/simulator/room/room';
import type { RoomPlan } from '../src/simulator/room/room';
import { scenarios } from '../src/simulator/scenarios';
import { node, roomWith, sourcesOf } from './simulate';

/** How the journal calls the levels of the console, which lines begin with here. */
const LEVELS = new Map([
  ['macro', 'log: '],
  ['warning', 'warn: '],
  ['error', 'error: '],
]);

/** The console test of a macro. `more` plays events besides those of its scenarios; each function returns its room. */
export function testConsole(macro: string, more: readonly (() => Promise<Room>)[]): void {
  it('prints every line of the README, on its level, and no other line', async () => {
    const documented = documentedLines(macro);
    expect(documented.length).toBeGreaterThan(0);
    const printed = await played(macro, more);
    const asPrinted = new Set(printed.map(inOneForm).flatMap((line) => [line, ...partsOf(line)]));
    const kindsPrinted = new Set(printed.map(kindOf));
    // The text in parentheses of a bug is an example.
    const isPrinted = (line: string): boolean =>
      line.startsWith('error') ? kindsPrinted.has(kindOf(line)) : asPrinted.has(line);
    expect(documented.filter((line) => !isPrinted(line))).toEqual([]);
    const known = new Set(documented.flatMap((line) => [line, ...partsOf(line)]).map(kindOf));
    const isKnown = (line: string): boolean => {
      const parts = partsOf(line);
      return known.has(kindOf(line)) || (parts.length > 0 && parts.every((part) => known.has(kindOf(part))));
    };
    expect(printed.filter((line) => !isKnown(line))).toEqual([]);
  });
}

/** A room with a macro that fails whenever it logs a normal line, from `breakConsole(true)` to `breakConsole(false)`. */
export function roomWithBrokenConsole(
  macro: string,
  plan: Omit<RoomPlan, 'engine' | 'macro'> = {},
): { readonly room: Room; readonly breakConsole: (isBroken: boolean) => void } {
  let isBroken = false;
  const room = new Room({
    ...plan,
    engine: node,
    macro: ({ xapi, runtime }, settings) => {
      const log = (line: string): void => {
        if (isBroken) throw new Error('broken console');
        runtime.log(line);
      };
      sourcesOf(macro)({ xapi, runtime: { ...runtime, log } }, settings);
    },
  });
  return {
    room,
    breakConsole: (broken) => {
      isBroken = broken;
    },
  };
}

async function played(macro: string, more: readonly (() => Promise<Room>)[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const scenario of scenarios[macro] ?? []) {
    // They print what the scenario prints that they vary.
    if (scenario.isVariant) continue;
    const room = roomWith(macro, scenario.plan);
    await scenario.play(room);
    lines.push(...linesOf(room));
  }
  for (const play of more) lines.push(...linesOf(await play()));
  return lines;
}

function linesOf(room: Room): readonly string[] {
  return room.journal.flatMap(({ who, text }) => {
    const level = LEVELS.get(who);
    return level === undefined ? [] : [level + text];
  });
}

/** The rows of the console tables in a macro's README. Normal lines and their parts have no column for the level. */
function documentedLines(macro: string): readonly string[] {
  const readme = readFileSync(`macros/${macro}/README.md`, 'utf8');
  const section = /^## Console\n([^]*?)(?=^## |(?![^]))/m.exec(readme)?.[1] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` +\| (?:(warn|error) +\|)?/gm)].map(
    ([, text = '', level = 'log']) => `${level}: ${text}`,
  );
}

/** What a line about the screens consists of: the READMEs explain each part once. */
function partsOf(line: string): readonly string[] {
  const [, start, rest = ''] =
    /^(log: ready: version [\d.]+|log: screens changed)[,:] (.*; .*)$/.exec(line) ?? [];
  return start === undefined ? [] : [start, ...rest.split('; ').map((part) => `log: ${part}`)];
}

/** A line with the number of the call that the READMEs use. */
function inOneForm(line: string): string {
  return line.replace(/call \d+ /, 'call 12 ');
}

/** A line without what differs from room to room: numbers, names, text in parentheses, how many screens there are. */
function kindOf(line: string): string {
  return line
    .replace(/\(.*\)/, '(…)')
    .replace(/"[^"]*"|'[^']*'/g, '"…"')
    .replace(/\d+(\.\d+)*(…\d+)?/g, '0')
    .replace(/0(, 0)+/g, '0')
    .replace(/^(\w+): Zoom:/, '$1: Zoom meeting 0:')
    .replace(/over \w+/, 'over …')
    .replace(/ to (First|Second|Third) failed/, ' to … failed')
    .replace(/^(\w+): \w+: expected .*, got/, '$1: setting: got');
}
