/** Runs the text of a macro in this worker, with what a codec's runtime gives it instead of what the browser would. */
import type { Process } from '../../simulator/room/context';
import { IMPORT } from '../macro-text';

/** What a macro sees, in the order of the function's parameters. What is undefined hides what a worker has. */
const NAMES = [
  'xapi',
  'setTimeout',
  'clearTimeout',
  'console',
  'Date',
  'self',
  'globalThis',
  'postMessage',
  'importScripts',
  'fetch',
] as const;

type Run = (...given: unknown[]) => void;

declare global {
  // Where the script that is made of a macro leaves its function.
  var runMacro: Run | undefined;
}

let compiled: { readonly text: string; readonly run: Run } | undefined;

export function runMacro(text: string, process: Process): void {
  compiled = compiled?.text === text ? compiled : { text, run: compile(text) };
  const { xapi, runtime } = process;
  compiled.run(
    xapi,
    (run: () => void, milliseconds?: number) => runtime.after(milliseconds ?? 0, run),
    (timer: number) => {
      runtime.cancel(timer);
    },
    consoleOf(process),
    dateOf(process),
  );
}

function consoleOf({ runtime }: Process): Readonly<Record<string, (line: string) => void>> {
  return {
    log: (line) => runtime.log(line),
    warn: (line) => runtime.warn(line),
    error: (line) => runtime.error(line),
  };
}

/**
 * The macro becomes a script of this worker: so no part of the page needs `unsafe-eval`. All but the line that imports
 * xapi is run as it is shipped.
 */
function compile(text: string): Run {
  const body = text.replace(IMPORT, '');
  const script = `self.runMacro = function (${NAMES.join(', ')}) {\n${body}\n};`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  try {
    importScripts(url);
  } finally {
    URL.revokeObjectURL(url);
  }
  const run = globalThis.runMacro;
  globalThis.runMacro = undefined;
  if (!run) throw new Error('the macro has not become a script');
  return run;
}

/** A Date that tells the time of the room. */
function dateOf({ runtime }: Process): DateConstructor {
  return class extends Date {
    constructor(...given: readonly unknown[]) {
      const first = given[0];
      super(typeof first === 'string' || typeof first === 'number' ? first : runtime.now());
    }
    static override now(): number {
      return runtime.now();
    }
  } as DateConstructor;
}
