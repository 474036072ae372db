/**
 * `npm run bench`: what the built macros cost, as a page of figures. Fails where one is above its target.
 *
 * - Load: from the first line of the file until the macro has started, on a codec that answers at once, the simulated
 *   codec's own work included. Median of several.
 * - 1,000 reports: time in the macro's listeners and timers while so many come in that all count; measured around each
 *   call of them, so without the room's own work, and without what the macro does in promises, which is little then.
 *   Least of several.
 * - Turn: the longest that nothing else could run, in a day of meetings. A turn is one alarm of the room's clock with
 *   all that follows from it until the engine is idle, so it holds the room's own work too and is an upper bound. The
 *   days are alike turn for turn; of each turn the shortest counts, for what else this computer does is not the macro's.
 *   In Duktape the longest are those in which its garbage collector goes through all of the room.
 * - Heap: what QuickJS has in use with the room and the macro less what it has with the room alone, after the start
 *   and after the day, all garbage collected.
 * - A change: requests, and virtual milliseconds until all screens show what they should.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { macros, root } from './build.mjs';
import { benchInDuktape, hasDuktape } from './engines/duktape.mjs';
import { benchInQuickJs } from './engines/quickjs.mjs';

/** @typedef {import('../src/simulator/bench-in-engine.ts').Day} Day */
/** @typedef {import('../src/simulator/bench-in-engine.ts').Change} Change */
/** @typedef {(task: string, text: string, detail?: string) => Promise<unknown>} Bench */

const MEETINGS_A_DAY = 16;
const RUNS = 3;
const TARGETS = { load: 20, turn: 10, heap: 1028 * 1024, growth: 8 * 1024, bytes: 28 * 1024 };

/** @type {readonly { name: string, ending: string, bench: Bench }[]} */
const engines = [
  { name: 'QuickJS', ending: '.js', bench: benchInQuickJs },
  ...(hasDuktape() ? [{ name: 'Duktape', ending: '.legacy.js', bench: benchInDuktape }] : []),
];

let isAbove = false;

/**
 * A figure, and whether it is within its target.
 * @param {number} figure
 * @param {number} target
 * @param {string} text
 */
function judged(figure, target, text) {
  const isWithin = figure < target;
  isAbove ||= !isWithin;
  return `${text} ${isWithin ? 'OK' : 'ABOVE'}`;
}

/** @param {number} milliseconds */
function ms(milliseconds) {
  return `${milliseconds.toFixed(1)} ms`;
}

/** @param {number} bytes */
function kib(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}

/** @param {readonly number[]} figures */
function median(figures) {
  return [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? NaN;
}

/** @param {string} macro @param {string} ending */
function textOf(macro, ending) {
  return readFile(join(root, 'macros', macro, macro + ending), 'utf8');
}

/** @param {Bench} bench @param {string} text */
async function loadTime(bench, text) {
  const [, ...later] = /** @type {number[]} */ (await bench('load', text, '10'));
  return median(later);
}

/** @param {Bench} bench @param {string} text */
async function timePerThousand(bench, text) {
  let least = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const { inMacro, reports } = /** @type {Day} */ (await bench('reports', text));
    least = Math.min(least, (1000 * inMacro) / reports);
  }
  return least;
}

/** @param {Bench} bench @param {string} text */
async function longestTurn(bench, text) {
  /** @type {number[]} */
  let shortest = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { turns } = /** @type {Day} */ (await bench('day', text, String(MEETINGS_A_DAY)));
    shortest = turns.map((turn, index) => Math.min(turn, shortest[index] ?? Infinity));
  }
  return Math.max(...shortest);
}

/** @param {string} text */
async function heaps(text) {
  const detail = `1800: 0, ${MEETINGS_A_DAY}`;
  const found = /** @type {number[][]} */ (
    await Promise.all([text, ''].map((one) => benchInQuickJs('heap', one, detail)))
  );
  return [0, 1].map((index) => (found[0]?.[index] ?? NaN) - (found[1]?.[index] ?? NaN));
}

/** @param {readonly (readonly string[])[]} rows the first is the head */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}

const costs = [
  ['macro', 'engine', 'file', 'load', '1,000 reports', 'longest turn', 'heap at start', 'after a day'],
];
for (const macro of macros) {
  for (const { name, ending, bench } of engines) {
    const text = await textOf(macro, ending);
    const bytes = Buffer.byteLength(text);
    const load = await loadTime(bench, text);
    const turn = await longestTurn(bench, text);
    const [start = NaN, day = NaN] = name === 'QuickJS' ? await heaps(text) : [];
    const grown = `${day < start ? '−' : '+'}${kib(Math.abs(day - start))}`;
    costs.push([
      macro,
      name,
      judged(bytes, TARGETS.bytes, `${bytes} bytes`),
      judged(load, TARGETS.load, ms(load)),
      ms(await timePerThousand(bench, text)),
      name === 'QuickJS' ? judged(turn, TARGETS.turn, ms(turn)) : ms(turn),
      name === 'QuickJS' ? judged(Math.max(start, day), TARGETS.heap, kib(start)) : 'not told',
      name === 'QuickJS' ? judged(day - start, TARGETS.growth, grown) : 'not told',
    ]);
  }
}

const switcher = await textOf('presentation-screen-switcher', '.js');
const roundTrips = ['5', '20', '100'];
const found = /** @type {Change[][]} */ (
  await Promise.all(roundTrips.map((roundTrip) => benchInQuickJs('changes', switcher, roundTrip)))
);
const changes = [
  ['change', ...roundTrips.map((roundTrip) => `${roundTrip} ms a request`)],
  ...(found[0] ?? []).map(({ change }, index) => [
    change,
    ...found.map((one) => `${one[index]?.milliseconds ?? NaN} ms, ${one[index]?.requests ?? NaN} requests`),
  ]),
];

console.log(`
# What the macros cost

A day is ${MEETINGS_A_DAY} meetings. Targets: files under ${TARGETS.bytes} bytes, load under ${TARGETS.load} ms, no turn of
${TARGETS.turn} ms in QuickJS, heap under ${kib(TARGETS.heap)} and less than ${kib(TARGETS.growth)} more after a day.

${table(costs)}
${engines.length > 1 ? '' : '\nDuktape (duk) is not installed: apt-get install duktape\n'}
presentation-screen-switcher, until all screens show what they should:

${table(changes)}
`);
if (isAbove) {
  console.error('a figure is ABOVE its target');
  process.exitCode = 1;
}
