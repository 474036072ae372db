import { describe, it } from 'vitest';
import { roomWith } from '../simulate';
import { scenarios } from '../../src/simulator/scenarios';

describe.each(Object.keys(scenarios))('%s, on the sources', (macro) => {
  it.each(scenarios[macro] ?? [])('$title', async (scenario) => {
    await scenario.play(roomWith(macro, scenario.plan));
  });
});
