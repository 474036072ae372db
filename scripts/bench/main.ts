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
import { duktape, hasDuktape } from '../engines/duktape/duktape';
import { bench } from '../engines/engine';
import { situations } from '../engines/inside/situations';
import { quickJs } from '../engines/quickjs/quickjs';
import { parsedBytes } from '../make/macro-file';
import { markdownTable } from '../make/tables';
import { Failure } from '../project/command-failure';
import { macros } from '../project/macro-folders';
import type { Macro } from '../project/macro-folders';
import { root } from '../project/root';

const engines = { QuickJS: quickJs, Duktape: duktape };
type EngineName = keyof typeof engines;

const RUNS = 3;
const LOADS = 10;
const HALF_HOUR_SECONDS = 1800;
const MEETINGS_A_DAY = 16;
const ROUND_TRIPS_MS = [5, 20, 100];

/** The times are in workloads. */
const LIMITS = {
  load: 2,
  thousand: 8,
  turn: { QuickJS: 1.5, Duktape: Infinity },
  heap: 1028 * 1024,
  growth: 8 * 1024,
};

type Row = readonly string[];

export const usage = `Usage: npm run bench

Measures the built macros: the time that they take to start and for reports,
and the memory that they need. Fails if a figure is above its limit.`;

export async function main(): Promise<void> {
  const names: readonly EngineName[] = hasDuktape() ? ['QuickJS', 'Duktape'] : ['QuickJS'];
  const page = [
    '# What the macros cost',
    `A day is ${MEETINGS_A_DAY} meetings. A workload is a fixed computation in the same engine; limits of times are in ` +
      'workloads, so that the speed of the computer does not matter.',
    await costsTable(names),
    ...(names.length > 1 ? [] : ['Duktape (duk) is not installed: apt-get install duktape']),
    await situationsTable(names),
    'presentation-screen-switcher, until all screens show what they should:',
    await changesTable(),
  ].join('\n\n');
  console.log(page);
  if (page.includes(ABOVE)) throw new Failure('a figure is ABOVE its limit');
}

async function costsTable(names: readonly EngineName[]): Promise<string> {
  const columns =
    'macro|engine|file without comments|load|1,000 reports|longest turn|heap at start|after a day';
  const rows: Row[] = [];
  for (const engine of names) for (const macro of macros) rows.push(await costsOf(macro, engine));
  return markdownTable([columns.split('|'), ...rows]);
}

async function costsOf({ name, maxKiB }: Macro, engine: EngineName): Promise<Row> {
  const text = await textOf(name, engine);
  const bytes = parsedBytes(text);
  const row = [
    name,
    engine,
    judged(bytes, maxKiB * 1024, `${bytes} bytes`),
    await inWorkloads(engine, () => loadTime(engine, text), LIMITS.load),
    await inWorkloads(engine, () => timePerThousand(engine, text), LIMITS.thousand),
    await inWorkloads(engine, () => longestTurn(engine, text, MEETINGS_A_DAY), LIMITS.turn[engine]),
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

async function situationsTable(names: readonly EngineName[]): Promise<string> {
  const rows: Row[] = [];
  for (const { macro, name, limits } of situations) {
    const built = await textOf(macro);
    const { requests, lines, reports, inMacro } = await bench(quickJs, 'situation', built, name);
    const times: string[] = [];
    const measures = [
      [parsingTime, limits.parsing],
      [turnOf, limits.turn],
    ] as const;
    for (const [measure, most] of measures) {
      for (const engine of names) {
        const text = await textOf(macro, engine);
        times.push(most ? await inWorkloads(engine, () => measure(engine, text, name), most[engine]) : '');
      }
    }
    rows.push([
      macro,
      name,
      judged(requests, limits.requests, `${requests} requests`),
      judged(lines, limits.lines, `${lines} lines`),
      `${reports}`,
      `${inMacro.toFixed(1)} ms`,
      ...times,
    ]);
  }
  const head = ['macro', 'situation', 'requests', 'console', 'reports', 'time'];
  const times = ['parsing', 'longest turn'].flatMap((what) => names.map((engine) => `${what}, ${engine}`));
  return markdownTable([[...head, ...times], ...rows]);
}

async function changesTable(): Promise<string> {
  const text = await textOf('presentation-screen-switcher');
  const found = await Promise.all(
    ROUND_TRIPS_MS.map((roundTrip) => bench(quickJs, 'changes', text, String(roundTrip))),
  );
  const [first = []] = found;
  return markdownTable([
    ['change', ...ROUND_TRIPS_MS.map((roundTrip) => `${roundTrip} ms a request`)],
    ...first.map(({ change }, index) => [
      change,
      ...found.map((one) => `${one[index]?.milliseconds ?? NaN} ms, ${one[index]?.requests ?? NaN} requests`),
    ]),
  ]);
}

function textOf(macro: string, engine: EngineName = 'QuickJS'): Promise<string> {
  const ending = engine === 'QuickJS' ? '.js' : '.legacy.js';
  return readFile(join(root, 'macros', macro, macro + ending), 'utf8');
}

/** A time in proportion to the fixed workload, measured just before and after. */
async function inWorkloads(
  engine: EngineName,
  measure: () => Promise<number>,
  limit: number,
): Promise<string> {
  const before = await bench(engines[engine], 'workload');
  const found = await measure();
  const after = await bench(engines[engine], 'workload');
  const ratio = found / Math.max(before, after);
  return judged(ratio, limit, `${found.toFixed(1)} ms, ${ratio.toFixed(2)} workloads`);
}

const ABOVE = 'ABOVE';

/** A figure, and whether it is within its limit. */
function judged(figure: number, limit: number, text: string): string {
  return `${text} ${figure <= limit ? 'OK' : ABOVE}`;
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}

/** The least of several results of a measurement. */
async function leastOf(measure: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < RUNS; run += 1) least = Math.min(least, await measure());
  return least;
}

/** Milliseconds; the median without the first, which compiles. */
async function loadTime(engine: EngineName, text: string): Promise<number> {
  const [, ...later] = await bench(engines[engine], 'load', text, String(LOADS));
  return later.sort((one, other) => one - other)[Math.floor(later.length / 2)] ?? NaN;
}

/** Milliseconds in the macro for a thousand reports. */
function timePerThousand(engine: EngineName, text: string): Promise<number> {
  return leastOf(async () => {
    const { inMacro, reports } = await bench(engines[engine], 'reports', text);
    return (1000 * inMacro) / reports;
  });
}

/** Milliseconds of the longest turn in a day. */
async function longestTurn(engine: EngineName, text: string, meetings: number): Promise<number> {
  let shortest: readonly number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { turns } = await bench(engines[engine], 'day', text, String(meetings));
    const before = shortest;
    shortest = turns.map((turn, index) => Math.min(turn, before[index] ?? Infinity));
  }
  return Math.max(...shortest);
}

/** Bytes of the macro in QuickJS after its start, and after a day. */
async function heapsOf(text: string, meetings: number): Promise<readonly [start: number, day: number]> {
  const detail = `${HALF_HOUR_SECONDS}: 0, ${meetings}`;
  const inRoom = await bench(quickJs, 'heap', text, detail);
  const alone = await bench(quickJs, 'heap', '', detail);
  const [start = NaN, day = NaN] = inRoom.map((bytes, index) => bytes - (alone[index] ?? NaN));
  return [start, day];
}

/** Milliseconds of the longest turn of a situation: the minimum of a few runs. */
function turnOf(engine: EngineName, text: string, situation: string): Promise<number> {
  return leastOf(async () => (await bench(engines[engine], 'situation', text, situation)).longestTurn);
}

/** Milliseconds in which the redialer parses the calendar of a situation. */
function parsingTime(engine: EngineName, text: string, situation: string): Promise<number> {
  return bench(engines[engine], 'parsing', text, situation);
}
