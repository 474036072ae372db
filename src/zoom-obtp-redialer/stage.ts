import { logBug } from '../macro/guard';
import { ignore } from '../macro/runtime';
import { has, readCalls } from './calls';
import type { LiveCall, Read, Room } from './calls';

/** An empty list of calls is believed if so many looks in a row agree; four times as many where a call is known to be up. */
export const LOOKS = 3;

/** What the calls mean. `calls` are those that have not ended; `read` is undefined if they cannot be read. */
type Judge = (calls: readonly LiveCall[], read: Read) => void;

/** What a repair waits for, one stage after the other. What an earlier stage has asked for never runs. */
export interface Stage extends Room {
  /** Another function for every stage; undefined if nothing is being repaired. */
  judge?: Judge | undefined;
  /** How many there were. */
  looks: number;
  /** The call that is followed, '' as long as its id is not known; undefined if none is. */
  callId?: string | undefined;
}

/** Ends the stage before: its timers and late answers come to nothing. */
export function enter(stage: Stage, judge?: Judge): void {
  stage.judge = judge;
  stage.callId = undefined;
}

/** Looks at the calls. Only the last look counts. One answer that there is none is not enough where a call is known to be up. */
export function look(stage: Stage, looks?: number): void {
  const mine = (stage.looks += 1);
  const isUp = stage.connected.some((id) => !has(stage.ended, id));
  when(stage, readCalls(stage, isUp ? 4 * LOOKS : looks || LOOKS), (read) => {
    const calls = (read || []).filter((call) => !has(stage.ended, call.id));
    if (stage.judge && stage.looks === mine) stage.judge(calls, read);
  });
}

/** Looks at the calls after a while, unless that is done before. */
export function lookAfter(stage: Stage, milliseconds: number): void {
  const last = stage.looks;
  after(stage, milliseconds, () => {
    if (stage.looks === last) look(stage);
  });
}

export function after(stage: Stage, milliseconds: number, then: () => void): void {
  const run: (value?: undefined) => void = within(stage, then);
  stage.runtime.after(milliseconds, run);
}

export function when<T>(
  stage: Stage,
  answer: Promise<T>,
  then: (value: T) => void,
  rejected?: (error: unknown) => void,
): void {
  answer.then(within(stage, then), within(stage, rejected || ignore));
}

/** If it throws, nothing is repaired any more, and the macro reacts to the next failure. */
function within<T>(stage: Stage, then: (value: T) => void): (value: T) => void {
  const { judge } = stage;
  return (value) => {
    try {
      if (stage.judge === judge) then(value);
    } catch (error) {
      enter(stage);
      logBug(stage.runtime, 'an answer', error);
    }
  };
}
