/** The host of a room inside QuickJS. It stands in the global `inside`, beside the room in the global `room`. */
import { hostOn, told } from './inside.mjs';
import { watchPromises } from './watched-promise.mjs';

/** @typedef {import('./inside.mjs').Outcome} Outcome */

/**
 * What quickjs.mjs puts in place.
 * @typedef {object} FromOutside
 * @property {(text: string) => void} runModule
 * @property {(outcome: string) => void} done
 * @property {() => number} milliseconds
 * @property {() => number} memoryUsed
 * @property {unknown} currentXapi what the module `xapi` gives
 * @property {import('./inside.mjs').Tasks} room
 */

const outside = /** @type {FromOutside} */ (/** @type {unknown} */ (globalThis));
const { runModule, done, milliseconds, memoryUsed } = outside;
const lostSince = watchPromises();
/** @type {unknown[]} */
let lost = [];

const { host, wake } = hostOn({
  run: (text, xapi) => {
    outside.currentXapi = xapi;
    runModule(text);
  },
  milliseconds,
  heap: () => {
    collectGarbage();
    return memoryUsed();
  },
});

/** Goes on once no promise is left to be kept; false where nothing is left to go on with. */
export function goOn() {
  lost = lost.concat(lostSince());
  return wake();
}

/**
 * Begins a task of the room.
 * @param {string} task
 * @param {string} macro
 * @param {string} text
 * @param {string} detail
 */
export function begin(task, macro, text, detail) {
  const run = outside.room[task];
  if (!run) throw new Error(`the room has no task ${task}`);
  const end = (/** @type {{ value: unknown } | { stuck: string }} */ result) => {
    /** @type {Outcome} */
    const outcome = { ...result, lost: told(lost.concat(lostSince())) };
    done(JSON.stringify(outcome));
  };
  run(host, macro, text, detail).then(
    (value) => {
      end({ value });
    },
    (error) => {
      end({ stuck: String(error) });
    },
  );
}

/** QuickJS looks for circles of garbage when its heap has grown by half, and only then. So it is made to grow. */
function collectGarbage() {
  const gone = new WeakRef(circle());
  const ballast = [];
  while (gone.deref()) ballast.push({});
}

function circle() {
  /** @type {{ self?: object }} */
  const garbage = {};
  garbage.self = garbage;
  return garbage;
}
