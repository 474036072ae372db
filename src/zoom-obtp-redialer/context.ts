import { shortMeeting } from './address';
import type { ZoomAddress } from './address';
import type { CallEnd } from './disconnect';
import type { Effect, Memory, Repair } from './phases';
import type { RedialerSettings } from './settings';

/** What a step of the machine works on: copies of its own, so that the step as a whole is pure. */
export interface Context {
  /** Milliseconds on a clock that never goes back. */
  readonly now: number;
  readonly settings: RedialerSettings;
  readonly memory: Memory;
  repair: Repair;
  effects: readonly Effect[];
}

const REMEMBERED = 20;

export function act(context: Context, effects: readonly Effect[]): void {
  context.effects = context.effects.concat(effects);
}

/** Every phase begins with this: what the one before has asked for no longer matters. */
export function enter(context: Context, effects: readonly Effect[]): void {
  act(context, [['forget']]);
  act(context, effects);
}

/** Writes a line about a meeting, by default about the one under repair. */
export function log(
  context: Context,
  line: string,
  isWarning = false,
  address: ZoomAddress = context.repair.address,
): void {
  act(context, [[isWarning ? 'warn' : 'log', shortMeeting(address) + ': ' + line]]);
}

export function rememberConnected({ memory }: Context, callIds: readonly string[]): void {
  const more = callIds.filter((id) => id && memory.connected.indexOf(id) < 0);
  memory.connected = lastOf(memory.connected.concat(more));
}

/** The last things of a list that grows. */
export function lastOf<T>(list: readonly T[]): readonly T[] {
  return list.slice(-REMEMBERED);
}

/** The end of a call; undefined if it is not known to have ended. */
export function endOf({ memory }: Context, callId: string): CallEnd | undefined {
  return memory.ended.filter((end) => callId !== '' && end.callId === callId)[0];
}

export function hadConnected({ memory }: Context, callId: string): boolean {
  return memory.connected.indexOf(callId) >= 0;
}
