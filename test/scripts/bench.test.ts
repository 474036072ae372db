import { readFileSync } from 'node:fs';
import { LOOK_AFTER_MS } from '../../src/presentation-screen-switcher/mirror';
import { SHARE_ENDS_AFTER_MS } from '../../src/presentation-screen-switcher/room';
import { describe, expect, it } from 'vitest';
import { situations } from '../../scripts/engines/inside/situations';
import { macros } from '../../scripts/project/macro-folders';
import { bench } from '../../scripts/engines/engine';
import { quickJs } from '../../scripts/engines/quickjs/quickjs';

/** The results of `npm run bench` that do not depend on the computer. */

function textOf(macro: string): string {
  return readFileSync(`macros/${macro}/${macro}.js`, 'utf8');
}

describe.each([5, 20, 100])('presentation-screen-switcher, with %i ms to an answer', (roundTrip) => {
  const shares = { 1: 'participants', 2: 'presentation' };
  const isOver = { 1: 'home screen', 2: 'participants' };
  const isSwapped = { 1: 'presentation', 2: 'participants' };
  const isIdle = { 1: 'home screen', 2: 'blank' };

  it('has every screen correct within one round trip, with two settings written and five read', async () => {
    const text = textOf('presentation-screen-switcher');
    const changes = await bench(quickJs, 'changes', text, String(roundTrip));
    const expected = [
      ['share starts', shares, LOOK_AFTER_MS + roundTrip, 7],
      // It waits for another share, and reads the codec before and after.
      ['share stops', isOver, LOOK_AFTER_MS + SHARE_ENDS_AFTER_MS + roundTrip, 12],
      ['tap while sharing', isSwapped, roundTrip, 7],
      // What an idle room shows does not depend on the roles.
      ['call ends while sharing', isIdle, 0, 7],
    ] as const;
    expect(changes).toEqual(
      expected.map(([change, screens, milliseconds, requests]) => ({
        change,
        requests,
        milliseconds,
        screens,
      })),
    );
  });
});

describe('a situation that must stay cheap', () => {
  it.each(situations)('$macro: $name', async ({ macro, name, limits }) => {
    const { requests, lines } = await bench(quickJs, 'situation', textOf(macro), name);
    expect(requests).toBeLessThanOrEqual(limits.requests);
    expect(lines).toBeLessThanOrEqual(limits.lines);
  });

  it('measures the parsing of a calendar alone', async () => {
    const [{ name, macro } = { name: '', macro: '' }] = situations.filter(({ calendar }) => calendar);
    expect(await bench(quickJs, 'parsing', textOf(macro), name)).toBeGreaterThan(0);
  });
});

/** Number of meetings after which all caches are full: the redialer keeps the ids of the last 20 calls. */
const FEW = 26;
const MANY = 36;
/** Tolerated growth in bytes. */
const FLAT = 1024;

function heapsOf(text: string): Promise<readonly number[]> {
  return bench(quickJs, 'heap', text, `30: 20, ${FEW}, ${MANY}`);
}

const roomAlone = heapsOf('');

/** Growth of a macro's heap in bytes from few meetings to many, without that of the room. */
async function growthOf(text: string): Promise<number> {
  // The first measurement takes memory in the engine itself.
  const grown = ([, few = NaN, many = NaN]: readonly number[]): number => many - few;
  return grown(await heapsOf(text)) - grown(await roomAlone);
}

const LEAK = "var kept = []; xapi.event.on('CallDisconnect', function (report) { kept.push(report); });";

describe.each(macros.map(({ name }) => name))('the heap of %s', (macro) =>
  it(`does not grow from ${FEW} meetings to ${MANY}, but would with a leak`, async () => {
    expect(Math.abs(await growthOf(textOf(macro)))).toBeLessThan(FLAT);
    expect(await growthOf(`${textOf(macro)}\n${LEAK}`)).toBeGreaterThan(FLAT);
  }),
);
