import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import type { EventAt, XApi } from '../xapi/xapi';
import { shortMeeting, zoomAddress } from './address';
import { has, idOf, readCalls, remember } from './calls';
import type { Room } from './calls';
import { callEnd } from './failure';
import { begin, CONNECTED, finish, HUNG_UP, OTHER_CALL, takesEnd } from './repair';
import type { Repair } from './repair';
import { createScreen } from './screen';
import type { RedialerSettings } from './settings';
import { look, LOOKS } from './stage';

/** By then, a codec that started with the macro is registered; calls that end until then may be older, if those cannot be read. */
export const AFTER_START_MS = 60 * 1000;

export function createRedialer(xapi: XApi, runtime: Runtime, settings: RedialerSettings): Repair {
  const redialer: Repair = {
    xapi: xapi,
    runtime: runtime,
    settings: settings,
    show: createScreen(xapi, runtime, settings),
    connected: [],
    ended: [],
    redialed: [],
    spent: [],
    looks: 0,
    address: zoomAddress([]),
  };
  void readCalls(redialer, LOOKS).then((calls) => {
    runtime.after(calls ? 0 : AFTER_START_MS, () => {
      redialer.older = (calls || []).map((call) => call.id);
    });
  });
  return redialer;
}

/** A call has ended: goes on with the repair whose redial it is, or starts the repair of a failed join. */
export function callEnded(redialer: Repair, report: EventAt<'CallDisconnect'>): void {
  const end = callEnd(report, redialer);
  const { address, id } = end;
  if (!remember(redialer.ended, id) || takesEnd(redialer, end) || !address) return;
  const isActive = !!redialer.judge;
  const isOut = redialer.callId !== undefined;
  const isOfRepair = isActive && end.meeting === redialer.address.meeting;
  // Nobody has joined a meeting if the call is a redial of an earlier repair whose end is reported late.
  const isNoJoin = isOut || isOfRepair || !end.meeting || has(redialer.redialed, id);
  const reason = end.ignoredReason || (isActive && isNoJoin && 'a redial is in progress');
  if (reason) {
    const line = shortMeeting(address) + ': call ' + (id || '?') + ' ignored: ' + reason;
    redialer.runtime[end.isSuspicious ? 'warn' : 'log'](line);
    if (isOfRepair && end.wasHungUp && !isOut) finish(redialer, HUNG_UP);
    return;
  }
  // What people see of one join disappears when another one fails.
  if (isActive) finish(redialer, OTHER_CALL);
  redialer.show();
  // The first failure since the start.
  if (!redialer.address.domain) logLikelyCause(redialer);
  begin(redialer, end, address);
}

/** A call has connected: nothing is shown over it. Which call it is, the list of calls tells. */
export function callConnected(redialer: Repair, report: EventAt<'CallSuccessful'>): void {
  const id = idOf(report.CallId);
  // Reports come more than once, and late.
  const isNews = remember(redialer.connected, id) && !has(redialer.ended, id);
  redialer.show();
  if (!isNews || !redialer.judge) return;
  if (id && redialer.callId === id) return finish(redialer, CONNECTED);
  redialer.isOtherUp = true;
  look(redialer);
}

/** Logs the likely cause of SSL failures, if the settings of the codec tell one. */
function logLikelyCause(room: Room): void {
  Promise.resolve()
    .then(() => room.xapi.config.get('SIP'))
    .then((sip) => {
      if (!sip || sip.TlsVerify !== 'On') return;
      const cause = 'a likely cause: SIP TlsVerify is On, so only certificates of uploaded CAs count';
      const tls = ' (SIP MinimumTLSVersion: ' + (sip.MinimumTLSVersion || 'unknown') + ')';
      room.runtime.log(cause + '; see "Fix the cause"' + tls);
    })
    .catch(ignore);
}
