import { readOptional } from '../macro/request-timeout';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import { listOf, textOf } from '../macro/text';
import type { Nothing, StatusAt, XApi } from '../xapi/xapi';
import { parseZoomAddress } from './address';
import type { RedialerSettings } from './settings';

/** How many calls of a kind are remembered. */
const REMEMBERED = 20;
/** A message may take a second each way. */
export const REQUEST_TIMEOUT_MS = 2000;

/** The codec of a room, its settings, and the ids of the last calls that connected, that ended, and that were redials. */
export interface Room {
  readonly xapi: XApi;
  readonly runtime: Runtime;
  readonly settings: RedialerSettings;
  readonly connected: string[];
  readonly ended: string[];
  readonly redialed: string[];
}

/** A call as `Status Call` lists it. */
export interface LiveCall {
  /** '' if the codec gives none. */
  readonly id: string;
  /** On hold or not. */
  readonly isConnected: boolean;
  /** Whether it is up or coming up. Calls that are ending, and incoming ones that ring, are waited for. */
  readonly isBusy: boolean;
  /** The Zoom meeting that it leads to, if any. */
  readonly meeting: string | undefined;
  readonly protocol: string;
}

/** The calls; undefined if they cannot be read. */
export type Read = readonly LiveCall[] | undefined;

/**
 * Reads the calls, each time twice if that fails, or throws. Codecs sometimes answer with
 * nothing although there are calls, so that is believed if `looks` answers in a row agree.
 */
export function readCalls(room: Room, looks: number): Promise<Read> {
  const read = (): Promise<StatusAt<'Call'> | Nothing> =>
    readOptional(room.runtime, REQUEST_TIMEOUT_MS, room.xapi.status.get('Call'));
  return Promise.resolve()
    .then(read)
    .catch(read)
    .then((listed): Read | Promise<Read> => {
      const calls = listOf(listed).filter((call) => call.Status !== 'Idle');
      if (calls.length === 0 && looks > 1) return readCalls(room, looks - 1);
      return calls.map((call) => {
        const uri = textOf(call.CallbackNumber) || call.RemoteNumber;
        const address = parseZoomAddress(uri, room.settings.zoomDomains);
        const id = idOf(call.id);
        const isConnected = /Connected|OnHold|Preserved/.test(textOf(call.Status));
        if (isConnected) remember(room.connected, id);
        return {
          id: id,
          isConnected: isConnected,
          isBusy: isConnected || (call.Status !== 'Disconnecting' && call.Direction !== 'Incoming'),
          meeting: address && address.meeting,
          protocol: textOf(call.Protocol),
        };
      });
    })
    .catch(ignore);
}

/** The id of a call; '' for what is none. */
export function idOf(value: unknown): string {
  const id = textOf(value);
  return /^\d{1,10}$/.test(id) ? id : '';
}

export function has(ids: readonly string[], id: string): boolean {
  return ids.indexOf(id) >= 0;
}

/** Remembers a call. Gives whether it is a new one; calls without an id cannot be told apart. */
export function remember(ids: string[], id: string): boolean {
  const isNew = !has(ids, id);
  if (id && isNew && ids.push(id) > REMEMBERED) ids.shift();
  return isNew;
}
