import type { Runtime } from './runtime';

/** What every codec gives a macro. */
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
