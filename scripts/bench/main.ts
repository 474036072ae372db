/**
 * `npm run bench`: measures the built macros, as a page of figures. Fails if a figure is above its limit. Limits are
 * on counts, bytes, and times in proportion to a fixed workload in the same engine and the same run, so that a slow or
 * busy computer does not matter; milliseconds are for information.
 *
 * - Load: from the first line of the file until the macro has started, on a codec that answers at once, the simulated
 *   codec's own work included. Median of several runs.
 * - 1,000 reports: time in the macro's listeners and timers during a burst of relevant reports; measured around
 *   each call, so without the room's own work and without the macro's work in promises, which is small.
 *   Minimum of several runs.
 * - Turn: the longest time in which nothing else can run, in a day of meetings. A turn is one alarm of the room's clock
 *   with all that follows until the engine is idle, so it includes the room's own work and is an upper bound. The days
 *   are alike turn for turn; of each turn the shortest counts, because other work of this computer is not the macro's.
 *   In Duktape the longest are those in which its garbage collector goes through all of the room.
 * - Heap: what QuickJS uses with the room and the macro, minus what it uses with the room alone, after the start
 *   and after the day, after garbage collection.
 * - Situations: see scripts/engines/inside/situations.ts. Their longest turns are the minimum of several runs. Parsing is
 *   the time in which the redialer's own function goes through the calendar, once and in one turn.
 * - A change: requests, and virtual milliseconds until all screens show what they should.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasDuktape } from '../engines/duktape/duktape';
import { situations } from '../engines/inside/situations';
import type { Workloads } from '../engines/inside/situations';
import { Failure } from '../project/command-failure';
import { parsedBytes } from '../make/macro-file';
import { markdownTable } from '../make/tables';
import { macroNamed, macros } from '../project/macro-folders';
import { root } from '../project/root';
import {
  changesIn,
  costOf,
  heapsOf,
  loadTime,
  longestTurn,
  parsingTime,
  timePerThousand,
  turnOf,
  workloadTime,
} from './measure';
import type { EngineName } from './measure';

const MEETINGS_A_DAY = 16;
const ROUND_TRIPS_MS = [5, 20, 100];

/** The times are in workloads. */
const LIMITS = {
  load: 2,
  thousand: 8,
  turn: 1.5,
  heap: 1028 * 1024,
  growth: 8 * 1024,
};

type Row = readonly string[];

export const usage = `Usage: npm run bench

Measures the built macros: the time that they take to start and for reports,
and the memory that they need. Fails if a figure is above its limit.`;

export async function main(): Promise<void> {
  const engines: readonly EngineName[] = hasDuktape() ? ['QuickJS', 'Duktape'] : ['QuickJS'];
  const page = [
    '# What the macros cost',
    `A day is ${MEETINGS_A_DAY} meetings. A workload is a fixed computation in the same engine; limits of times are in ` +
      'workloads, so that the speed of the computer does not matter.',
    await costsTable(engines),
    ...(engines.length > 1 ? [] : ['Duktape (duk) is not installed: apt-get install duktape']),
    await situationsTable(engines),
    'presentation-screen-switcher, until all screens show what they should:',
    await changesTable(),
  ].join('\n\n');
  console.log(page);
  if (page.includes(ABOVE)) throw new Failure('a figure is ABOVE its limit');
}

async function costsTable(engines: readonly EngineName[]): Promise<string> {
  const rows: Row[] = [];
  for (const engine of engines) for (const { name } of macros) rows.push(await costsOf(name, engine));
  const head = [
    'macro',
    'engine',
    'file without comments',
    'load',
    '1,000 reports',
    'longest turn',
    'heap at start',
    'after a day',
  ];
  return markdownTable([head, ...rows]);
}

async function costsOf(macro: string, engine: EngineName): Promise<Row> {
  const text = await textOf(macro, engine === 'QuickJS' ? '.js' : '.legacy.js');
  const bytes = parsedBytes(text);
  const row = [
    macro,
    engine,
    judged(bytes, macroNamed(macro).maxKiB * 1024, `${bytes} bytes`),
    await inWorkloads(engine, () => loadTime(engine, text), LIMITS.load),
    await inWorkloads(engine, () => timePerThousand(engine, text), LIMITS.thousand),
    await inWorkloads(
      engine,
      () => longestTurn(engine, text, MEETINGS_A_DAY),
      engine === 'QuickJS' ? LIMITS.turn : Infinity,
    ),
  ];
  if (engine === 'Duktape') return [...row, 'not told', 'not told'];
  const [start, day] = await heapsOf(text, MEETINGS_A_DAY);
  const grown = `${day < start ? '-' : '+'}${kib(Math.abs(day - start))}`;
  return [
    ...row,
    judged(Math.max(start, day), LIMITS.heap, kib(start)),
    judged(day - start, LIMITS.growth, grown),
  ];
}

async function situationsTable(engines: readonly EngineName[]): Promise<string> {
  const rows: Row[] = [];
  for (const { macro, name, limits } of situations) {
    const { requests, lines, reports, inMacro } = await costOf(name, await textOf(macro, '.js'));
    const parsing: string[] = [];
    const turns: string[] = [];
    for (const engine of engines) {
      parsing.push(limits.parsing ? await timeIn(engine, macro, name, parsingTime, limits.parsing) : '');
      turns.push(limits.turn ? await timeIn(engine, macro, name, turnOf, limits.turn) : '');
    }
    rows.push([
      macro,
      name,
      judged(requests, limits.requests, `${requests} requests`),
      judged(lines, limits.lines, `${lines} lines`),
      `${reports}`,
      `${inMacro.toFixed(1)} ms`,
      ...parsing,
      ...turns,
    ]);
  }
  const head = ['macro', 'situation', 'requests', 'console', 'reports', 'time'];
  const times = ['parsing', 'longest turn'].flatMap((what) => engines.map((engine) => `${what}, ${engine}`));
  return markdownTable([[...head, ...times], ...rows]);
}

async function timeIn(
  engine: EngineName,
  macro: string,
  situation: string,
  measure: typeof turnOf,
  limits: Workloads,
): Promise<string> {
  const text = await textOf(macro, engine === 'QuickJS' ? '.js' : '.legacy.js');
  return inWorkloads(engine, () => measure(situation, text, engine), limits[engine]);
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

/** A time in proportion to the fixed workload, measured just before and after. */
async function inWorkloads(
  engine: EngineName,
  measure: () => Promise<number>,
  limit: number,
): Promise<string> {
  const [before, found, after] = [await workloadTime(engine), await measure(), await workloadTime(engine)];
  const ratio = found / Math.max(before, after);
  return judged(ratio, limit, `${found.toFixed(1)} ms, ${ratio.toFixed(2)} workloads`);
}

const ABOVE = 'ABOVE';

/** A figure, and whether it is within its limit. */
export function judged(figure: number, limit: number, text: string): string {
  return `${text} ${figure <= limit ? 'OK' : ABOVE}`;
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
