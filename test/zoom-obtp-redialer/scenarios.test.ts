import { describe, it } from 'vitest';
import { redialerRoom } from '../host';
import { redialerScenarios } from '../room/scenarios/zoom-obtp-redialer';

describe('zoom-obtp-redialer, on the sources', () => {
  it.each(redialerScenarios)('$title', async (scenario) => {
    await scenario.play(redialerRoom(scenario.plan));
  });
});
