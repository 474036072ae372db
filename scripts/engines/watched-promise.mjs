/**
 * Finds what is rejected without anybody to hear of it. QuickJS has a hook for that, which quickjs-emscripten does not
 * reach; so promises are watched from inside. What a program sees stays as it was: the same promises of the same type,
 * settled in the same order. Only `await` escapes, which room-bundle.mjs takes apart.
 */

/** Watches every promise from now on; gives what lists the lost rejections since it was last asked. */
export function watchPromises() {
  const Native = Promise;
  const nativeThen = Native.prototype.then;
  /** @type {WeakSet<object>} */
  const handled = new WeakSet();
  /** @type {WeakSet<object>} */
  const watched = new WeakSet();
  /** @type {{ promise: object, reason: unknown }[]} */
  let rejected = [];

  /**
   * @template T
   * @param {T} made
   */
  function watch(made) {
    if (!(made instanceof Native) || watched.has(made)) return made;
    const promise = made;
    watched.add(promise);
    nativeThen.call(promise, undefined, (reason) => {
      if (!handled.has(promise)) rejected.push({ promise, reason });
    });
    return made;
  }

  Object.defineProperty(Native.prototype, 'then', {
    configurable: true,
    writable: true,
    /**
     * @this {Promise<unknown>}
     * @param {(value: unknown) => unknown} onFulfilled
     * @param {(reason: unknown) => unknown} onRejected
     */
    value: function then(onFulfilled, onRejected) {
      handled.add(this);
      return watch(nativeThen.call(this, onFulfilled, onRejected));
    },
  });

  const Watched = new Proxy(Native, {
    construct: (_, values) => watch(/** @type {object} */ (Reflect.construct(Native, values))),
    get: (_, name) => {
      /** @type {unknown} */
      const value = Reflect.get(Native, name);
      if (typeof value !== 'function' || name === 'prototype') return value;
      return (/** @type {unknown[]} */ ...values) =>
        watch(/** @type {unknown} */ (value.apply(Native, values)));
    },
  });
  globalThis.Promise = Watched;

  return () => {
    const lost = rejected.filter(({ promise }) => !handled.has(promise)).map(({ reason }) => reason);
    rejected = [];
    return lost;
  };
}
