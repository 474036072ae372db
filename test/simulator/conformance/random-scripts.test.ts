/**
 * The fake of `xapi` and the library behind a macro's `xapi` run the same script, each on its own codec:
 * callers and listeners see the same, at the same time and in the same order. Here: random scripts.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onBoth, seen } from '../both-sides';
import type { Line } from '../both-sides';
import { scriptOf, steps } from '../random-script';

describe('random scripts', () => {
  it('look the same to callers and listeners', async () => {
    const { RUNS, SEED } = process.env;
    const runs = { numRuns: Number(RUNS ?? 60), seed: Number(SEED ?? 20261122) };
    const all: Line[] = [];
    const property = fc.asyncProperty(steps, async (taken) => {
      all.push(...(await onBoth(scriptOf(taken))));
    });
    await fc.assert(property, runs);
    expect(all.filter((line) => 'root' in line).length).toBeGreaterThan(3 * runs.numRuns);
    expect(seen(all, 'unhandled rejection').length).toBeGreaterThan(runs.numRuns / 5);
  });
});
