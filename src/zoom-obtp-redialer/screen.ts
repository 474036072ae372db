import { describeError } from '../macro/errors';
import { withTimeout } from '../macro/request-timeout';
import type { Runtime, Timer } from '../macro/runtime';
import type { XApi } from '../xapi/xapi';
import { REQUEST_TIMEOUT_MS } from './calls';
import type { RedialerSettings } from './settings';

/** How long the line about a redial, and an alert, are shown. */
export const LINE_SECONDS = 15;
const ALERT_SECONDS = 20;

type Kind = 'TextLine' | 'Alert';

/**
 * Shows the line about a redial, or an alert with a text, or nothing, in place of what is still shown; of nothing that
 * another macro shows.
 */
export type Show = (kind?: Kind, alert?: string) => void;

export function createScreen(xapi: XApi, runtime: Runtime, settings: RedialerSettings): Show {
  let shown: Kind | undefined;
  let timer: Timer | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** Requests go out one after the other, so that none overtakes another. Each is tried twice. */
  function request(what: `${Kind} ${'Clear' | 'Display'}`, parameters: object): void {
    const ask = (): Promise<unknown> => xapi.command(`UserInterface Message ${what}`, parameters);
    const attempt = (): Promise<unknown> => withTimeout(runtime, REQUEST_TIMEOUT_MS, ask);
    if (!settings.showMessages) return;
    last = last
      .then(attempt)
      .catch(attempt)
      .catch((error: unknown) => {
        if (what === 'Alert Display') runtime.warn('showing the alert failed (' + describeError(error) + ')');
      });
  }

  return (kind, alert) => {
    if (kind === shown) return;
    runtime.cancel(timer);
    if (shown) request(`${shown} Clear`, {});
    shown = kind;
    if (!kind) return;
    const message =
      kind === 'Alert'
        ? { Title: 'Zoom', Text: alert, Duration: ALERT_SECONDS }
        : { Text: settings.messageConnecting, Duration: LINE_SECONDS };
    timer = runtime.after(message.Duration * 1000, () => {
      shown = undefined;
    });
    request(`${kind} Display`, message);
  };
}
