import { describe, it } from 'vitest';
import { roomWith } from './host';
import { scenarios } from './room/scenarios';

describe.each(Object.keys(scenarios))('%s, on the sources', (macro) => {
  it.each(scenarios[macro] ?? [])('$title', async (scenario) => {
    await scenario.play(roomWith(macro, scenario.plan));
  });
});
