/** The host of a room in QuickJS. It is the global `inside`, next to the room in the global `room`. */
import { hostOn, lostInWords } from '../inside/host';
import type { Outcome, Scope, Tasks } from '../inside/host';
import { watchPromises } from './watched-promise';

/** The globals that run.ts sets in the engine. */
interface QuickJsScope extends Scope {
  readonly runModule: (text: string) => void;
  readonly done: (outcome: string) => void;
  readonly milliseconds: () => number;
  readonly memoryUsed: () => number;
  /** What the module `xapi` exports. */
  currentXapi: unknown;
  readonly room: Tasks;
}

const scope = globalThis as unknown as QuickJsScope;
const { runModule, done, milliseconds, memoryUsed } = scope;
const lostSince = watchPromises();
let lost: readonly unknown[] = [];

const { host, wake } = hostOn(scope, {
  run: (text, xapi) => {
    scope.currentXapi = xapi;
    runModule(text);
  },
  milliseconds,
  heap: () => {
    collectGarbage();
    return memoryUsed();
  },
});

/** Continues when all promises are settled; false if nothing is left to do. */
export function goOn(): boolean {
  lost = lost.concat(lostSince());
  return wake();
}

/** Starts a task of the room. */
export function begin(task: string, macro: string, text: string, detail: string): void {
  const run = scope.room[task];
  if (!run) throw new Error(`the room has no task ${task}`);
  lost = [];
  const end = (result: { value: unknown } | { stuck: string }): void => {
    const outcome: Outcome = { ...result, lost: lostInWords(lost.concat(lostSince())) };
    done(JSON.stringify(outcome));
  };
  run(host, macro, text, detail).then(
    (value) => end({ value }),
    (error: unknown) => end({ stuck: String(error) }),
  );
}

/** QuickJS looks for cycles of garbage only when its heap has grown by half, so this makes it grow. */
function collectGarbage(): void {
  const gone = new WeakRef(cycle());
  const ballast: object[] = [];
  while (gone.deref()) ballast.push({});
}

function cycle(): object {
  const garbage: { self?: object } = {};
  garbage.self = garbage;
  return garbage;
}
