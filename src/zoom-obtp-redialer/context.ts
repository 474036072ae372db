import { shortMeeting } from './address';
import type { ZoomAddress } from './address';
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

/** How many calls of a kind are remembered. */
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

/** Remembers calls once each; those without an id cannot be told apart. */
export function remember(
  context: Context,
  what: 'ended' | 'connected' | 'redialed',
  callIds: readonly string[],
): void {
  const more = callIds.filter((id) => id && !has(context, what, id));
  context.memory[what] = lastOf(context.memory[what].concat(more));
}

export function has({ memory }: Context, what: 'ended' | 'connected' | 'redialed', callId: string): boolean {
  return memory[what].indexOf(callId) >= 0;
}

/** The last things of a list that grows. */
export function lastOf<T>(list: readonly T[]): readonly T[] {
  return list.slice(-REMEMBERED);
}
