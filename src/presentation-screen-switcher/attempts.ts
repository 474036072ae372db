import { SILENCE_MS } from '../macro/backoff';
import type { Backoff } from '../macro/backoff';
import { describeError, errorCode } from '../macro/errors';
import type { Runtime } from '../macro/runtime';
import * as messages from './messages';
import type { Change } from './plan';

/** Attempts in a row until the macro pauses: writes that did not last, or that the codec refused. */
export const MOST_ATTEMPTS = 8;
/** Repeated writes in ten minutes, however often something changes in the room. */
const MOST_REPEATS = 50;

/** Remembers what was tried. `room` is a number that grows when something changes in the room. */
export interface Attempts {
  /** When a change may be written; 0 if it was neither refused nor tried since something changed in the room. */
  retryAt(change: Change, room: number): number;
  onSuccess(change: Change, room: number): void;
  /** Gives whether the change keeps failing. */
  onFailure(change: Change, room: number, error: unknown): boolean;
  onReverted(change: Change): void;
}

/** Some refusals are temporary, so a codec that refuses is asked again; later every ten minutes. */
export function createAttempts(runtime: Runtime, now: () => number, backoff: Backoff): Attempts {
  // The latest first.
  let repeatedAt: readonly number[] = [];

  /** When a change may be repeated after too many repeated writes. */
  function cappedUntil(): number {
    return (repeatedAt[MOST_REPEATS - 1] || -SILENCE_MS) + SILENCE_MS;
  }

  return {
    retryAt: (change, room) => {
      const name = messages.named(change);
      const retryAt = Math.max(
        backoff.retryAt(name, room),
        backoff.retryAt(name, change.before),
        backoff.retryAt(failing(name), room),
      );
      return retryAt && Math.max(retryAt, cappedUntil());
    },
    onSuccess: (change, room) => {
      backoff.forget(failing(messages.named(change)));
      const count = backoff.attempted(messages.named(change), room, MOST_ATTEMPTS);
      if (count > 1) repeatedAt = [now()].concat(repeatedAt.slice(0, MOST_REPEATS - 1));
      const isCapped = cappedUntil() > now();
      const isPausing = isCapped || count === MOST_ATTEMPTS;
      // One line for the other role, too, and for all that happens in the room while the cap lasts.
      if (isPausing && backoff.attempted('pausing', isCapped ? 'cap' : room, 1) === 1)
        runtime.warn(messages.PAUSING);
    },
    onFailure: (change, room, error) => {
      const name = messages.named(change);
      const why = describeError(error);
      const isRefused = isRefusal(error);
      const count = isRefused
        ? backoff.attempted(name, change.before, MOST_ATTEMPTS)
        : backoff.attempted(failing(name), room);
      if (count === 1) runtime.warn(messages.failed('setting ' + name, why));
      if (isRefused && count === MOST_ATTEMPTS) runtime.warn(messages.refused(name, why));
      return isRefused || count > 1;
    },
    onReverted: (change) => {
      backoff.forget(messages.named(change));
    },
  };
}

/** What failed was not undone by another macro, so it counts for itself. */
function failing(name: string): string {
  return 'failing ' + name;
}

/** Whether the codec refuses the request, as with an illegal value or path: all of jsxapi's codes but a failed command's. */
export function isRefusal(error: unknown): boolean {
  return errorCode(error) > 1;
}
