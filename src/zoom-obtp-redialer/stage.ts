import { guardListener, logRejection } from '../macro/guard';
import { ignore } from '../macro/runtime';
import type { Timer } from '../macro/runtime';
import { isConnected, readCalls } from './calls';
import type { LiveCall, Read } from './calls';
import { has, remember } from './room';
import type { Room } from './room';

/** An empty list of calls is believed if so many looks in a row agree; twice as many where a call is known to be up. */
export const LOOKS = 3;

/** What the calls mean. `calls` are those that have not ended; `read` is undefined if they cannot be read. */
export type Judge = (calls: readonly LiveCall[], read: Read) => void;

/** What a repair waits for, one stage after the other. What an earlier stage has asked for never runs. */
export interface Stage extends Room {
  /** Whether nothing is being repaired. */
  isOver: boolean;
  judge: Judge;
  readonly timers: Timer[];
  /** Other objects for every stage and for every look. */
  token: object;
  lastLook: object;
}

/** Ends the stage before: its timers are stopped, and its late answers dropped. */
export function enterStage(stage: Stage, judge: Judge): void {
  stage.timers.splice(0).forEach((timer) => {
    stage.runtime.cancel(timer);
  });
  stage.token = {};
  stage.judge = judge;
}

/** Whether a call is up as far as reports tell. A report may have been lost, so the list of calls decides. */
export function isKnownUp(room: Room): boolean {
  return room.connected.some((id) => !has(room.ended, id));
}

/** Looks at the calls. Only the last look counts. */
export function look(stage: Stage, looks?: number): void {
  const mine = {};
  const enough = isKnownUp(stage) ? 2 * LOOKS : LOOKS;
  stage.lastLook = mine;
  when(stage, readCalls(stage, looks || enough), (read) => {
    if (stage.lastLook !== mine) return;
    const calls = (read || []).filter((call) => !has(stage.ended, call.id));
    calls.filter(isConnected).forEach((call) => remember(stage.connected, call.id));
    stage.judge(calls, read);
  });
}

/** Looks at the calls after a while, unless that is done before. */
export function lookAfter(stage: Stage, milliseconds: number): void {
  const last = stage.lastLook;
  after(stage, milliseconds, () => {
    if (stage.lastLook === last) look(stage);
  });
}

export function after(stage: Stage, milliseconds: number, then: () => void): void {
  const run: (value?: undefined) => void = within(stage, then);
  stage.timers.push(stage.runtime.after(milliseconds, run));
}

export function when<T>(
  stage: Stage,
  answer: Promise<T>,
  then: (value: T) => void,
  rejected?: (error: unknown) => void,
): void {
  logRejection(stage.runtime, answer.then(within(stage, then), rejected && within(stage, rejected)));
}

function within<T>(stage: Stage, then: (value: T) => void): (value: T) => void {
  const asked = stage.token;
  return (value) => {
    if (stage.token === asked) run(stage, () => then(value));
  };
}

/** Runs something. If it throws, nothing is repaired any more, and the macro reacts to the next failure. */
export function run(stage: Stage, step: () => void): void {
  guardListener(stage.runtime, () => {
    try {
      step();
    } catch (error) {
      leave(stage);
      throw error;
    }
  })(stage);
}

/** Nothing is repaired any more. */
export function leave(stage: Stage): void {
  enterStage(stage, ignore);
  stage.isOver = true;
}
