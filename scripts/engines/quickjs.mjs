/** QuickJS, the engine of RoomOS 11.14 and later, with the simulated room inside it. */
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import { playedBy } from './played.mjs';
import { benchBundle, bundle, roomBundle } from './room-bundle.mjs';

/** @typedef {import('../../src/simulator/in-engine.ts').Played} Played */
/** @typedef {import('./inside.mjs').Outcome} Outcome */

/**
 * Plays a scenario with the built module form of a macro, in an engine of its own.
 * @param {string} macro
 * @param {string} text the file's text
 * @param {string} scenario
 * @returns {Promise<Played>}
 */
export async function playInQuickJs(macro, text, scenario) {
  const room = await roomBundle('ES2020');
  return playedBy(await runInQuickJs(room, 'play', [macro, text, scenario]));
}

/**
 * Runs a task of src/simulator/bench-in-engine.ts in an engine of its own; gives what it gives.
 * @param {string} task
 * @param {string} text the file's text, or '' for the room alone
 * @param {string} [detail]
 * @returns {Promise<unknown>}
 */
export async function benchInQuickJs(task, text, detail = '') {
  const { value, stuck, lost } = await runInQuickJs(await benchBundle('ES2020'), task, ['', text, detail]);
  if (stuck || lost) throw new Error(stuck || lost);
  return value;
}

/** On RoomOS 26 a macro has neither, nor anything else of CommonJS. */
const noCommonJs = `
;if (typeof require !== 'undefined' || typeof module !== 'undefined' || typeof exports !== 'undefined') {
  throw new Error('there is something of CommonJS');
}`;

/**
 * @param {string} room the script that leaves a global `room`
 * @param {string} task
 * @param {readonly [macro: string, text: string, detail: string]} values
 * @returns {Promise<Outcome>}
 */
async function runInQuickJs(room, task, values) {
  // An engine of its own, left to the garbage collector: freeing a large room by hand aborts in QuickJS.
  const engine = await newQuickJSWASMModule();
  const context = engine.newContext();
  const { runtime } = context;
  let modules = 0;
  /** @type {string | undefined} */
  let outcome;
  // A module is loaded once, but every run of a macro has an xapi of its own. What the second function throws is lost.
  runtime.setModuleLoader(
    (name) => {
      if (/^xapi#\d+$/.test(name)) return 'export default globalThis.currentXapi;';
      throw new Error(`a macro can import xapi only, not ${name.replace(/#\d+$/, '')}`);
    },
    (_, name) => `${name}#${String(modules)}`,
  );
  expose(context, 'runModule', (text) => {
    modules += 1;
    const evaluated = context.evalCode(text + noCommonJs, `macro-${String(modules)}.js`, { type: 'module' });
    context.unwrapResult(evaluated).dispose();
  });
  expose(context, 'done', (text) => {
    outcome = text;
  });
  expose(context, 'milliseconds', () => performance.now());
  expose(context, 'memoryUsed', () => {
    const usage = runtime.computeMemoryUsage();
    const { memory_used_size: bytes } = /** @type {{ memory_used_size: number }} */ (context.dump(usage));
    usage.dispose();
    return bytes;
  });
  for (const script of [room, await bundle('scripts/engines/inside-quickjs.mjs', 'inside', 'ES2020')]) {
    context.unwrapResult(context.evalCode(script)).dispose();
  }
  call(context, 'begin', [task, ...values]);
  for (;;) {
    const jobs = runtime.executePendingJobs();
    if (jobs.error) throw new Error(JSON.stringify(context.dump(jobs.error)));
    if (outcome !== undefined) return JSON.parse(outcome);
    if (!call(context, 'goOn', [])) throw new Error('the room waits for nothing');
  }
}

/**
 * Gives the engine a function that takes a text.
 * @param {import('quickjs-emscripten').QuickJSContext} context
 * @param {string} name
 * @param {(text: string) => number | void} run
 */
function expose(context, name, run) {
  const made = context.newFunction(name, (argument) => {
    const answer = run(argument ? context.getString(argument) : '');
    return answer === undefined ? context.undefined : context.newNumber(answer);
  });
  made.consume((handle) => {
    context.setProp(context.global, name, handle);
  });
}

/**
 * Calls a function of inside-quickjs.mjs; gives what it returns.
 * @param {import('quickjs-emscripten').QuickJSContext} context
 * @param {string} name
 * @param {readonly string[]} texts
 * @returns {unknown}
 */
function call(context, name, texts) {
  const handles = texts.map((text) => context.newString(text));
  const inside = context.getProp(context.global, 'inside');
  const run = context.getProp(inside, name);
  const answer = context.unwrapResult(context.callFunction(run, context.undefined, ...handles));
  const value = context.dump(answer);
  [inside, run, answer, ...handles].forEach((handle) => {
    handle.dispose();
  });
  return value;
}
