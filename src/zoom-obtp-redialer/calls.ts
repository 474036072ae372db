import { readOptional } from '../macro/request-timeout';
import type { Runtime } from '../macro/runtime';
import { listOf, textOf } from '../macro/text';
import type { StatusAt, XApi } from '../xapi/xapi';
import { parseZoomAddress } from './address';
import type { RedialerSettings } from './settings';

/** How many calls of a kind are remembered. */
const REMEMBERED = 20;
const READ_TIMEOUT_MS = 2000;

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
  readonly isEnding: boolean;
  /** Whether it is up or coming up. Calls that are ending, and incoming ones that ring, are waited for. */
  readonly isBusy: boolean;
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
      listOf(calls)
        .filter((call) => call.Status !== 'Idle')
        .map((call) => liveCall(room, call)),
    );
  return read()
    .then(undefined, read)
    .then(
      (calls) => (calls.length > 0 || looks === 1 ? calls : readCalls(room, looks - 1)),
      () => undefined,
    );
}

function liveCall(room: Room, call: StatusAt<'Call'>[number]): LiveCall {
  const address = parseZoomAddress(
    textOf(call.CallbackNumber) || call.RemoteNumber,
    room.settings.zoomDomains,
  );
  const id = idOf(call.id);
  const isConnected = /Connected|OnHold|Preserved/.test(textOf(call.Status));
  const isEnding = call.Status === 'Disconnecting';
  if (isConnected) remember(room.connected, id);
  return {
    id: id,
    isConnected: isConnected,
    isEnding: isEnding,
    isBusy: isConnected || (!isEnding && call.Direction !== 'Incoming'),
    meeting: address && address.meeting,
    protocol: textOf(call.Protocol),
  };
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
