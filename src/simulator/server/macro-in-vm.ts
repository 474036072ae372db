/**
 * Runs macros in node:vm, next to the simulated codec. For trusted text only: a macro can break out of node:vm, and do
 * what this process may do. Engines of codecs are tested in scripts/engines.
 */
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import type { Context } from 'node:vm';
import esbuild from 'esbuild';
import type { Clock } from '../codec/clock';
import type { anyXapi } from '../codec/fake-xapi';
import type { Link } from '../codec/link';
import type { Level } from '../codec/installed-macros';
import type { Request } from '../codec/device';

/** The codec of a macro. */
export interface Connected {
  readonly clock: Clock;
  readonly link: Link;
  readonly print: (level: Level, message: string) => void;
  /** Maximum time that the macro may block, in milliseconds. */
  readonly unresponsiveMs: number;
  /** Called after the macro has blocked for so long, or has lost a rejection: a codec then stops all its macros. */
  readonly crashed: (reason: string) => void;
}

export interface Engine {
  /** Starts a macro and returns a function that ends it. Throws what the macro throws at its start. */
  readonly start: (text: string, codec: Connected) => () => void;
}

/** The macros that run, by the prototype of their promises, which are different in each context. */
const running = new Map<unknown, MacroProcess>();

/** Prepares what all macros share: the object `xapi`, as text that is run in every context. */
export async function loadEngine(): Promise<Engine> {
  const built = await esbuild.build({
    entryPoints: [fileURLToPath(new URL('../codec/fake-xapi.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    globalName: 'fakeXapi',
    target: 'es2022',
    write: false,
  });
  const surroundings = new Script(`${built.outputFiles[0]?.text ?? ''}
    ({ anyXapi: fakeXapi.anyXapi, parse: JSON.parse, promise: Promise.prototype })`);
  if (!process.listeners('unhandledRejection').includes(assign)) process.on('unhandledRejection', assign);
  return {
    start: (text, codec) => {
      const macro = new MacroProcess(surroundings, codec);
      macro.begin(text);
      return () => macro.end();
    },
  };
}

/** Gives a rejection that nothing has handled to the macro that it comes from. */
function assign(reason: unknown, promise: Promise<unknown>): void {
  const macro = running.get(Object.getPrototypeOf(promise));
  if (macro) macro.lost(reason);
  else if (process.listenerCount('unhandledRejection') === 1) throw reason;
}

interface Surroundings {
  readonly anyXapi: typeof anyXapi;
  readonly parse: (text: string) => unknown;
  readonly promise: unknown;
}

const RUN_JOB = new Script('job()');
const LEVELS = ['DEBUG', 'ERROR', 'INFO', 'LOG', 'WARN'] as const;

class MacroProcess {
  private readonly context: Context;
  private readonly inside: Surroundings;
  private hasEnded = false;

  constructor(
    surroundings: Script,
    private readonly codec: Connected,
  ) {
    // Promise jobs run at the end of each call of `enter`, so that its time limit includes them.
    this.context = createContext(this.globals(), { microtaskMode: 'afterEvaluate' });
    this.inside = surroundings.runInContext(this.context) as Surroundings;
    running.set(this.inside.promise, this);
  }

  begin(text: string): void {
    const exported = { exports: {} };
    try {
      const start = compiled(text).runInContext(this.context) as (...given: readonly unknown[]) => void;
      const xapi = this.xapi();
      const required = (name: string): unknown => {
        if (name === 'xapi') return xapi;
        throw new Error(`a macro can import xapi only, not ${name}`);
      };
      const thrown = this.enter(() => start(required, exported, exported.exports));
      if (thrown !== undefined) throw new MacroError(thrown);
    } catch (error) {
      this.end();
      throw error;
    }
  }

  end(): void {
    this.hasEnded = true;
    running.delete(this.inside.promise);
    this.codec.link.cut();
  }

  lost(reason: unknown): void {
    let text = '';
    this.call(() => {
      text = describe(reason);
    });
    if (!this.hasEnded) this.codec.crashed(`Unhandled rejection: ${text}`);
  }

  /** The codec as the macro sees it. What passes is copied as text, as on a connection. */
  private xapi(): unknown {
    const { link } = this.codec;
    const { anyXapi: connect, parse } = this.inside;
    const into = (value: unknown): unknown =>
      value === undefined ? undefined : parse(JSON.stringify(value));
    return connect({
      listen: (listener) => link.listen((frame) => this.call(() => listener(into(frame) as typeof frame))),
      request: (request, done, failed) => {
        const answer = (receive: (value: unknown) => void) => (value: unknown) => {
          this.call(() => receive(into(value)));
        };
        link.request(JSON.parse(JSON.stringify(request)) as Request, answer(done), answer(failed));
      },
    });
  }

  private globals(): object {
    const lines = LEVELS.map((level) => [
      level.toLowerCase(),
      (...values: readonly unknown[]) => this.codec.print(level, values.map(String).join(' ')),
    ]);
    const { clock } = this.codec;
    return {
      console: Object.fromEntries(lines) as object,
      setTimeout: (run: () => void, milliseconds: number) =>
        clock.after(Math.max(1, milliseconds) || 1, () => this.call(run)),
      clearTimeout: (timer: number) => {
        clock.cancel(timer);
      },
    };
  }

  /** Calls a function of the macro after its start. */
  private call(job: () => void): void {
    if (this.hasEnded) return;
    try {
      const thrown = this.enter(job);
      if (thrown !== undefined) this.codec.print('ERROR', `Uncaught ${thrown}`);
    } catch (error) {
      this.codec.crashed(error instanceof Error ? error.message : String(error));
    }
  }

  /** Calls a function of the macro, and all its promise jobs. Returns what it throws, in words. Throws if it blocks. */
  private enter(job: () => void): string | undefined {
    let thrown: string | undefined;
    this.context['job'] = () => {
      try {
        job();
      } catch (error) {
        thrown = describe(error);
      }
    };
    const { unresponsiveMs } = this.codec;
    try {
      RUN_JOB.runInContext(this.context, { timeout: unresponsiveMs });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      throw new MacroError(`The macro was unresponsive for ${unresponsiveMs / 1000} s`);
    }
    return thrown;
  }
}

/** Its text is what a codec logs. */
class MacroError extends Error {
  override toString(): string {
    return this.message;
  }
}

const scripts = new Map<string, Script>();

/** A macro as a function of `require`, `module` and `exports`. Compiled once for all codecs. */
function compiled(text: string): Script {
  const script =
    scripts.get(text) ?? new Script(`(function (require, module, exports) {${asCommonJs(text)}\n})`);
  scripts.set(text, script);
  return script;
}

function asCommonJs(text: string): string {
  try {
    return esbuild.transformSync(text, { format: 'cjs', target: 'es2022', logLevel: 'silent' }).code;
  } catch (error) {
    const [first] = (error as Partial<esbuild.TransformFailure>).errors ?? [];
    throw new MacroError(`SyntaxError: ${first?.text ?? String(error)}`);
  }
}

/** Not by its class: the error is one of the context's. */
function isTimeout(error: unknown): boolean {
  return (error as Partial<NodeJS.ErrnoException>).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

/** An error of a macro in words. Called inside `enter`, because a macro's `toString` may block, too. */
function describe(error: unknown): string {
  const text = String(error);
  return text === '[object Object]' ? JSON.stringify(error) : text;
}
