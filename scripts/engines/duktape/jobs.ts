/**
 * The queue of promise jobs in Duktape, which has no event loop. core-js looks for `setImmediate` when it is loaded and
 * for `onunhandledrejection` when a rejection is not handled, so this module has to be imported before it.
 */
interface Scope {
  setImmediate?: (job: () => void) => void;
  clearImmediate?: () => void;
  onunhandledrejection?: (event: { readonly reason: unknown }) => void;
}

// eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the way to ES5's global object
const scope = new Function('return this')() as Scope;
let jobs: (() => void)[] = [];
let unhandled: unknown[] = [];

scope.setImmediate = (job) => {
  jobs.push(job);
};
scope.clearImmediate = () => undefined;

/** Runs jobs until none is left. Returns the reasons of unhandled rejections. */
export function drain(): readonly unknown[] {
  scope.onunhandledrejection = ({ reason }) => {
    unhandled.push(reason);
  };
  while (jobs.length > 0) {
    const now = jobs;
    jobs = [];
    now.forEach((job) => job());
  }
  delete scope.onunhandledrejection;
  const lost = unhandled;
  unhandled = [];
  return lost;
}
