/**
 * What each screen shows, as Cisco's published schema describes it at `Video Monitors`,
 * `Video Output Connector MonitorRole`, `Video Output MirroringType` and `UserInterface OSD Output`.
 */

/** What a screen shows. The home screen stands for all that a codec shows by itself, also in an audio call. */
export type Shown =
  'participants' | 'presentation' | 'participants and presentation' | 'blank' | 'home screen';

/** A connected output with its configured role. */
export interface Output {
  readonly id: number;
  readonly role: string;
}

export interface Picture {
  /** The configured mode of Video Monitors. */
  readonly monitors: string;
  /** The output with the on-screen information. */
  readonly onScreenOutput: number;
  /** Whether participants are visible on video. */
  readonly people: boolean;
  readonly presentation: boolean;
  /** Whether a presentation is on all screens, whatever their roles: outside calls, unless MirroringType is LastOnly. */
  readonly isMirrored: boolean;
}

/** What each connected output shows, by connector number. */
export function shownOn(outputs: readonly Output[], picture: Picture): Readonly<Record<number, Shown>> {
  const counted = outputs.filter(
    (output) => output.role !== 'PresentationOnly' && output.role !== 'Recorder',
  );
  const mode = modeOf(picture.monitors, counted.length);
  const roles = rolesInEffect(outputs);
  const shown: Record<number, Shown> = {};
  outputs.forEach(({ id }) => {
    const layout = layoutFor(roles[id] || 'First', mode, picture);
    shown[id] = layout === 'blank' && id === picture.onScreenOutput ? 'home screen' : layout;
  });
  return shown;
}

/**
 * The role of each output: the configured one, or the one that the codec assigns for Auto: the next that no other output
 * has. A Desk Pro, whose own screen is First, is delivered with Auto for the second.
 */
export function rolesInEffect(outputs: readonly Output[]): Readonly<Record<number, string>> {
  const free = ['First', 'Second', 'Third'].filter((role) => outputs.every((output) => output.role !== role));
  const roles: Record<number, string> = {};
  for (const { id, role } of outputs) roles[id] = role === 'Auto' ? free.shift() || 'Third' : role;
  return roles;
}

function modeOf(monitors: string, count: number): string {
  if (monitors !== 'Auto') return monitors;
  if (count <= 1) return 'Single';
  return count === 2 ? 'Dual' : 'Triple';
}

/** The part of the layout that a role shows. In Triple modes, First and Second share the participants. */
function layoutFor(role: string, mode: string, picture: Picture): Shown {
  const { people, presentation, isMirrored } = picture;
  if (presentation && isMirrored) return 'presentation';
  if (role === 'PresentationOnly') return presentation ? 'presentation' : 'blank';
  if (role === 'Recorder' || mode === 'Single') return together(people, presentation);
  if (role === lastRoleOf(mode)) {
    if (presentation) return 'presentation';
    if (mode === 'DualPresentationOnly' || mode === 'TriplePresentationOnly') return 'blank';
  }
  if (role === 'Third' && mode.slice(0, 4) === 'Dual') return 'blank';
  return people ? 'participants' : 'blank';
}

function together(people: boolean, presentation: boolean): Shown {
  if (people) return presentation ? 'participants and presentation' : 'participants';
  return presentation ? 'presentation' : 'blank';
}

function lastRoleOf(mode: string): string {
  return mode.slice(0, 4) === 'Dual' ? 'Second' : 'Third';
}
