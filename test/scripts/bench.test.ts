import { readFileSync } from 'node:fs';
import { LOOK_AFTER_MS } from '../../src/presentation-screen-switcher/mirror';
import { SHARE_ENDS_AFTER_MS } from '../../src/presentation-screen-switcher/room';
import { describe, expect, it } from 'vitest';
import { situations } from '../../scripts/engines/inside/situations';
import { benchInQuickJs } from '../../scripts/engines/quickjs/run';
import { judged } from '../../scripts/bench/main';
import { costOf, parsingTime } from '../../scripts/bench/measure';
import type { Change } from '../../scripts/engines/inside/bench';

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
    const changes = (await benchInQuickJs('changes', text, String(roundTrip))) as readonly Change[];
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
    const { requests, lines } = await costOf(name, textOf(macro));
    expect(requests).toBeLessThanOrEqual(limits.requests);
    expect(lines).toBeLessThanOrEqual(limits.lines);
  });

  it('measures the parsing of a calendar alone', async () => {
    const [{ name, macro } = { name: '', macro: '' }] = situations.filter(({ calendar }) => calendar);
    expect(await parsingTime(name, textOf(macro), 'QuickJS')).toBeGreaterThan(0);
  });

  it('is above its limit if a macro does more', async () => {
    const planted =
      "function ask() { xapi.status.get('Call')['catch'](function () {}); setTimeout(ask, 100); }\nask();";
    const [first] = situations;
    if (!first) throw new Error('there are no situations');
    const { requests } = await costOf(first.name, `${textOf(first.macro)}\n${planted}`);
    expect(requests).toBeGreaterThan(first.limits.requests);
  });
});

describe('a figure', () => {
  it('may reach its limit, but not exceed it', () => {
    expect([judged(1, 2, 'a'), judged(2, 2, 'b'), judged(3, 2, 'c'), judged(NaN, 2, 'd')]).toEqual([
      'a OK',
      'b OK',
      'c ABOVE',
      'd ABOVE',
    ]);
  });
});

/** Number of meetings after which all caches are full: the redialer keeps the ids of the last 20 calls. */
const FEW = 26;
const MANY = 36;
/** Tolerated growth in bytes. */
const FLAT = 1024;

async function heapsOf(text: string): Promise<readonly number[]> {
  return (await benchInQuickJs('heap', text, `30: 20, ${FEW}, ${MANY}`)) as readonly number[];
}

const roomAlone = heapsOf('');

/** Growth of a macro's heap in bytes from few meetings to many, without that of the room. */
async function growthOf(text: string): Promise<number> {
  // The first measurement takes memory in the engine itself.
  const grown = ([, few = NaN, many = NaN]: readonly number[]): number => many - few;
  return grown(await heapsOf(text)) - grown(await roomAlone);
}

/** Leaks to insert into the text of a macro. */
const LEAKS: Readonly<Record<string, string>> = {
  'each report':
    "var planted = []; xapi.event.on('CallDisconnect', function (report) { planted.push(report); });",
  'a subscription for each call':
    "xapi.event.on('CallSuccessful', function () { xapi.event.on('CallDisconnect', function () {}); });",
  'a timer for each call':
    "xapi.event.on('CallSuccessful', function () { setTimeout(function () {}, 1e9); });",
};

describe.each(['zoom-obtp-redialer', 'presentation-screen-switcher'])('the heap of %s', (macro) => {
  it(`does not grow from ${FEW} meetings to ${MANY}`, async () => {
    expect(Math.abs(await growthOf(textOf(macro)))).toBeLessThan(FLAT);
  });

  it.each(Object.keys(LEAKS))('grows visibly if it keeps %s', async (leak) => {
    expect(await growthOf(`${textOf(macro)}\n${LEAKS[leak] ?? ''}`)).toBeGreaterThan(FLAT);
  });
});
