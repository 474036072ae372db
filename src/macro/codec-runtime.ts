import type { Runtime } from './runtime';

/** The runtime on a codec. */
export const codecRuntime: Runtime = {
  after: (milliseconds, run) => setTimeout(run, milliseconds),
  cancel: (timer) => {
    // Some engines throw if there is no timer.
    if (timer !== undefined) clearTimeout(timer);
  },
  now: () => Date.now(),
  log: (line) => console.log(line),
  warn: (line) => console.warn(line),
  error: (line) => console.error(line),
};
