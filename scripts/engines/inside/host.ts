/** The host of a room inside an engine: what is the same in QuickJS and Duktape. */
import type { BenchHost } from './meter';

/** A task of the modules play.ts and bench.ts. */
export type Task = (host: BenchHost, macro: string, text: string, detail: string) => Promise<unknown>;

/** What the bundle of one of these modules leaves in the global `room`. */
export type Tasks = Readonly<Record<string, Task>>;

/** What a task gave, or why it did not end; and the rejections that were not handled meanwhile. */
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

/** The host, and what runs a task of the room on it. */
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
  /** Lets the room go on; false where it waits for nothing. */
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
