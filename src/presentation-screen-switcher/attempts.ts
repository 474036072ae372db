import type { Backoff } from '../macro/backoff';
import { describeError, ERROR_NO_MATCH, errorCode } from '../macro/errors';
import type { Runtime } from '../macro/runtime';
import * as messages from './messages';
import type { Change } from './plan';

const MOST_WRITES = 8;
/** Some refusals are temporary. */
const MOST_REFUSALS = 2;

export interface Attempts {
  /** When a change may be written; 0 if it was neither refused nor tried since something changed in the room. */
  retryAt(change: Change, room: string): number;
  onSuccess(change: Change, room: string): void;
  /** Gives whether the change keeps failing. */
  onFailure(change: Change, room: string, error: unknown): boolean;
}

/** After so many writes that did not last, the macro pauses; a codec that refuses is asked every ten minutes. */
export function createAttempts(runtime: Runtime, backoff: Backoff): Attempts {
  let pausedIn = '';
  return {
    retryAt: (change, room) => {
      const name = messages.named(change);
      return Math.max(backoff.retryAt(name, room), backoff.retryAt(name, change.before));
    },
    onSuccess: (change, room) => {
      const count = backoff.attempted(messages.named(change), room, MOST_WRITES);
      if (count !== MOST_WRITES || pausedIn === room) return;
      pausedIn = room;
      runtime.warn(messages.PAUSING);
    },
    onFailure: (change, room, error) => {
      const name = messages.named(change);
      const why = describeError(error);
      const isRefused = isRefusal(error);
      const limit = isRefused ? MOST_REFUSALS : undefined;
      const count = backoff.attempted(name, isRefused ? change.before : room, limit);
      if (count === limit) runtime.warn(messages.refused(name, why));
      if (!isRefused && count === 1) runtime.warn(messages.failed('setting ' + name, why));
      return isRefused || count > 1;
    },
  };
}

/** Whether the codec refuses the request: no such path, an illegal value, or bad parameters (jsxapi's codes). */
function isRefusal(error: unknown): boolean {
  return [2, ERROR_NO_MATCH, 4].indexOf(errorCode(error)) >= 0;
}
