import { ignore } from '../macro/runtime';
import * as messages from './messages';
import type { Room } from './room';

/** Logs the likely cause of SSL failures, if the settings of the codec tell one. */
export function logLikelyCause(room: Room): void {
  const config = room.xapi.config;
  const reads = Promise.all([config.get('SIP TlsVerify'), config.get('SIP MinimumTLSVersion')]);
  reads
    .then((read) => {
      if (read[0] === 'On') room.runtime.log(messages.likelyCause(read[1] || '?'));
    })
    .then(undefined, ignore);
}
