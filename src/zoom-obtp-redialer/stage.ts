import { guardListener, logRejection } from '../macro/guard';
import { ignore } from '../macro/runtime';
import type { Timer } from '../macro/runtime';
import { isConnected, readCalls } from './calls';
import type { LiveCall, Read } from './calls';
import { remember } from './room';
import type { Room } from './room';

/** An empty list of calls is believed if so many looks in a row agree. */
const LOOKS = 3;

/** What the calls mean. `calls` are those that have not ended; `read` is undefined if they cannot be read. */
export type Judge = (calls: readonly LiveCall[], read: Read) => void;

/** What a repair waits for, one stage after the other. What an earlier stage has asked for never runs. */
export interface Stage {
  isOver: boolean;
  /** Ends the stage before: its timers are stopped, and its late answers dropped. */
  readonly enter: (judge: Judge) => void;
  /** Ends the last stage. */
  readonly end: () => void;
  /** Looks at the calls. Only the last look counts. */
  readonly look: (looks?: number) => void;
  /** Looks at the calls after a while, unless that is done before. */
  readonly lookAfter: (milliseconds: number) => void;
  readonly after: (milliseconds: number, run: () => void) => void;
  readonly when: <T>(answer: Promise<T>, run: (value: T) => void) => void;
  /** Runs something now. If it throws, or what is run later, the last stage is over. */
  readonly run: (step: () => void) => void;
}

export function createStage(room: Room): Stage {
  const { connected, ended, runtime } = room;
  let judge: Judge = ignore;
  const timers: Timer[] = [];
  /** Other objects for every stage and for every look. */
  let current = {};
  let lastLook = {};

  const run = guardListener(runtime, (step: () => void) => {
    try {
      step();
    } catch (error) {
      stage.end();
      throw error;
    }
  });

  function within<T>(then: (value: T) => void): (value: T) => void {
    const asked = current;
    return (value) => {
      if (asked === current) run(() => then(value));
    };
  }

  const stage: Stage = {
    isOver: false,
    enter: (means) => {
      timers.splice(0).forEach((timer) => runtime.cancel(timer));
      current = {};
      judge = means;
    },
    end: () => {
      stage.enter(ignore);
      stage.isOver = true;
    },
    look: (looks) => {
      const mine = {};
      lastLook = mine;
      stage.when(readCalls(room, looks || LOOKS), (read) => {
        if (mine !== lastLook) return;
        const calls = (read || []).filter((call) => ended.indexOf(call.id) < 0);
        calls.filter(isConnected).forEach((call) => remember(connected, call.id));
        judge(calls, read);
      });
    },
    lookAfter: (milliseconds) => {
      const last = lastLook;
      stage.after(milliseconds, () => {
        if (last === lastLook) stage.look();
      });
    },
    after: (milliseconds, then) => {
      const run: (value?: undefined) => void = within(then);
      timers.push(runtime.after(milliseconds, run));
    },
    when: (answer, then) => {
      logRejection(runtime, answer.then(within(then)));
    },
    run: run,
  };
  return stage;
}
