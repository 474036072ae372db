import type { Room } from './calls';

/** A redial counts for this long. */
export const BUDGET_MS = 5 * 60 * 1000;
/** All meetings together may be redialed this many times as often as one. */
export const MEETINGS = 3;

/** What was spent on redials. */
export interface Budget extends Room {
  /** The redials that count. */
  spent: readonly { readonly meeting: string }[];
}

/** Whether a meeting may be redialed. This ends every loop. */
export function isWithinBudget({ settings, spent }: Budget, meeting: string): boolean {
  const ofMeeting = spent.filter((redial) => redial.meeting === meeting);
  return ofMeeting.length < settings.maxRedials && spent.length < settings.maxRedials * MEETINGS;
}

/** A meeting is redialed. Gives what to call if that does not count after all. */
export function spend(budget: Budget, meeting: string): () => void {
  const redial = { meeting: meeting };
  const undo = (): void => {
    budget.spent = budget.spent.filter((other) => other !== redial);
  };
  budget.spent = budget.spent.concat(redial);
  budget.runtime.after(BUDGET_MS, undo);
  return undo;
}

/** The redials of a meeting no longer count. */
export function forgive(budget: Budget, meeting: string): void {
  budget.spent = budget.spent.filter((redial) => redial.meeting !== meeting);
}
