import type { Scenario } from './scenario';
import { roomsAsReported } from './rooms-as-reported';
import { switcherScenarios } from './presentation-screen-switcher';
import { redialerScenarios } from './zoom-obtp-redialer';

/** All scenarios, by macro. */
export const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  'zoom-obtp-redialer': redialerScenarios,
  'presentation-screen-switcher': switcherScenarios.concat(roomsAsReported),
};
