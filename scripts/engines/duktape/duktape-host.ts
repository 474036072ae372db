/** The host of a room in Duktape, with the globals of a codec's runtime: those of ES5, and a Promise. */
import { drain } from './jobs';
// After ./jobs, which it depends on.
import CodecPromise from 'core-js-pure/es/promise/index.js';
import { hostOn, inAscii, lostInWords } from '../inside/host';
import type { Job, Outcome, Scope, Task, Tasks } from '../inside/host';
import { onlyEs5 } from './es5-library';

/** The additions of the command `duk`. */
interface DuktapeScope extends Scope {
  readonly print: (line: string) => void;
  readonly performance: { now(): number };
  Promise: unknown;
}

// eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the way to ES5's global object
const scope = new Function('return this')() as DuktapeScope;
const { print, performance } = scope;

scope.Promise = CodecPromise;
onlyEs5(scope);

const { host, wake } = hostOn(scope, {
  run: (text, xapi) => {
    const require = (name: string): unknown => {
      if (name === 'xapi') return xapi;
      throw new Error(`a macro can require xapi only, not ${name}`);
    };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- what a codec does
    new Function('require', text)(require);
  },
  milliseconds: () => performance.now(),
  heap: () => 0,
});

/** Runs a task of the room once for each detail; prints a line of JSON for each. */
export function runAll(room: Tasks, { task, macro, text, details }: Job): void {
  const run: Task | undefined = room[task];
  if (!run) throw new Error(`the room has no task ${task}`);
  details.forEach((detail) =>
    print(inAscii(JSON.stringify(outcomeOf(() => run(host, macro, text, detail))))),
  );
}

function outcomeOf(begin: () => Promise<unknown>): Outcome {
  let result: { value: unknown } | { stuck: string } | undefined;
  let lost: readonly unknown[] = [];
  try {
    begin().then(
      (value) => {
        result = { value };
      },
      (error: unknown) => {
        result = { stuck: String(error) };
      },
    );
    do lost = lost.concat(drain());
    while (!result && wake());
  } catch (error) {
    return { stuck: String(error), lost: lostInWords(lost) };
  }
  return { ...(result ?? { stuck: 'the room waits for nothing' }), lost: lostInWords(lost) };
}
