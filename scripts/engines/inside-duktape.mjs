/** The host of a room inside Duktape, and the globals of a codec's runtime there: ES5's and a Promise. */
import { drain, Promise as MinimalPromise } from './duktape-promise.mjs';
import { onlyEs5 } from './es5-library.mjs';
import { hostOn, told } from './inside.mjs';

/** @typedef {import('./inside.mjs').Outcome} Outcome */

/** @type {Record<string, unknown>} */
const scope = new Function('return this')();
const duk = /** @type {{ print(line: string): void, performance: { now(): number } }} */ (
  /** @type {unknown} */ (scope)
);
const { print, performance } = duk;

onlyEs5(scope);
scope['Promise'] = MinimalPromise;

const { host, wake } = hostOn({
  run: (text, xapi) => {
    const require = (/** @type {string} */ name) => {
      if (name === 'xapi') return xapi;
      throw new Error(`a macro can require xapi only, not ${name}`);
    };
    new Function('require', text)(require);
  },
  milliseconds: () => performance.now(),
  heap: () => 0,
});

/**
 * Runs a task of the room once for each detail; prints a line of JSON for each.
 * @param {import('./inside.mjs').Tasks} room
 * @param {string} task
 * @param {string} macro
 * @param {string} text
 * @param {readonly string[]} details
 */
export function runAll(room, task, macro, text, details) {
  details.forEach((detail) => {
    print(inAscii(JSON.stringify(outcomeOf(() => (room[task] ?? missing)(host, macro, text, detail)))));
  });
}

/** @type {import('./inside.mjs').Task} */
function missing() {
  throw new Error('the room has no such task');
}

/**
 * @param {() => Promise<unknown>} begin
 * @returns {Outcome}
 */
function outcomeOf(begin) {
  /** @type {{ value: unknown } | { stuck: string } | undefined} */
  let result;
  /** @type {unknown[]} */
  let lost = [];
  try {
    begin().then(
      (value) => {
        result = { value };
      },
      (error) => {
        result = { stuck: String(error) };
      },
    );
    do lost = lost.concat(drain());
    while (!result && wake());
  } catch (error) {
    return { stuck: String(error), lost: told(lost) };
  }
  return { ...(result ?? { stuck: 'the room waits for nothing' }), lost: told(lost) };
}

/** @param {string} text */
function inAscii(text) {
  return text.replace(/[^ -~]/g, (sign) => `\\u${`000${sign.charCodeAt(0).toString(16)}`.slice(-4)}`);
}
