import { describeError } from '../macro/errors';
import { withTimeout } from '../macro/request-timeout';
import type { Runtime, Timer } from '../macro/runtime';
import type { XApi } from '../xapi/xapi';
import type { RedialerSettings } from './settings';

/** How long the line about a redial, and an alert, are shown. */
export const LINE_MS = 15 * 1000;
const ALERT_MS = 20 * 1000;
/** A message may take a second each way. */
const REQUEST_TIMEOUT_MS = 2000;

/** What the macro shows on the screen: one message, or none. */
export interface Screen {
  /** Shows the line about a redial, unless it is there. */
  readonly showLine: () => void;
  readonly showAlert: (text: string) => void;
  /** Removes what is still shown, and no message of another macro. */
  readonly clear: () => void;
}

export function createScreen(xapi: XApi, runtime: Runtime, settings: RedialerSettings): Screen {
  let shown: 'TextLine' | 'Alert' | undefined;
  let timer: Timer | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** Requests go out one after the other, so that none overtakes another. Each is tried twice. */
  function request(what: `${'TextLine' | 'Alert'} ${'Clear' | 'Display'}`, parameters: object): void {
    const attempt = (): Promise<unknown> =>
      withTimeout(runtime, REQUEST_TIMEOUT_MS, xapi.command(`UserInterface Message ${what}`, parameters));
    if (!settings.showMessages) return;
    last = last
      .then(attempt)
      .then(undefined, attempt)
      .then(undefined, (error: unknown) => {
        if (what === 'Alert Display') runtime.warn('showing the alert failed (' + describeError(error) + ')');
      });
  }

  function show(what: 'TextLine' | 'Alert', milliseconds: number, message: object): void {
    shown = what;
    timer = runtime.after(milliseconds, () => {
      shown = undefined;
    });
    request(`${what} Display`, message);
  }

  return {
    showLine: () => {
      if (shown) return;
      show('TextLine', LINE_MS, { Text: settings.messageConnecting, Duration: LINE_MS / 1000 });
    },
    showAlert: (text) => {
      show('Alert', ALERT_MS, { Title: 'Zoom', Text: text, Duration: ALERT_MS / 1000 });
    },
    clear: () => {
      runtime.cancel(timer);
      if (shown) request(`${shown} Clear`, {});
      shown = undefined;
    },
  };
}
