/** What macros print in played stories, and what the table in a README says that they print. */
import { readFileSync } from 'node:fs';
import { scenarios } from '../src/simulator/scenarios';
import type { Scenario } from '../src/simulator/scenarios/scenario';
import { roomWith } from './simulate';

export type Level = 'log' | 'warn' | 'error';

export interface ConsoleLine {
  readonly level: Level;
  readonly text: string;
}

/** A story of which only the console matters. */
export type Story = Pick<Scenario, 'plan' | 'play'>;

const LEVELS = new Map<string, Level>([
  ['macro', 'log'],
  ['warning', 'warn'],
  ['error', 'error'],
]);

/** Every line that a macro prints in its scenarios and in some more stories. */
export async function printedLines(macro: string, more: readonly Story[]): Promise<readonly ConsoleLine[]> {
  const lines: ConsoleLine[] = [];
  for (const { plan, play } of [...(scenarios[macro] ?? []), ...more]) {
    const room = roomWith(macro, plan);
    await play(room);
    for (const { who, text } of room.journal) {
      const level = LEVELS.get(who);
      if (level) lines.push({ level, text });
    }
  }
  return lines;
}

/** The lines in the table of a macro's README: one for each line in code in the first column. */
export function documentedLines(macro: string): readonly ConsoleLine[] {
  const readme = readFileSync(`macros/${macro}/README.md`, 'utf8');
  const section = /^## Console\n([^]*?)^## /m.exec(readme)?.[1] ?? '';
  return [...section.matchAll(/^\| (.*?) +\| (log|warn|error) +\|/gm)].flatMap(([, lines = '', level]) =>
    [...lines.matchAll(/`([^`]+)`/g)].map(([, text = '']) => ({ level: levelNamed(level), text })),
  );
}

/** A line without what differs from room to room: numbers, values in brackets or quotes, further screens. */
export function kindOf({ level, text }: ConsoleLine): string {
  const line = text
    .replace(/"[^"]*"/g, '"…"')
    .replace(/'[^']*'/g, "'…'")
    .replace(/\([^()]*(\([^()]*\)[^()]*)*\)/g, '(…)')
    .replace(/\d+(\.\d+)*(…\d+)?/g, '0')
    .replace(/(output 0 \(…\))(, output 0 \(…\))+/g, '$1');
  return `${level}: ${line}`;
}

function levelNamed(name = ''): Level {
  return name === 'warn' || name === 'error' ? name : 'log';
}
