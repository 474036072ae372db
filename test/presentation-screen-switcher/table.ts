/** What the table of the switcher says that the screens show, whatever the macro thinks. */
import type { Room } from '../../src/simulator/room/room';
import type { Shown } from '../../src/simulator/room/screens';

export const BUTTON = 'presentation-screen-switcher';

/** The connected outputs, from the largest screen to the smallest. */
export function outputsBySize(room: Room): readonly number[] {
  const size = (id: number): number => room.outputs.screen(id)?.inches ?? 0;
  return room.outputs
    .connected()
    .map(({ id }) => id)
    .sort((one, other) => size(other) - size(one));
}

/** What each screen shows where people have swapped by hand, or have not. */
export function table(room: Room, isSwapped: boolean): Record<number, Shown> {
  const outputs = outputsBySize(room);
  const main = outputs[isSwapped ? 1 : 0];
  const people = room.phone.calls.hasPeople();
  const presentation = room.shares.isOn();
  const on = (isMain: boolean): Shown => {
    if (people && presentation) return isMain ? 'presentation' : 'people';
    if (people) return isMain ? 'people' : 'blank';
    if (presentation) return isMain ? 'main' : 'presentation';
    return isMain ? 'main' : 'blank';
  };
  return Object.fromEntries(outputs.map((id) => [id, on(id === main)]));
}

/** The swap by hand, as people mean it: until sharing starts or stops, or the video call ends. */
export class Hand {
  isSwapped = false;
  private sharing = false;

  constructor(private readonly room: Room) {}

  tap(): void {
    if (this.room.phone.calls.hasPeople()) this.isSwapped = !this.isSwapped;
    this.room.panel.tap(BUTTON);
  }

  /** To be called after whatever may have changed. */
  look(): void {
    const sharing = this.room.shares.isOn();
    const ended = sharing !== this.sharing || !this.room.phone.calls.hasPeople();
    if (ended) this.isSwapped = false;
    this.sharing = sharing;
  }
}
