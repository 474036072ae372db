import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';
import { parseZoomAddress } from './address';
import { idOf } from './call-id';

/** A call as `Status Call` lists it. */
export interface LiveCall {
  /** '' if the codec gives none. */
  readonly id: string;
  readonly state: 'ringing in' | 'dialing' | 'connected' | 'ending';
  /** The Zoom meeting that it leads to, if any. */
  readonly meeting: string | undefined;
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
        meeting: address && address.meeting,
        protocol: textOf(call.Protocol),
      };
    });
}

function stateOf(status: string, isIncoming: boolean): LiveCall['state'] {
  if (status === 'Disconnecting') return 'ending';
  if (/Connected|OnHold|Preserved/.test(status)) return 'connected';
  return isIncoming ? 'ringing in' : 'dialing';
}

/** Whether a call is up or coming up. Calls that ended, and incoming ones that ring, are waited for. */
export function isBusy(calls: readonly LiveCall[]): boolean {
  return calls.some(({ state }) => state === 'dialing' || state === 'connected');
}

/** The ids of the calls that are connected, on hold or not. */
export function connectedIn(calls: readonly LiveCall[]): readonly string[] {
  return calls.filter(({ state }) => state === 'connected').map(({ id }) => id);
}

/** Whether a protocol that the codec tells may be the expected one. */
export function isProtocol(told: string, expected: string): boolean {
  return /^(unknown)?$/i.test(told) || told.toLowerCase() === expected.toLowerCase();
}
