import type { Screen } from './screens';

export interface Role {
  readonly output: number;
  readonly role: 'First' | 'Second';
}

/**
 * Who shows what, with Video Monitors at DualPresentationOnly: First shows people, Second a presentation or nothing
 * (Cisco's schema, Video Monitors). So the main screen is Second while there is a presentation, and else First.
 */
export function rolesFor(
  screens: readonly Screen[],
  isPresenting: boolean,
  isSwapped: boolean,
): readonly Role[] {
  const main = screens[isSwapped ? 1 : 0];
  return screens.map((screen) => ({
    output: screen.output,
    role: (screen === main) === isPresenting ? 'Second' : 'First',
  }));
}
