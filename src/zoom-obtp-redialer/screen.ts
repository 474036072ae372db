import { describeError } from '../macro/errors';
import { withTimeout } from '../macro/request-timeout';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import type { XApi } from '../xapi/xapi';
import { ALERT_MS, LINE_MS } from './endings';
import * as messages from './messages';

/** A message may take a second each way. */
const REQUEST_TIMEOUT_MS = 2000;

/** What the macro shows on the screen. */
export interface Screen {
  /** A line for `LINE_MS`. */
  readonly showLine: (text: string) => void;
  /** An alert for `ALERT_MS`. */
  readonly showAlert: (text: string) => void;
  readonly clear: (what: 'Alert' | 'TextLine') => void;
}

export function screenOf(xapi: XApi, runtime: Runtime): Screen {
  let last: Promise<unknown> = Promise.resolve();

  /** Requests go out one after the other, so that none overtakes another. Each is tried twice. */
  function request(send: () => Promise<unknown>, failed: (error: unknown) => void): void {
    const attempt = (): Promise<unknown> => withTimeout(runtime, REQUEST_TIMEOUT_MS, send());
    last = last.then(attempt).then(undefined, attempt).then(undefined, failed);
  }

  return {
    showLine: (text) => {
      const line = { Text: text, Duration: LINE_MS / 1000 };
      request(() => xapi.command('UserInterface Message TextLine Display', line), ignore);
    },
    showAlert: (text) => {
      const alert = { Title: 'Zoom', Text: text, Duration: ALERT_MS / 1000 };
      request(
        () => xapi.command('UserInterface Message Alert Display', alert),
        (error) => {
          runtime.warn(messages.requestFailed('showing the alert', describeError(error)));
        },
      );
    },
    clear: (what) => {
      request(() => xapi.command(`UserInterface Message ${what} Clear`, {}), ignore);
    },
  };
}

/** A screen that shows nothing. */
export const noScreen: Screen = { showLine: ignore, showAlert: ignore, clear: ignore };
