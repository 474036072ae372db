/**
 * The Promise that a codec's runtime brings along on Duktape, which has none of its own: ECMAScript 2015's, job for
 * job. It runs in Duktape, after TypeScript has made ES5 of it.
 */

/** @typedef {(value?: unknown) => void} Settle */
/** @typedef {{ readonly promise: MinimalPromise, readonly onFulfilled: unknown, readonly onRejected: unknown }} Reaction */

class MinimalPromise {
  /** @param {(resolve: Settle, reject: Settle) => void} executor */
  constructor(executor) {
    if (typeof executor !== 'function') throw new TypeError('a promise takes a function');
    /** @type {'pending' | 'fulfilled' | 'rejected'} */
    this.state = 'pending';
    /** @type {unknown} */
    this.value = undefined;
    /** @type {Reaction[]} */
    this.reactions = [];
    this.isHandled = false;
    if (executor !== nothing) attempt(this, executor);
  }

  /**
   * @param {unknown} [onFulfilled]
   * @param {unknown} [onRejected]
   * @returns {MinimalPromise}
   */
  then(onFulfilled, onRejected) {
    const reaction = { promise: new MinimalPromise(nothing), onFulfilled, onRejected };
    this.isHandled = true;
    if (this.state === 'pending') this.reactions.push(reaction);
    else enqueue(() => react(this, reaction));
    return reaction.promise;
  }

  /** @param {unknown} onRejected */
  catch(onRejected) {
    return this.then(undefined, onRejected);
  }

  /** @param {unknown} [value] */
  static resolve(value) {
    if (value instanceof MinimalPromise) return value;
    const promise = new MinimalPromise(nothing);
    resolved(promise, value);
    return promise;
  }

  /** @param {unknown} [reason] */
  static reject(reason) {
    const promise = new MinimalPromise(nothing);
    settled(promise, 'rejected', reason);
    return promise;
  }

  /** @param {readonly unknown[]} values */
  static all(values) {
    return new MinimalPromise((resolve, reject) => {
      /** @type {unknown[]} */
      const found = [];
      let missing = values.length;
      if (missing === 0) resolve(found);
      values.forEach((value, index) => {
        found.push(undefined);
        MinimalPromise.resolve(value).then((/** @type {unknown} */ result) => {
          found[index] = result;
          missing -= 1;
          if (missing === 0) resolve(found);
        }, reject);
      });
    });
  }

  /** @param {readonly unknown[]} values */
  static race(values) {
    return new MinimalPromise((resolve, reject) => {
      values.forEach((value) => {
        MinimalPromise.resolve(value).then(resolve, reject);
      });
    });
  }
}

export { MinimalPromise as Promise };

/** @type {(() => void)[]} */
let jobs = [];
/** @type {MinimalPromise[]} */
let unhandled = [];

/** The executor of a promise that is settled from here. */
function nothing() {
  return undefined;
}

/** @param {() => void} job */
function enqueue(job) {
  jobs.push(job);
}

/**
 * Calls a function with the two that settle a promise, of which one works, once.
 * @param {MinimalPromise} promise
 * @param {(resolve: Settle, reject: Settle) => void} executor
 */
function attempt(promise, executor) {
  let isOver = false;
  /** @type {Settle} */
  const resolve = (value) => {
    if (!isOver) {
      isOver = true;
      resolved(promise, value);
    }
  };
  /** @type {Settle} */
  const reject = (reason) => {
    if (!isOver) {
      isOver = true;
      settled(promise, 'rejected', reason);
    }
  };
  try {
    executor(resolve, reject);
  } catch (error) {
    reject(error);
  }
}

/**
 * What somebody who waits for a settled promise makes of it.
 * @param {MinimalPromise} of
 * @param {Reaction} reaction
 */
function react(of, { promise, onFulfilled, onRejected }) {
  const run = of.state === 'fulfilled' ? onFulfilled : onRejected;
  if (typeof run !== 'function') {
    if (of.state === 'fulfilled') resolved(promise, of.value);
    else settled(promise, 'rejected', of.value);
    return;
  }
  let result;
  try {
    result = run(of.value);
  } catch (error) {
    return settled(promise, 'rejected', error);
  }
  resolved(promise, result);
}

/**
 * @param {MinimalPromise} promise
 * @param {unknown} value
 */
function resolved(promise, value) {
  if (value === promise) return settled(promise, 'rejected', new TypeError('a promise waits for itself'));
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    return settled(promise, 'fulfilled', value);
  }
  let then;
  try {
    then = /** @type {{ then?: unknown }} */ (value).then;
  } catch (error) {
    return settled(promise, 'rejected', error);
  }
  if (typeof then !== 'function') return settled(promise, 'fulfilled', value);
  const follow = then;
  enqueue(() => {
    attempt(promise, (resolve, reject) => follow.call(value, resolve, reject));
  });
}

/**
 * @param {MinimalPromise} promise
 * @param {'fulfilled' | 'rejected'} state
 * @param {unknown} value
 */
function settled(promise, state, value) {
  const { reactions } = promise;
  promise.state = state;
  promise.value = value;
  promise.reactions = [];
  reactions.forEach((reaction) => {
    enqueue(() => react(promise, reaction));
  });
  if (state === 'rejected' && !promise.isHandled) unhandled.push(promise);
}

/** Runs jobs until none is left; gives what was rejected without anybody to hear of it. */
export function drain() {
  while (jobs.length > 0) {
    const now = jobs;
    jobs = [];
    for (let place = 0; place < now.length; place += 1) now[place]?.();
  }
  const lost = unhandled.filter((promise) => !promise.isHandled).map((promise) => promise.value);
  unhandled = [];
  return lost;
}
