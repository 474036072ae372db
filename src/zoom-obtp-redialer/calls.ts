import { readOptional } from '../macro/request-timeout';
import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt } from '../xapi/xapi';
import { parseZoomAddress } from './address';
import type { Room } from './room';

const READ_TIMEOUT_MS = 2000;

/** A call as `Status Call` lists it. */
export interface LiveCall {
  /** '' if the codec gives none. */
  readonly id: string;
  readonly state: 'ringing in' | 'dialing' | 'connected' | 'ending';
  /** The Zoom meeting that it leads to, if any. */
  readonly meeting: string | undefined;
  readonly protocol: string;
}

/** The calls; undefined if they cannot be read. */
export type Read = readonly LiveCall[] | undefined;

/**
 * Reads the calls, each time twice if that fails: a message may take a second each way. Codecs sometimes answer with
 * nothing although there are calls, so that is believed if `looks` answers in a row agree.
 */
export function readCalls(room: Room, looks: number): Promise<Read> {
  const read = (): Promise<readonly LiveCall[]> =>
    readOptional(room.runtime, READ_TIMEOUT_MS, room.xapi.status.get('Call')).then((calls) =>
      liveCalls(calls, room.settings.zoomDomains),
    );
  return read()
    .then(undefined, read)
    .then(
      (calls) => (calls.length > 0 || looks === 1 ? calls : readCalls(room, looks - 1)),
      () => undefined,
    );
}

/** The calls of `Status Call`; idle ones are none. */
function liveCalls(calls: StatusAt<'Call'> | Nothing, domains: readonly string[]): readonly LiveCall[] {
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

/** Whether a call is connected, on hold or not. */
export function isConnected(call: LiveCall): boolean {
  return call.state === 'connected';
}

/** Whether a call is up or coming up. Calls that ended, and incoming ones that ring, are waited for. */
export function isBusy(call: LiveCall): boolean {
  return call.state === 'dialing' || isConnected(call);
}

/** Whether a protocol that the codec tells may be the expected one. */
export function isProtocol(told: string, expected: string): boolean {
  return /^(unknown)?$/i.test(told) || told.toLowerCase() === expected.toLowerCase();
}

/** The id of a call; '' for what is none. */
export function idOf(value: unknown): string {
  const id = textOf(value);
  return /^\d{1,10}$/.test(id) ? id : '';
}
