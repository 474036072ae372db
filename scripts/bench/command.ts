/**
 * `npm run bench`: what the built macros cost, as a page of figures. Fails where one is above its target.
 *
 * - Load: from the first line of the file until the macro has started, on a codec that answers at once, the simulated
 *   codec's own work included. Median of several.
 * - 1,000 reports: time in the macro's listeners and timers during a burst of reports that all count; measured around
 *   each call of them, so without the room's own work and without the macro's work in promises, which is small then.
 *   Least of several.
 * - Turn: the longest time in which nothing else can run, in a day of meetings. A turn is one alarm of the room's clock
 *   with all that follows until the engine is idle, so it includes the room's own work and is an upper bound. The days
 *   are alike turn for turn; of each turn the shortest counts, because other work of this computer is not the macro's.
 *   In Duktape the longest are those in which its garbage collector goes through all of the room.
 * - Heap: what QuickJS has in use with the room and the macro less what it has with the room alone, after the start
 *   and after the day, all garbage collected.
 * - A change: requests, and virtual milliseconds until all screens show what they should.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markdownTable } from '../build/markdown';
import { hasDuktape } from '../engines/duktape/run';
import { macros } from '../project/macros';
import { root } from '../project/root';
import { changesIn, heapsOf, loadTime, longestTurn, timePerThousand } from './measure';
import type { EngineName } from './measure';

const MEETINGS_A_DAY = 16;
const TARGETS = { load: 20, turn: 10, heap: 1028 * 1024, growth: 8 * 1024, bytes: 46 * 1024 };
const ROUND_TRIPS_MS = [5, 20, 100];

let isAbove = false;

export async function bench(): Promise<void> {
  const engines: readonly EngineName[] = hasDuktape() ? ['QuickJS', 'Duktape'] : ['QuickJS'];
  const rows: (readonly string[])[] = [];
  for (const { name } of macros) for (const engine of engines) rows.push(await costsOf(name, engine));
  const head = [
    'macro',
    'engine',
    'file',
    'load',
    '1,000 reports',
    'longest turn',
    'heap at start',
    'after a day',
  ];
  console.log(`
# What the macros cost

A day is ${MEETINGS_A_DAY} meetings. Targets: files under ${TARGETS.bytes} bytes, load under ${TARGETS.load} ms, no turn of
${TARGETS.turn} ms in QuickJS, heap under ${kib(TARGETS.heap)} and less than ${kib(TARGETS.growth)} more after a day.

${markdownTable([head, ...rows])}
${engines.length > 1 ? '' : '\nDuktape (duk) is not installed: apt-get install duktape\n'}
presentation-screen-switcher, until all screens show what they should:

${await changesTable()}
`);
  if (!isAbove) return;
  console.error('a figure is ABOVE its target');
  process.exitCode = 1;
}

async function costsOf(macro: string, engine: EngineName): Promise<readonly string[]> {
  const text = await textOf(macro, engine === 'QuickJS' ? '.js' : '.legacy.js');
  const bytes = Buffer.byteLength(text);
  const load = await loadTime(engine, text);
  const turn = await longestTurn(engine, text, MEETINGS_A_DAY);
  const thousand = ms(await timePerThousand(engine, text));
  const start = [
    macro,
    engine,
    judged(bytes, TARGETS.bytes, `${bytes} bytes`),
    judged(load, TARGETS.load, ms(load)),
    thousand,
  ];
  if (engine === 'Duktape') return [...start, ms(turn), 'not told', 'not told'];
  const [atStart, afterDay] = await heapsOf(text, MEETINGS_A_DAY);
  const grown = `${afterDay < atStart ? '−' : '+'}${kib(Math.abs(afterDay - atStart))}`;
  return [
    ...start,
    judged(turn, TARGETS.turn, ms(turn)),
    judged(Math.max(atStart, afterDay), TARGETS.heap, kib(atStart)),
    judged(afterDay - atStart, TARGETS.growth, grown),
  ];
}

async function changesTable(): Promise<string> {
  const text = await textOf('presentation-screen-switcher', '.js');
  const found = await Promise.all(ROUND_TRIPS_MS.map((roundTrip) => changesIn(text, roundTrip)));
  const [first = []] = found;
  return markdownTable([
    ['change', ...ROUND_TRIPS_MS.map((roundTrip) => `${roundTrip} ms a request`)],
    ...first.map(({ change }, index) => [
      change,
      ...found.map((one) => `${one[index]?.milliseconds ?? NaN} ms, ${one[index]?.requests ?? NaN} requests`),
    ]),
  ]);
}

function textOf(macro: string, ending: string): Promise<string> {
  return readFile(join(root, 'macros', macro, macro + ending), 'utf8');
}

/** A figure, and whether it is within its target. */
function judged(figure: number, target: number, text: string): string {
  const isWithin = figure < target;
  isAbove ||= !isWithin;
  return `${text} ${isWithin ? 'OK' : 'ABOVE'}`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
