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
export function isWithinBudget(budget: Budget, meeting: string): boolean {
  const max = budget.settings.maxRedials;
  const ofMeeting = budget.spent.filter((redial) => redial.meeting === meeting);
  return ofMeeting.length < max && budget.spent.length < max * MEETINGS;
}

/** A meeting is redialed. */
export function spend(budget: Budget, meeting: string): void {
  const redial = { meeting: meeting };
  budget.spent = budget.spent.concat(redial);
  budget.runtime.after(BUDGET_MS, () => {
    budget.spent = budget.spent.filter((other) => other !== redial);
  });
}
