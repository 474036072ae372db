/**
 * Finds unhandled rejections. QuickJS has a hook for that, which quickjs-emscripten does not expose; so
 * promises are watched from inside. A program sees no difference: the same promises of the same type, settled in
 * the same order. Only `await` is not covered, and engine.ts compiles it away.
 */

/** Watches all promises from now on. Returns a function that lists the unhandled rejections since its last call. */
export function watchPromises(): () => readonly unknown[] {
  const Native = Promise;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the promise it is about
  const nativeThen = Native.prototype.then;
  const handled = new WeakSet();
  const watched = new WeakSet();
  let rejected: { readonly promise: object; readonly reason: unknown }[] = [];

  function watch<T>(made: T): T {
    if (!(made instanceof Native) || watched.has(made)) return made;
    watched.add(made);
    // eslint-disable-next-line @typescript-eslint/no-floating-promises -- it only watches
    nativeThen.call(made, undefined, (reason: unknown) => {
      if (!handled.has(made)) rejected.push({ promise: made, reason });
    });
    return made;
  }

  type Reaction = (value: unknown) => unknown;
  Reflect.defineProperty(Native.prototype, 'then', {
    configurable: true,
    writable: true,
    value: function then(this: Promise<unknown>, onFulfilled?: Reaction, onRejected?: Reaction) {
      handled.add(this);
      return watch(nativeThen.call(this, onFulfilled, onRejected));
    },
  });

  globalThis.Promise = new Proxy(Native, {
    construct: (_, values): object => {
      const made: unknown = Reflect.construct(Native, values);
      return Object(watch(made)) as object;
    },
    get: (_, name): unknown => {
      const value: unknown = Reflect.get(Native, name);
      if (typeof value !== 'function' || name === 'prototype') return value;
      return (...values: readonly unknown[]) => watch<unknown>(Reflect.apply(value, Native, values));
    },
  });

  return () => {
    const lost = rejected.filter(({ promise }) => !handled.has(promise)).map(({ reason }) => reason);
    rejected = [];
    return lost;
  };
}
