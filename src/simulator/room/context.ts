import type { Clock } from '../codec/clock';
import type { Device } from '../codec/device';
import type { Shown } from './screens';

/** Something that happened in the room, as a line of its story. */
export interface Entry {
  /** Milliseconds since the room's clock started. */
  readonly at: number;
  readonly who: 'people' | 'codec' | 'macro' | 'warning' | 'error' | 'screen';
  readonly text: string;
  /** Where the picture in the room changes: all connected screens, by connector number. */
  readonly screens?: readonly ShownScreen[];
}

/** A screen and what it shows. */
export interface ShownScreen {
  readonly output: number;
  /** Diagonal of the glass; 0 where the screen does not tell. */
  readonly inches: number;
  readonly shows: Shown;
}

/** What every part of a room has: the codec, the time, and the story that it adds to. */
export interface RoomContext {
  readonly device: Device;
  readonly clock: Clock;
  note(who: Entry['who'], text: string): void;
}
