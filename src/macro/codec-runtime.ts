import type { Runtime } from './runtime';

/** The runtime on a codec. */
export const codecRuntime: Runtime = {
  after: (milliseconds, run) => setTimeout(run, milliseconds),
  cancel: (timer) => {
    clearTimeout(timer);
  },
  now: () => Date.now(),
  log: (line) => {
    console.log(line);
  },
  warn: (line) => {
    console.warn(line);
  },
  error: (line) => {
    console.error(line);
  },
};
