/** QuickJS, the engine of RoomOS 11.14 and later, with the simulated room inside it. */
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import { roomBundle } from './room-bundle.mjs';

/** @typedef {import('../../test/room/in-engine.ts').Played} Played */

/** What the room asks of its host, inside the engine. */
const hostScript = `
  var waiting;
  var host = {
    idle: function (then) { waiting = then; },
    run: function (text, xapi) { globalThis.currentXapi = xapi; runModule(text); },
    globals: function (runtime) {
      globalThis.setTimeout = function (run, milliseconds) { return runtime.after(milliseconds, run); };
      globalThis.clearTimeout = function (timer) { runtime.cancel(timer); };
      globalThis.console = { log: runtime.log, warn: runtime.warn };
      Date.now = function () { return runtime.now(); };
    }
  };
  function wake() {
    var then = waiting;
    waiting = undefined;
    if (then) then();
    return then !== undefined;
  }
  function begin(macro, text, name) {
    room.play(host, macro, text, name).then(function (played) { done(JSON.stringify(played)); });
  }
`;

/**
 * Plays a scenario with the built module form of a macro, in an engine of its own.
 * @param {string} macro
 * @param {string} text the file's text
 * @param {string} scenario
 * @returns {Promise<Played>}
 */
export async function playInQuickJs(macro, text, scenario) {
  // An engine of its own, left to the garbage collector: freeing a large room by hand aborts in QuickJS.
  const engine = await newQuickJSWASMModule();
  const context = engine.newContext();
  const { runtime } = context;
  let modules = 0;
  /** @type {string | undefined} */
  let result;
  runtime.setModuleLoader(
    () => 'export default globalThis.currentXapi;',
    (_, name) => {
      if (name === 'xapi') return `xapi#${String(modules)}`;
      throw new Error(`a macro can import xapi only, not ${name}`);
    },
  );
  expose(context, 'runModule', (handle) => {
    modules += 1;
    const evaluated = context.evalCode(context.getString(handle), `macro-${String(modules)}.js`, {
      type: 'module',
    });
    context.unwrapResult(evaluated).dispose();
  });
  expose(context, 'done', (handle) => {
    result = context.getString(handle);
  });
  for (const script of [await roomBundle('ES2020'), hostScript]) {
    context.unwrapResult(context.evalCode(script)).dispose();
  }
  call(context, 'begin', [macro, text, scenario]);
  for (;;) {
    const jobs = runtime.executePendingJobs();
    if (jobs.error) throw new Error(JSON.stringify(context.dump(jobs.error)));
    if (result !== undefined) return JSON.parse(result);
    if (!call(context, 'wake', [])) throw new Error('the room waits for nothing');
  }
}

/**
 * @param {import('quickjs-emscripten').QuickJSContext} context
 * @param {string} name
 * @param {(argument: import('quickjs-emscripten').QuickJSHandle) => void} run
 */
function expose(context, name, run) {
  const made = context.newFunction(name, (argument) => {
    if (argument) run(argument);
  });
  made.consume((handle) => {
    context.setProp(context.global, name, handle);
  });
}

/**
 * Calls a function of the engine's; gives what it returns.
 * @param {import('quickjs-emscripten').QuickJSContext} context
 * @param {string} name
 * @param {readonly string[]} texts
 * @returns {unknown}
 */
function call(context, name, texts) {
  const handles = texts.map((text) => context.newString(text));
  const run = context.getProp(context.global, name);
  const answer = context.unwrapResult(context.callFunction(run, context.undefined, ...handles));
  const value = context.dump(answer);
  [run, answer, ...handles].forEach((handle) => {
    handle.dispose();
  });
  return value;
}
