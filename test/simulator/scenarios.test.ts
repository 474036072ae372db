/** The scenarios on the sources, without those that another one varies. */
import { describe, it } from 'vitest';
import { roomWith } from '../simulate';
import { scenarios } from '../../src/simulator/scenarios';

describe.each(Object.keys(scenarios))('%s, on the sources', (macro) => {
  const originals = (scenarios[macro] ?? []).filter(({ isVariant }) => isVariant !== true);
  it.each(originals)('$title', async (scenario) => {
    await scenario.play(roomWith(macro, scenario.plan));
  });
});
