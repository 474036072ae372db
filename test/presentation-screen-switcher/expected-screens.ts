/** What the table in the README says that the screens show, whatever the macro thinks. */
import type { Room } from '../../src/simulator/room/room';
import type { Shown } from '../../src/simulator/room/shown-screens';
import { BUTTON } from '../../src/simulator/scenarios/switcher-steps';

/**
 * The outputs whose screens the macro switches, from the largest to the smallest. All have as many pixels; those that
 * tell less than 10 inches come last.
 */
export function outputsBySize(room: Room): readonly number[] {
  const size = (id: number): number => {
    const { inches = 0, told = inches } = room.outputs.screen(id) ?? {};
    return told === 'nothing' || told < 10 ? 0 : told;
  };
  return room.outputs
    .connected()
    .filter(({ role }) => role !== 'Recorder' && role !== 'PresentationOnly')
    .map(({ id }) => id)
    .sort((one, other) => size(other) - size(one) || one - other);
}

/** The screens, and the settings that decide what they will show in the next call. */
export interface Look {
  readonly screens: Readonly<Record<number, Shown>>;
  /** By output; none with fewer than two screens to switch. */
  readonly roles: Readonly<Record<number, string>>;
}

export function lookOf(room: Room): Look {
  return {
    screens: room.screens(),
    roles: Object.fromEntries(switchedOutputs(room).map((id) => [id, room.outputs.role(id)])),
  };
}

/** In Teams mode, the codec has no Video Monitors, and nothing is switched. */
function switchedOutputs(room: Room): readonly number[] {
  const outputs = outputsBySize(room);
  return outputs.length < 2 || room.teams.isOn() ? [] : outputs;
}

/** What should be seen where people have swapped with the button, or have not. */
export function expectedLook(room: Room, isSwapped: boolean): Look {
  const presentation = room.shares.isOn();
  const outputs = switchedOutputs(room);
  const main = outputs[isSwapped ? 1 : 0];
  const last = Math.max(...outputsBySize(room));
  const screens: Record<number, Shown> = {};
  const roles: Record<number, string> = {};
  for (const { id, role } of room.outputs.connected()) {
    const isSwitched = outputs.includes(id);
    if (isSwitched) roles[id] = (id === main) === presentation ? 'Second' : 'First';
    const isOwnLayout = room.teams.isOn() && outputsBySize(room).length > 1;
    const shows = isOwnLayout
      ? teamsShows(room, id === last)
      : isSwitched
        ? switchedShows(room, id === main)
        : aloneShows(room, role);
    // The codec's home screen is on one output, and seen where nothing else is.
    screens[id] = shows === 'blank' && id === room.outputs.onScreenOutput ? 'home screen' : shows;
  }
  return { screens, roles };
}

/** The codec's own layout: a presentation on the last screen, people on the others. */
function teamsShows(room: Room, isLast: boolean): Shown {
  const isAnywhere = !room.isInCall() && room.outputs.isMirroring();
  if (room.shares.isOn() && (isLast || isAnywhere)) return 'presentation';
  return hasPeople(room) ? 'participants' : 'blank';
}

function hasPeople(room: Room): boolean {
  return room.phone.calls.hasPeople() || room.teams.isInCall();
}

function switchedShows(room: Room, isMain: boolean): Shown {
  const people = room.phone.calls.hasPeople();
  if (!room.shares.isOn()) return people && isMain ? 'participants' : 'blank';
  const isMirrored = !room.isInCall() && room.outputs.isMirroring();
  if (isMain || isMirrored) return 'presentation';
  return people ? 'participants' : 'blank';
}

/** What a screen shows that is the only one, or not switched. */
function aloneShows(room: Room, role: string): Shown {
  const presentation = room.shares.isOn();
  const people = hasPeople(room) && role !== 'PresentationOnly';
  if (people) return presentation ? 'participants and presentation' : 'participants';
  return presentation ? 'presentation' : 'blank';
}

/**
 * The swap with the button, as people mean it: in a video call or a share, with two screens, until sharing starts or
 * stops, or the call ends. Where one share replaces another within half a second, in a lasting call, sharing goes on.
 */
export class Hand {
  isSwapped = false;
  private pressedAt = -Infinity;
  private isSharing = false;
  private shareEndedAt = Infinity;
  private callEndedAt = -Infinity;
  private calls: readonly number[] = [];
  private videoCalls: readonly number[] = [];

  constructor(private readonly room: Room) {}

  press(): void {
    this.look();
    const isRepeated = this.room.seconds() < this.pressedAt + 0.3;
    if (!isRepeated) {
      this.pressedAt = this.room.seconds();
      if (this.shareEndedAt < Infinity) this.endShare();
      const isActive = this.videoCalls.length > 0 || this.isSharing;
      if (isActive && outputsBySize(this.room).length >= 2) this.isSwapped = !this.isSwapped;
    }
    this.room.panel.tap(BUTTON);
  }

  /** To be called after whatever may have changed. */
  look(): void {
    this.lookAtCalls();
    const now = this.room.seconds();
    const isReported = this.room.shares.isOn();
    if (this.isSharing && !isReported) this.shareEndedAt = Math.min(this.shareEndedAt, now);
    const isLasting = now < this.shareEndedAt + 0.5 && now >= this.callEndedAt + 0.5;
    if (this.shareEndedAt < Infinity && !isLasting) this.endShare();
    if (!isReported) return;
    if (!this.isSharing) this.isSwapped = false;
    this.isSharing = true;
    this.shareEndedAt = Infinity;
  }

  private lookAtCalls(): void {
    const { calls } = this.room.phone;
    const live = calls.live();
    if (this.calls.some((id) => !live.includes(id))) this.callEndedAt = this.room.seconds();
    this.calls = live;
    const videoCalls = live.filter((id) => this.videoCalls.includes(id) || calls.hasVideo(id));
    if (this.videoCalls.length > 0 && videoCalls.length === 0) this.isSwapped = false;
    this.videoCalls = videoCalls;
  }

  private endShare(): void {
    this.isSharing = false;
    this.isSwapped = false;
    this.shareEndedAt = Infinity;
  }
}
