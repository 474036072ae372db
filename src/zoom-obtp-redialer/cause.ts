import { logRejection } from '../macro/guard';
import { ignore } from '../macro/runtime';
import * as messages from './messages';
import type { Room } from './room';

/** Logs the likely cause of SSL failures, if the settings of the codec tell one. */
export function logLikelyCause({ runtime, xapi }: Room): void {
  const version = xapi.config.get('SIP MinimumTLSVersion').then(undefined, ignore);
  const log = Promise.all([xapi.config.get('SIP TlsVerify'), version]).then(([verify, minimum]) => {
    if (verify === 'On') runtime.warn(messages.likelyCause(minimum || ''));
  }, ignore);
  logRejection(runtime, log);
}
