/** Duktape, the engine of codecs before RoomOS 11.14, with the simulated room inside it: Debian's package duktape. */
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { playedBy } from './played.mjs';
import { benchBundle, bundle, roomBundle } from './room-bundle.mjs';

/** @typedef {import('../../src/simulator/in-engine.ts').Played} Played */
/** @typedef {import('./inside.mjs').Outcome} Outcome */

/** Milliseconds after which an engine that is still running is taken to run for ever. */
const PATIENCE = 120_000;

/** @type {Outcome} */
const SILENCE = { stuck: 'Duktape told nothing', lost: '' };

/** Whether Duktape's command is there. */
export function hasDuktape() {
  return spawnSync('duk', ['-e', '0']).status === 0;
}

/**
 * Plays scenarios with the built legacy form of a macro, one after the other in as many engines as there are
 * processors; gives what came of each, in their order.
 * @param {string} macro
 * @param {string} text the file's text
 * @param {readonly string[]} scenarios
 * @returns {Promise<Played[]>}
 */
export async function playInDuktape(macro, text, scenarios) {
  const room = await roomBundle('ES5');
  const outcomes = await Promise.all(
    shared(scenarios, availableParallelism()).map((share) => runInDuktape(room, 'play', macro, text, share)),
  );
  const found = new Map(outcomes.flat());
  return scenarios.map((name) => playedBy(found.get(name) ?? SILENCE));
}

/**
 * Runs a task of src/simulator/bench-in-engine.ts in an engine of its own; gives what it gives.
 * @param {string} task
 * @param {string} text the file's text, or '' for the room alone
 * @param {string} [detail]
 * @returns {Promise<unknown>}
 */
export async function benchInDuktape(task, text, detail = '') {
  const [outcome] = await runInDuktape(await benchBundle('ES5'), task, '', text, [detail]);
  const { value, stuck, lost } = outcome?.[1] ?? SILENCE;
  if (stuck || lost) throw new Error(stuck || lost);
  return value;
}

/**
 * @template T
 * @param {readonly T[]} all
 * @param {number} count
 */
function shared(all, count) {
  const shares = Array.from({ length: count }, (_, share) =>
    all.filter((__, index) => index % count === share),
  );
  return shares.filter((share) => share.length > 0);
}

/**
 * Runs a task of the room once for each detail, in one process.
 * @param {string} room the script that leaves `room`
 * @param {string} task
 * @param {string} macro
 * @param {string} text
 * @param {readonly string[]} details
 * @returns {Promise<[detail: string, outcome: Outcome][]>}
 */
async function runInDuktape(room, task, macro, text, details) {
  const inside = await bundle('scripts/engines/inside-duktape.mjs', 'inside', 'ES5');
  const values = [task, macro, text, details].map((value) => inAscii(JSON.stringify(value)));
  // In a function of its own, so that a macro sees nothing of it.
  const lines = await printedBy(
    inAscii(`(function () {\n${inside}\n${room}\ninside.runAll(room, ${values.join(', ')});\n})();`),
  );
  return lines.map((line, index) => [details[index] ?? '', JSON.parse(line)]);
}

/**
 * The lines that a program prints in Duktape.
 * @param {string} program
 * @returns {Promise<string[]>}
 */
function printedBy(program) {
  return new Promise((resolve, reject) => {
    const duk = spawn('duk', ['--run-stdin'], { timeout: PATIENCE });
    let printed = '';
    let complaint = '';
    duk.stdout.setEncoding('latin1').on('data', (/** @type {string} */ more) => {
      printed += more;
    });
    duk.stderr.on('data', (/** @type {Buffer} */ more) => {
      complaint += more.toString();
    });
    duk.on('error', reject);
    // If it ends before it has read all, `close` tells why.
    duk.stdin.on('error', () => undefined);
    duk.on('close', (code, signal) => {
      if (code === 0) resolve(printed.split('\n').filter((line) => line !== ''));
      else reject(new Error(`Duktape gave up: ${signal ?? complaint}`));
    });
    duk.stdin.end(program);
  });
}

/** @param {string} text */
function inAscii(text) {
  return text.replace(/[^\t\n -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
