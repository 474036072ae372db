import type { Room } from './room';

/** A redial counts for this long. */
export const BUDGET_MS = 5 * 60 * 1000;
export const BUDGET_MINUTES = BUDGET_MS / 60000;
/** All meetings together may be redialed this many times as often as one. */
export const MEETINGS = 3;

/** A redial that counts. */
export interface Spent {
  readonly meeting: string;
  /** It no longer counts. */
  readonly undo: () => void;
}

function spentOn(room: Room, meeting: string): readonly Spent[] {
  return room.spent.filter((redial) => redial.meeting === meeting);
}

/** Whether a meeting may be redialed. This ends every loop. */
export function isWithinBudget(room: Room, meeting: string): boolean {
  const max = room.settings.maxRedials;
  return spentOn(room, meeting).length < max && room.spent.length < max * MEETINGS;
}

/** A meeting is redialed. Gives what to call if that does not count after all. */
export function spend(room: Room, meeting: string): () => void {
  const redial = { meeting: meeting, undo: undo };
  const timer = room.runtime.after(BUDGET_MS, undo);
  function undo(): void {
    room.runtime.cancel(timer);
    room.spent.splice(room.spent.indexOf(redial), 1);
  }
  room.spent.push(redial);
  return undo;
}

/** The redials of a meeting no longer count. */
export function forgive(room: Room, meeting: string): void {
  spentOn(room, meeting).forEach((redial) => {
    redial.undo();
  });
}
