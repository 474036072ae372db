import type { Backoff } from '../macro/backoff';
import { describeError, errorCode } from '../macro/errors';
import { logRejection } from '../macro/guard';
import { withTimeout } from '../macro/request-timeout';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import type { XApi } from '../xapi/xapi';
import * as messages from './messages';
import { REQUEST_TIMEOUT_MS } from './mirror';
import type { SwitcherSettings } from './settings';
import { MOST_ATTEMPTS } from './writer';

export const BUTTON = 'presentation-screen-switcher';

/** Location is for RoomOS, Type for CE 9; each ignores the other. */
function buttonXml(settings: SwitcherSettings): string {
  return (
    '<Extensions><Version>1.11</Version><Panel><Order>1</Order><PanelId>' +
    BUTTON +
    '</PanelId><Origin>local</Origin>' +
    (settings.switchWhen === 'Always'
      ? '<Type>Statusbar</Type><Location>HomeScreenAndCallControls'
      : '<Type>InCall</Type><Location>CallControls') +
    '</Location><Icon>Tv</Icon><Color>#1170CF</Color><Name>' +
    settings.buttonName.replace(/[<>&"']/g, (sign) => '&#' + sign.charCodeAt(0) + ';') +
    '</Name><ActivityType>Custom</ActivityType></Panel></Extensions>'
  );
}

/** Gives what saves the button on the codec, or removes it, when that is due. */
export function createButton(
  xapi: XApi,
  runtime: Runtime,
  timer: EarliestTimer,
  backoff: Backoff,
  settings: SwitcherSettings,
): () => void {
  let isDone = false;

  function request(): Promise<unknown> {
    const panel = { PanelId: BUTTON };
    return settings.showButton
      ? xapi.command('UserInterface Extensions Panel Save', panel, buttonXml(settings))
      : xapi.command('UserInterface Extensions Panel Remove', panel);
  }

  return function run() {
    if (isDone || timer.waitFor(backoff.retryAt('button', ''))) return;
    isDone = true;
    logRejection(
      runtime,
      withTimeout(runtime, REQUEST_TIMEOUT_MS, request).then(undefined, (error: unknown) => {
        // A codec without the button answers its removal with an error.
        isDone = !settings.showButton && errorCode(error) > 0;
        if (isDone) return;
        if (backoff.attempted('button', '', MOST_ATTEMPTS) === 1)
          runtime.warn(messages.failed('saving the button', describeError(error)));
        run();
      }),
    );
  };
}
