import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';
import { parseZoomAddress } from './address';
import { idOf } from './call-id';

/** A call as `Status Call` lists it. */
export interface LiveCall {
  /** '' if the codec gives none. */
  readonly id: string;
  readonly state: 'ringing in' | 'dialing' | 'connected' | 'ending';
  /** The Zoom meeting that it leads to; '' for none. */
  readonly meeting: string;
  readonly protocol: string;
}

/** Reads the calls of `Status Call`; idle ones are none. */
export function readCalls(
  calls: StatusAt<'Call'> | Nothing,
  domains: readonly string[],
): readonly LiveCall[] {
  return listOf(calls)
    .filter((call) => call.Status !== 'Idle')
    .map((call) => {
      const address = parseZoomAddress(textOf(call.CallbackNumber) || call.RemoteNumber, domains);
      return {
        id: idOf(call.id),
        state: stateOf(textOf(call.Status), call.Direction === 'Incoming'),
        meeting: address ? address.meeting : '',
        protocol: textOf(call.Protocol),
      };
    });
}

function stateOf(status: string, isIncoming: boolean): LiveCall['state'] {
  if (status === 'Disconnecting') return 'ending';
  if (/^(Connected|OnHold|Preserved|RemotePreserved)$/.test(status)) return 'connected';
  return isIncoming ? 'ringing in' : 'dialing';
}

/** Whether a redial may go out. Calls that ended, and incoming ones that ring, are waited for. */
export function callLineState(calls: readonly LiveCall[]): 'idle' | 'clearing' | 'busy' {
  if (calls.length === 0) return 'idle';
  return calls.every(({ state }) => state === 'ending' || state === 'ringing in') ? 'clearing' : 'busy';
}

/** Whether a protocol that the codec tells may be the expected one. */
export function isProtocol(told: string, expected: string): boolean {
  return /^(unknown)?$/i.test(told) || told.toLowerCase() === expected.toLowerCase();
}
