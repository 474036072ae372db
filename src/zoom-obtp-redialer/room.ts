import type { Runtime } from '../macro/runtime';
import type { XApi } from '../xapi/xapi';
import type { Budget } from './budget';
import type { Screen } from './screen';
import type { RedialerSettings } from './settings';

/** What all repairs have in common. */
export interface Room {
  readonly xapi: XApi;
  readonly runtime: Runtime;
  readonly settings: RedialerSettings;
  readonly screen: Screen;
  readonly budget: Budget;
  /** The ids of the last calls that ended, that connected, and that were redials. */
  readonly ended: string[];
  readonly connected: string[];
  readonly redialed: string[];
}

/** How many calls of a kind are remembered. */
export const REMEMBERED = 20;

/** Remembers a call. Gives whether it is a new one; calls without an id cannot be told apart. */
export function remember(ids: string[], id: string): boolean {
  const isNew = ids.indexOf(id) < 0;
  if (id && isNew && ids.push(id) > REMEMBERED) ids.shift();
  return isNew;
}
