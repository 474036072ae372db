import { restsUntil } from '../macro/backoff';
import type { Backoff } from '../macro/backoff';
import { describeError, errorCode } from '../macro/errors';
import { logRejection } from '../macro/guard';
import { withTimeout } from '../macro/request-timeout';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import type { XApi } from '../xapi/xapi';
import * as messages from './messages';
import { REQUEST_TIMEOUT_MS } from './mirror';
import type { Change } from './plan';

/** Attempts in a row until the macro pauses: writes that did not last, or that the codec refused. */
export const MOST_ATTEMPTS = 8;
/** Repeated writes in ten minutes, however often something changes in the room. */
const MOST_REPEATS = 50;
const MONITORS = 'Video Monitors';

export interface Writer {
  /**
   * Writes the first step of what a plan changes: what was tried before, else Video Monitors, else the roles. What
   * failed or did not last while nothing changed in the room has to wait; then all of the plan waits where it
   * `isAllOrNothing`, but for optional changes. Where a change keeps failing, what was written of such a plan is
   * reverted. `room` is a number that grows when something changes in the room. Calls `done` after a write. One at a time.
   */
  write(changes: readonly Change[], room: number, isAllOrNothing: boolean, done: () => void): void;
  /** Whether Video Monitors was set twice to no effect, and not refused, since it has this value. */
  isMonitorsStuck(monitors: string): boolean;
}

export function createWriter(xapi: XApi, runtime: Runtime, timer: EarliestTimer, backoff: Backoff): Writer {
  const attempts = createAttempts(runtime, timer.now, backoff);
  // One for each path, from what was there before the first of them to the value of the last.
  let written: readonly Change[] = [];
  let isWriting = false;

  function set(change: Change, value: Change['value']): Promise<unknown> {
    return withTimeout(runtime, REQUEST_TIMEOUT_MS, () => xapi.config.set(change.path, value));
  }

  function writeOne(change: Change, room: number): Promise<boolean> {
    return set(change, change.value).then(
      () => {
        attempts.onSuccess(change, room);
        const earlier = written.filter(({ path }) => path === change.path)[0] || change;
        const all = { path: change.path, value: change.value, before: earlier.before };
        written = [all].concat(written.filter((other) => other !== earlier));
        return false;
      },
      (error: unknown) => attempts.onFailure(change, room, error) && isNeeded(change),
    );
  }

  // The last change is reverted first, so that in the end all is as it was before. What somebody else has changed since
  // stays where the codec does not take another value.
  function revert(failing: readonly Change[]): Promise<unknown> {
    const isThere = ({ path, value }: Change): boolean =>
      failing.every((other) => other.path !== path || other.before === value);
    const reverts = written.filter(isThere).map((change) =>
      set(change, change.before).then(() => {
        backoff.forget(lasting(change));
        written = written.filter((other) => other !== change);
      }, ignore),
    );
    return Promise.all(reverts);
  }

  return {
    write: (changes, room, isAllOrNothing, done) => {
      if (isWriting) return;
      if (!changes.some(isNeeded)) written = [];
      const due = changes.filter((change) => !timer.waitFor(attempts.retryAt(change, room)));
      const [first] = due;
      const isHeldUp = changes.some((change) => isNeeded(change) && due.indexOf(change) < 0);
      if (!first || (isAllOrNothing && isHeldUp)) return;
      const tried = due.filter((change) => attempts.retryAt(change, room) > 0);
      const step = tried.length > 0 ? tried : first.path === MONITORS ? [first] : due;
      isWriting = true;
      const finished = Promise.all(step.map((change) => writeOne(change, room)))
        .then((isFailing) => step.filter((_, place) => isFailing[place]))
        .then((failing) => (isAllOrNothing && failing.length > 0 ? revert(failing) : undefined))
        .then(() => {
          isWriting = false;
          done();
        });
      logRejection(runtime, finished);
    },
    isMonitorsStuck: (monitors) => backoff.count(MONITORS, monitors) > 1,
  };
}

function isNeeded(change: Change): boolean {
  return !change.isOptional;
}

/** What was tried. Some refusals are temporary, so a codec that refuses is asked again; later every ten minutes. */
function createAttempts(runtime: Runtime, now: () => number, backoff: Backoff) {
  // The latest first.
  let repeatedAt: readonly number[] = [];

  return {
    /** When a change may be written; 0 if it was neither refused nor tried since something changed in the room. */
    retryAt: (change: Change, room: number): number => {
      const retryAt = Math.max(
        backoff.retryAt(lasting(change), contextOf(change, room)),
        backoff.retryAt(failure(change), room),
        backoff.retryAt(failure(change), change.before),
      );
      return retryAt && Math.max(retryAt, restsUntil(repeatedAt, MOST_REPEATS));
    },
    onSuccess: (change: Change, room: number): void => {
      backoff.forget(failure(change));
      const count = backoff.attempted(lasting(change), contextOf(change, room), MOST_ATTEMPTS);
      if (count > 1) repeatedAt = [now()].concat(repeatedAt.slice(0, MOST_REPEATS - 1));
      const isCapped = now() < restsUntil(repeatedAt, MOST_REPEATS);
      const isPausing = isCapped || (count === MOST_ATTEMPTS && change.path !== MONITORS);
      // One line for the other role, too, and for all that happens in the room while the cap lasts.
      if (isPausing && backoff.attempted(messages.PAUSING, isCapped ? Infinity : room, 1) === 1)
        runtime.warn(messages.PAUSING);
    },
    /** Gives whether the change keeps failing. */
    onFailure: (change: Change, room: number, error: unknown): boolean => {
      const name = messages.named(change);
      const why = describeError(error);
      // An illegal value or path, for example: all of jsxapi's codes but the one of a failed command.
      const isRefused = errorCode(error) > 1;
      const count = isRefused
        ? backoff.attempted(failure(change), change.before, MOST_ATTEMPTS)
        : backoff.attempted(change.path === MONITORS ? MONITORS : failure(change), contextOf(change, room));
      if (count === 1) runtime.warn(messages.failed('setting ' + name, why));
      if (isRefused && count === MOST_ATTEMPTS) runtime.warn(messages.refused(name, why));
      return isRefused || count > 1;
    },
  };
}

/**
 * Attempts count for a role as long as nothing changes in the room, and for Video Monitors as long as it has its value:
 * shares make no difference to a codec that does not take a mode.
 */
function contextOf(change: Change, room: number): string | number {
  return change.path === MONITORS ? change.before : room;
}

/** The key of attempts that had no lasting effect. */
function lasting(change: Change): string {
  return change.path === MONITORS ? MONITORS : messages.named(change);
}

/** The key of attempts that failed: what could not be written was not undone by another macro. */
function failure(change: Change): string {
  return 'failed ' + messages.named(change);
}
