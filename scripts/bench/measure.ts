/** The figures of the bench, measured in the engines of codecs. */
import { benchInDuktape } from '../engines/duktape/duktape';
import type { Change, Cost, Day } from '../engines/inside/bench';
import { benchInQuickJs } from '../engines/quickjs/quickjs';

export type EngineName = keyof typeof engines;

const engines = { QuickJS: benchInQuickJs, Duktape: benchInDuktape };
const RUNS = 3;
const LOADS = 10;
const HALF_HOUR_SECONDS = 1800;

/** Milliseconds; the median without the first, which compiles. */
export async function loadTime(engine: EngineName, text: string): Promise<number> {
  const [, ...later] = (await engines[engine]('load', text, String(LOADS))) as readonly number[];
  return later.sort((one, other) => one - other)[Math.floor(later.length / 2)] ?? NaN;
}

/** Milliseconds in the macro for a thousand reports. */
export async function timePerThousand(engine: EngineName, text: string): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const { inMacro, reports } = (await engines[engine]('reports', text)) as Day;
    least = Math.min(least, (1000 * inMacro) / reports);
  }
  return least;
}

/** Milliseconds of the longest turn in a day. */
export async function longestTurn(engine: EngineName, text: string, meetings: number): Promise<number> {
  let shortest: readonly number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { turns } = (await engines[engine]('day', text, String(meetings))) as Day;
    const before = shortest;
    shortest = turns.map((turn, index) => Math.min(turn, before[index] ?? Infinity));
  }
  return Math.max(...shortest);
}

/** Bytes of the macro in QuickJS after its start, and after a day. */
export async function heapsOf(
  text: string,
  meetings: number,
): Promise<readonly [start: number, day: number]> {
  const detail = `${HALF_HOUR_SECONDS}: 0, ${meetings}`;
  const found = (await Promise.all([
    benchInQuickJs('heap', text, detail),
    benchInQuickJs('heap', '', detail),
  ])) as readonly (readonly number[])[];
  const less = (index: number): number => (found[0]?.[index] ?? NaN) - (found[1]?.[index] ?? NaN);
  return [less(0), less(1)];
}

/** The cost of each change in the room for the switcher. */
export async function changesIn(text: string, roundTripMs: number): Promise<readonly Change[]> {
  return (await benchInQuickJs('changes', text, String(roundTripMs))) as readonly Change[];
}

/** Milliseconds that an engine needs for the fixed workload. */
export async function workloadTime(engine: EngineName): Promise<number> {
  return (await engines[engine]('workload', '')) as number;
}

/** The cost of a situation for a macro. */
export async function costOf(situation: string, text: string, engine: EngineName = 'QuickJS'): Promise<Cost> {
  return (await engines[engine]('situation', text, situation)) as Cost;
}

/** Milliseconds in which the redialer parses the calendar of a situation. */
export async function parsingTime(situation: string, text: string, engine: EngineName): Promise<number> {
  return (await engines[engine]('parsing', text, situation)) as number;
}

/** Milliseconds of the longest turn of a situation: the minimum of a few runs. */
export async function turnOf(situation: string, text: string, engine: EngineName): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    least = Math.min(least, (await costOf(situation, text, engine)).longestTurn);
  }
  return least;
}
