import type { Clock } from './clock';
import type { Device } from './device';

/** Something that happened in the room, as a line of its story. */
export interface Entry {
  /** Milliseconds since the room's clock started. */
  readonly at: number;
  readonly who: 'people' | 'codec' | 'macro' | 'warning' | 'screen';
  readonly text: string;
}

/** What every part of a room has: the codec, the time, and the story that it adds to. */
export interface Scene {
  readonly device: Device;
  readonly clock: Clock;
  note(who: Entry['who'], text: string): void;
}
