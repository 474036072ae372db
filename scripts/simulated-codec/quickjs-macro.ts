/** Runs macros in QuickJS, the engine of RoomOS 11.14 and later, on a simulated codec that is outside the engine. */
import { getQuickJS } from 'quickjs-emscripten';
import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten';
import type { Clock } from '../../src/simulator/codec/clock';
import type { Request } from '../../src/simulator/codec/device';
import type { Link } from '../../src/simulator/codec/link';
import type { Level } from '../../src/simulator/codec/macro-runtime';
import { bundle } from '../engines/bundle';

/** Maximum time that a macro may block. */
const UNRESPONSIVE_MS = 5000;
const LEVELS: readonly Level[] = ['DEBUG', 'ERROR', 'INFO', 'LOG', 'WARN'];

/** The codec of a macro. */
export interface Connected {
  readonly clock: Clock;
  readonly link: Link;
  readonly print: (level: Level, message: string) => void;
}

export interface Engine {
  /** Starts a macro and returns a function that ends it. Throws what the macro throws at its start. */
  readonly start: (text: string, codec: Connected) => () => void;
}

/** Loads QuickJS, once for all codecs. */
export async function loadEngine(): Promise<Engine> {
  const [module, surroundings] = await Promise.all([
    getQuickJS(),
    bundle('src/simulator/macro-process.ts', 'macroProcess', 'ES2020'),
  ]);
  return {
    start: (text, codec) => {
      const process = new MacroProcess(module, surroundings, codec);
      process.begin(text);
      return () => {
        process.end();
      };
    },
  };
}

const CONSOLE = `
globalThis.inside = macroProcess.connect({ request: hostRequest, startTimer: hostStartTimer, stopTimer: hostStopTimer });
globalThis.setTimeout = inside.setTimeout;
globalThis.clearTimeout = inside.clearTimeout;
globalThis.console = {};
for (const level of ['debug', 'error', 'info', 'log', 'warn']) {
  console[level] = (...values) => hostPrint(level.toUpperCase(), values.map(String).join(' '));
}`;

class MacroProcess {
  private readonly context: QuickJSContext;
  private readonly timers = new Map<number, number>();
  private hasEnded = false;
  private deadline = 0;

  constructor(
    module: QuickJSWASMModule,
    surroundings: string,
    private readonly codec: Connected,
  ) {
    // Left to the garbage collector: disposing it explicitly aborts if a handle is still in use.
    const runtime = module.newRuntime();
    runtime.setInterruptHandler(() => Date.now() > this.deadline);
    runtime.setModuleLoader((name) => {
      if (name === 'xapi') return 'export default inside.xapi;';
      throw new Error(`a macro can import xapi only, not ${name}`);
    });
    this.context = runtime.newContext();
    this.expose('hostRequest', (id, text) => {
      this.request(Number(id), text);
    });
    this.expose('hostStartTimer', (id, milliseconds) => {
      this.startTimer(Number(id), Number(milliseconds));
    });
    this.expose('hostStopTimer', (id) => {
      this.stopTimer(Number(id));
    });
    this.expose('hostPrint', (level, message) => {
      this.print(level, message);
    });
    this.deadline = Infinity;
    this.context.unwrapResult(this.context.evalCode(surroundings + CONSOLE)).dispose();
    codec.link.listen((frame) => {
      this.call('report', [JSON.stringify(frame)]);
    });
  }

  begin(text: string): void {
    this.deadline = Date.now() + UNRESPONSIVE_MS;
    const evaluated = this.context.evalCode(text, 'macro.js', { type: 'module' });
    if (evaluated.error) {
      const error: unknown = this.context.dump(evaluated.error);
      this.end();
      throw new Error(describe(error));
    }
    evaluated.value.dispose();
    this.runJobs();
  }

  end(): void {
    this.hasEnded = true;
    this.codec.link.cut();
    for (const timer of this.timers.values()) this.codec.clock.cancel(timer);
    this.timers.clear();
  }

  private request(id: number, text: string): void {
    this.codec.link.request(
      JSON.parse(text) as Request,
      (result) => {
        this.call('answer', [id, false, asText(result)]);
      },
      (error) => {
        this.call('answer', [id, true, asText(error)]);
      },
    );
  }

  private startTimer(id: number, milliseconds: number): void {
    const timer = this.codec.clock.after(milliseconds, () => {
      this.timers.delete(id);
      this.call('fire', [id]);
    });
    this.timers.set(id, timer);
  }

  private stopTimer(id: number): void {
    this.codec.clock.cancel(this.timers.get(id));
    this.timers.delete(id);
  }

  private print(level: string, message: string): void {
    this.codec.print(LEVELS.find((known) => known === level) ?? 'LOG', message);
  }

  /** Calls a function in the engine, and runs all pending promise jobs. */
  private call(name: string, values: readonly (string | number | boolean)[]): void {
    if (this.hasEnded) return;
    this.deadline = Date.now() + UNRESPONSIVE_MS;
    const { context } = this;
    const handles = values.map((value) => this.handleOf(value));
    const inside = context.getProp(context.global, 'inside');
    const run = context.getProp(inside, name);
    const called = context.callFunction(run, context.undefined, ...handles);
    if (called.error) this.print('ERROR', `Uncaught ${describe(context.dump(called.error))}`);
    for (const handle of [inside, run, ...handles, called.error ?? called.value]) handle.dispose();
    this.runJobs();
  }

  private runJobs(): void {
    const { error } = this.context.runtime.executePendingJobs();
    if (error) this.print('ERROR', `Uncaught ${describe(this.context.dump(error))}`);
    error?.dispose();
  }

  private handleOf(value: string | number | boolean): QuickJSHandle {
    if (typeof value === 'string') return this.context.newString(value);
    if (typeof value === 'number') return this.context.newNumber(value);
    return value ? this.context.true : this.context.false;
  }

  private expose(name: string, run: (one: string, other: string) => void): void {
    const { context } = this;
    const made = context.newFunction(name, (...values) => {
      const [one = '', other = ''] = values.map((value) => context.getString(value));
      run(one, other);
      return context.undefined;
    });
    made.consume((handle) => {
      context.setProp(context.global, name, handle);
    });
  }
}

/** An answer as JSON; '' if there is none. */
function asText(answer: unknown): string {
  return answer === undefined ? '' : JSON.stringify(answer);
}

/** An error from the engine: name and message, or the thrown value. */
function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  return `${typeof name === 'string' ? name : 'Error'}: ${typeof message === 'string' ? message : JSON.stringify(error)}`;
}
