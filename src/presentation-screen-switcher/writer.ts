import { withTimeout } from '../macro/request-timeout';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import type { XApi } from '../xapi/xapi';
import type { Attempts } from './attempts';
import { REQUEST_TIMEOUT_MS } from './mirror';
import type { Change } from './plan';

export interface Writer {
  /**
   * Writes the first step of what a plan changes: what was tried before, else Video Monitors, else the roles. What
   * failed or did not last while nothing changed in the room has to wait; then all of the plan waits where it
   * `isAllOrNothing`. Where a change keeps failing, what was written of such a plan is reverted. Gives undefined if there
   * is nothing to write now. Never rejects.
   */
  write(changes: readonly Change[], room: number, isAllOrNothing: boolean): Promise<unknown> | undefined;
}

export function createWriter(xapi: XApi, runtime: Runtime, timer: EarliestTimer, attempts: Attempts): Writer {
  let written: readonly Change[] = [];

  function set(change: Change, value: Change['value']): Promise<unknown> {
    return withTimeout(runtime, REQUEST_TIMEOUT_MS, xapi.config.set(change.path, value));
  }

  function writeOne(change: Change, room: number): Promise<boolean> {
    return set(change, change.value).then(
      () => {
        attempts.onSuccess(change, room);
        written = [change].concat(written);
        return false;
      },
      (error: unknown) => attempts.onFailure(change, room, error),
    );
  }

  // The last change is reverted first, so that in the end all is as it was before.
  function revert(): Promise<unknown> {
    return written.reduce<Promise<unknown>>(
      (earlier, change) =>
        earlier
          .then(() => set(change, change.before))
          .then(() => {
            attempts.onReverted(change);
            written = written.filter((other) => other !== change);
          }, ignore),
      Promise.resolve(),
    );
  }

  return {
    write: (changes, room, isAllOrNothing) => {
      if (changes.length === 0) written = [];
      const due = changes.filter((change) => !timer.waitFor(attempts.retryAt(change, room)));
      const [first] = due;
      if (!first || (isAllOrNothing && due.length < changes.length)) return undefined;
      const tried = due.filter((change) => attempts.retryAt(change, room) > 0);
      const step = first.path === 'Video Monitors' ? [first] : due;
      const writes = (tried.length > 0 ? tried : step).map((change) => writeOne(change, room));
      return Promise.all(writes).then((failing) =>
        isAllOrNothing && failing.indexOf(true) >= 0 ? revert() : undefined,
      );
    },
  };
}
