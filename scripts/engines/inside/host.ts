/** The host of a room in an engine: the part that QuickJS and Duktape share. */
import type { Process } from '../../../src/simulator/room/context';

/** What an engine does for the room. */
export interface Host {
  /** Calls back when all promises are settled. */
  idle(then: () => void): void;
  /** Runs the text of a macro. `xapi` is the result of its import or require. */
  run(text: string, xapi: unknown): void;
  /** Sets the globals of a codec's runtime. */
  globals(runtime: Process['runtime']): void;
  /** Real time, from any starting point. */
  milliseconds(): number;
  /** Bytes in use after garbage collection; 0 if the engine does not report it. */
  heap(): number;
}

/** A task of the modules play-scenario.ts and bench.ts. */
export type Task = (host: Host, macro: string, text: string, detail: string) => Promise<unknown>;

/** A task for each detail. */
export interface Job {
  readonly task: string;
  /** Its name; '' if the task does not need it. */
  readonly macro: string;
  readonly text: string;
  readonly details: readonly string[];
}

/** What the bundle of one of these modules sets the global `room` to. */
export type Tasks = Readonly<Record<string, Task>>;

/** The result of a task or its error, and unhandled rejections. */
export interface Outcome {
  readonly value?: unknown;
  readonly stuck?: string;
  /** '' for none. */
  readonly lost: string;
}

/** The global object of the engine. */
export interface Scope {
  [name: string]: unknown;
}

/** The host, and a function that runs a task of the room on it. */
export function hostOn(
  scope: Scope,
  engine: Omit<Host, 'idle' | 'globals'>,
): { readonly host: Host; readonly wake: () => boolean } {
  let waiting: (() => void) | undefined;
  const host: Host = {
    run: engine.run,
    milliseconds: engine.milliseconds,
    heap: engine.heap,
    idle: (then) => {
      waiting = then;
    },
    globals: (runtime) => {
      scope['setTimeout'] = (run: () => void, milliseconds: number) => runtime.after(milliseconds, run);
      scope['clearTimeout'] = (timer: number) => {
        runtime.cancel(timer);
      };
      scope['console'] = { log: runtime.log, warn: runtime.warn, error: runtime.error };
      Date.now = () => runtime.now();
    },
  };
  /** Continues the room; false if it waits for nothing. */
  const wake = (): boolean => {
    const then = waiting;
    waiting = undefined;
    if (then) then();
    return then !== undefined;
  };
  return { host: host, wake: wake };
}

/** Unhandled rejections, in words; '' for none. */
export function lostInWords(reasons: readonly unknown[]): string {
  return reasons
    .map(
      (reason) =>
        'unhandled rejection: ' + (reason instanceof Error ? String(reason) : JSON.stringify(reason)),
    )
    .join('; ');
}

/** A program or JSON in the signs that every engine reads and prints. */
export function inAscii(text: string): string {
  return text.replace(/[^\t\n -~]/g, (sign) => '\\u' + ('000' + sign.charCodeAt(0).toString(16)).slice(-4));
}
