/** The same scenarios in other rooms, and with more reports, on the sources. */
import { describe, it } from 'vitest';
import { roomWith } from '../simulate';
import { scenarios } from '../../src/simulator/scenarios';

const variants = Object.entries(scenarios).flatMap(([macro, all]) =>
  all.filter(({ isVariant }) => isVariant === true).map((scenario) => ({ macro, scenario })),
);

describe('on the sources', () =>
  it.each(variants)('$macro: $scenario.title', async ({ macro, scenario }) => {
    await scenario.play(roomWith(macro, scenario.plan));
  }));
