import type { Runtime } from '../../macro/runtime';
import type { XApi } from '../../xapi/xapi';
import type { Clock } from '../codec/clock';
import type { Device } from '../codec/device';
import type { Shown } from './shown-screens';

/** Something that happened in the room: a line of its journal. */
export interface Entry {
  /** Milliseconds since the room's clock started. */
  readonly at: number;
  readonly who: 'people' | 'codec' | 'macro' | 'warning' | 'error' | 'screen';
  readonly text: string;
  /** All connected screens, if what they show has changed. */
  readonly screens?: readonly ShownScreen[];
}

/** A screen and what it shows. */
export interface ShownScreen {
  readonly output: number;
  /** The diagonal in inches; 0 if the screen does not report it. */
  readonly inches: number;
  readonly shows: Shown;
}

/** What the parts of a room share: the codec, the clock and the journal. */
export interface RoomContext {
  readonly device: Device;
  readonly clock: Clock;
  note(who: Entry['who'], text: string): void;
}

/** What a macro gets when it starts. */
export interface Process {
  readonly xapi: XApi;
  readonly runtime: Runtime;
}

/** Starts a macro with the values of its settings block. */
export type StartMacro = (process: Process, settings: Readonly<Record<string, unknown>>) => void;
