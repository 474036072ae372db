/** The host of a room in an engine: the part that QuickJS and Duktape share. */
import type { BenchHost } from './meter';

/** A task of the modules play.ts and bench.ts. */
export type Task = (host: BenchHost, macro: string, text: string, detail: string) => Promise<unknown>;

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
  engine: Omit<BenchHost, 'idle' | 'globals'>,
): { readonly host: BenchHost; readonly wake: () => boolean } {
  let waiting: (() => void) | undefined;
  const host: BenchHost = {
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
