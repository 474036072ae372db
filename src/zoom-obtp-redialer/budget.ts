import type { Runtime } from '../macro/runtime';

/** A redial counts for this long. */
export const BUDGET_MS = 5 * 60 * 1000;
export const BUDGET_MINUTES = BUDGET_MS / 60000;
/** All meetings together may be redialed this many times as often as one. */
export const MEETINGS = 3;

/** Limits the redials. This ends every loop. */
export interface Budget {
  readonly allows: (meeting: string) => boolean;
  /** A meeting is redialed. Gives what to call if that does not count after all. */
  readonly spend: (meeting: string) => () => void;
  /** The redials of a meeting no longer count. */
  readonly forgive: (meeting: string) => void;
}

/** `max` is the number of redials per meeting. */
export function createBudget(runtime: Runtime, max: number): Budget {
  let redials: readonly { readonly meeting: string; readonly undo: () => void }[] = [];
  const of = (meeting: string): typeof redials => redials.filter((redial) => redial.meeting === meeting);
  return {
    allows: (meeting) => of(meeting).length < max && redials.length < max * MEETINGS,
    spend: (meeting) => {
      const undo = (): void => {
        runtime.cancel(timer);
        redials = redials.filter((redial) => redial.undo !== undo);
      };
      const timer = runtime.after(BUDGET_MS, undo);
      redials = redials.concat({ meeting: meeting, undo: undo });
      return undo;
    },
    forgive: (meeting) => {
      of(meeting).forEach((redial) => {
        redial.undo();
      });
    },
  };
}
