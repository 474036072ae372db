import type { Runtime } from '../macro/runtime';
import type { XApi } from '../xapi/xapi';
import type { Spent } from './budget';
import type { RedialerSettings } from './settings';

/** The codec of a room, and the settings for it. */
export interface Room {
  readonly xapi: XApi;
  readonly runtime: Runtime;
  readonly settings: RedialerSettings;
  /** The ids of the last calls that ended, that connected, and that were redials. */
  readonly ended: string[];
  readonly connected: string[];
  readonly redialed: string[];
  /** The redials that count. */
  readonly spent: Spent[];
}

/** How many calls of a kind are remembered. */
const REMEMBERED = 20;

export function has(ids: readonly string[], id: string): boolean {
  return ids.indexOf(id) >= 0;
}

/** Remembers a call. Gives whether it is a new one; calls without an id cannot be told apart. */
export function remember(ids: string[], id: string): boolean {
  const isNew = !has(ids, id);
  if (id && isNew && ids.push(id) > REMEMBERED) ids.shift();
  return isNew;
}
