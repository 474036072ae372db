/** Runs the simulated room in QuickJS, the engine of RoomOS 11.14 and later. */
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten';
import { bundle } from '../engine';
import type { CodecEngine } from '../engine';
import type { Job, Outcome } from '../inside/host';

/** On RoomOS 26, a macro has no CommonJS globals. */
const noCommonJs = `
;if (typeof require !== 'undefined' || typeof module !== 'undefined' || typeof exports !== 'undefined') {
  throw new Error('there is something of CommonJS');
}`;

/** Runs the module form of a macro, with all details one after the other in one engine. */
export const quickJs: CodecEngine = { language: 'ES2020', run };

async function run(room: string, { task, macro, text, details }: Job): Promise<readonly Outcome[]> {
  // A separate engine, left to the garbage collector: disposing a large room explicitly aborts in QuickJS.
  const context = (await newQuickJSWASMModule()).newContext();
  const { runtime } = context;
  const outcomes: Outcome[] = [];
  expose(context, 'runModule', moduleRunner(context, runtime));
  expose(context, 'done', (outcome) => {
    outcomes.push(JSON.parse(outcome) as Outcome);
  });
  expose(context, 'milliseconds', () => performance.now());
  expose(context, 'memoryUsed', () => memoryUsed(context, runtime));
  for (const script of [room, await bundle('scripts/engines/quickjs/quickjs-host.ts', 'inside', 'ES2020')]) {
    context.unwrapResult(context.evalCode(script)).dispose();
  }
  for (const [index, detail] of details.entries()) {
    call(context, 'begin', [task, macro, text, detail]);
    finishJobs(context, runtime);
    while (outcomes.length === index) {
      if (call(context, 'goOn', []) !== true) throw new Error('the room waits for nothing');
      finishJobs(context, runtime);
    }
    // The other work of this process must not wait for all of them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return outcomes;
}

function finishJobs(context: QuickJSContext, runtime: QuickJSRuntime): void {
  const jobs = runtime.executePendingJobs();
  if (jobs.error) throw new Error(JSON.stringify(context.dump(jobs.error)));
}

/** Runs the text of a macro as a module. A module is loaded once, but every run of a macro has its own xapi. */
function moduleRunner(context: QuickJSContext, runtime: QuickJSRuntime): (text: string) => void {
  let modules = 0;
  // Exceptions of the second function are lost, so the first one checks the name.
  runtime.setModuleLoader(
    (name) => {
      if (/^xapi#\d+$/.test(name)) return 'export default globalThis.currentXapi;';
      throw new Error(`a macro can import xapi only, not ${name.replace(/#\d+$/, '')}`);
    },
    (_, name) => `${name}#${modules}`,
  );
  return (text) => {
    modules += 1;
    const evaluated = context.evalCode(text + noCommonJs, `macro-${modules}.js`, { type: 'module' });
    context.unwrapResult(evaluated).dispose();
  };
}

function memoryUsed(context: QuickJSContext, runtime: QuickJSRuntime): number {
  const usage = runtime.computeMemoryUsage();
  const found: unknown = context.dump(usage);
  usage.dispose();
  if (typeof found !== 'object' || found === null || !('memory_used_size' in found)) return NaN;
  return Number(found.memory_used_size);
}

/** Adds a function with a text parameter to the engine. */
function expose(context: QuickJSContext, name: string, run: (text: string) => unknown): void {
  const made = context.newFunction(name, (argument?: QuickJSHandle) => {
    const answer = run(argument ? context.getString(argument) : '');
    return typeof answer === 'number' ? context.newNumber(answer) : context.undefined;
  });
  made.consume((handle) => context.setProp(context.global, name, handle));
}

/** Calls a function of inside.ts and returns its result. */
function call(context: QuickJSContext, name: string, texts: readonly string[]): unknown {
  const handles = texts.map((text) => context.newString(text));
  const inside = context.getProp(context.global, 'inside');
  const run = context.getProp(inside, name);
  const answer = context.unwrapResult(context.callFunction(run, context.undefined, ...handles));
  const value: unknown = context.dump(answer);
  [inside, run, answer, ...handles].forEach((handle) => handle.dispose());
  return value;
}
