/** What the table in the README says that the screens show, whatever the macro thinks. */
import type { Room } from '../../src/simulator/room/room';
import type { Shown } from '../../src/simulator/room/screens';

export const BUTTON = 'presentation-screen-switcher';

/** The outputs whose screens the macro switches, from the largest to the smallest. */
export function outputsBySize(room: Room): readonly number[] {
  const size = (id: number): number => room.outputs.screen(id)?.inches ?? 0;
  return room.outputs
    .connected()
    .filter(({ role }) => role !== 'Recorder' && role !== 'PresentationOnly')
    .map(({ id }) => id)
    .sort((one, other) => size(other) - size(one) || one - other);
}

/** What each screen shows where people have swapped with the button, or have not. */
export function expectedScreens(room: Room, isSwapped: boolean): Record<number, Shown> {
  const people = room.phone.calls.hasPeople();
  const presentation = room.shares.isOn();
  const outputs = outputsBySize(room);
  const main = outputs[isSwapped ? 1 : 0];
  const expected: Record<number, Shown> = {};
  for (const { id, role } of room.outputs.connected()) {
    if (!outputs.includes(id) && role === 'PresentationOnly') {
      expected[id] = presentation ? 'presentation' : 'blank';
    } else if (!outputs.includes(id) || outputs.length < 2) {
      expected[id] = aloneFor(people, presentation);
    } else if (presentation)
      expected[id] = id === main ? 'presentation' : people ? 'participants' : 'home screen';
    else expected[id] = id !== main ? 'blank' : people ? 'participants' : 'home screen';
  }
  return expected;
}

/** What a screen shows that is the only one. */
function aloneFor(people: boolean, presentation: boolean): Shown {
  if (people) return presentation ? 'participants and presentation' : 'participants';
  return presentation ? 'presentation' : 'home screen';
}

/**
 * The swap with the button, as people mean it: in a video call or a share, with two screens, until sharing starts or
 * stops, or the call ends.
 */
export class Hand {
  isSwapped = false;
  private pressedAt = -Infinity;
  private isSharing = false;
  private videoCalls: readonly number[] = [];

  constructor(private readonly room: Room) {}

  press(): void {
    this.look();
    const isActive = this.videoCalls.length > 0 || this.isSharing;
    const isRepeated = this.room.seconds() < this.pressedAt + 0.3;
    if (!isRepeated) this.pressedAt = this.room.seconds();
    if (isActive && !isRepeated && outputsBySize(this.room).length >= 2) this.isSwapped = !this.isSwapped;
    this.room.panel.tap(BUTTON);
  }

  /** To be called after whatever may have changed. */
  look(): void {
    const isSharing = this.room.shares.isOn();
    const { calls } = this.room.phone;
    const videoCalls = calls.live().filter((id) => this.videoCalls.includes(id) || calls.hasVideo(id));
    const isCallOver = this.videoCalls.length > 0 && videoCalls.length === 0;
    if (isSharing !== this.isSharing || isCallOver) this.isSwapped = false;
    this.isSharing = isSharing;
    this.videoCalls = videoCalls;
  }
}
