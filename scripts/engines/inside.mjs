/** The host of a room inside an engine: what is the same in QuickJS and Duktape. It runs in both, so no ES2015 library. */

/** @typedef {import('../../src/simulator/in-engine.ts').Host} Host */
/** @typedef {import('../../src/simulator/in-engine.ts').Played} Played */
/** @typedef {import('../../src/simulator/bench-in-engine.ts').BenchHost} BenchHost */
/** @typedef {(host: BenchHost, macro: string, text: string, detail: string) => Promise<unknown>} Task */
/** @typedef {Readonly<Record<string, Task>>} Tasks what room-bundle.mjs leaves in the global `room` */

/**
 * What a task of the room gave, or why it came to no end; and what was rejected meanwhile, with nobody to hear of it.
 * @typedef {{ readonly value?: unknown, readonly stuck?: string, readonly lost: string }} Outcome
 */

/** @type {Record<string, unknown>} */
const scope = new Function('return this')();

/**
 * The host, and what runs a task of the room on it.
 * @param {Omit<BenchHost, 'idle' | 'globals'>} engine
 */
export function hostOn(engine) {
  /** @type {(() => void) | undefined} */
  let waiting;
  /** @type {BenchHost} */
  const host = {
    run: engine.run,
    milliseconds: engine.milliseconds,
    heap: engine.heap,
    idle: (then) => {
      waiting = then;
    },
    globals: (runtime) => {
      scope['setTimeout'] = (/** @type {() => void} */ run, /** @type {number} */ milliseconds) =>
        runtime.after(milliseconds, run);
      scope['clearTimeout'] = (/** @type {number} */ timer) => {
        runtime.cancel(timer);
      };
      scope['console'] = { log: runtime.log, warn: runtime.warn, error: runtime.error };
      Date.now = () => runtime.now();
    },
  };
  /** Lets the room go on; false where it waits for nothing. */
  const wake = () => {
    const then = waiting;
    waiting = undefined;
    if (then) then();
    return then !== undefined;
  };
  return { host, wake };
}

/**
 * Lost rejections, in words; '' for none.
 * @param {readonly unknown[]} reasons
 */
export function told(reasons) {
  return reasons
    .map(
      (reason) => `unhandled rejection: ${reason instanceof Error ? String(reason) : JSON.stringify(reason)}`,
    )
    .join('; ');
}
