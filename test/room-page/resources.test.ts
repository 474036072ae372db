/** The page does nothing while nobody uses it, and needs no more memory the longer it is used. */
import { describe, expect } from 'vitest';
import type { CDPSession, Page } from 'playwright-core';
import { MAX_WAIT_MS } from '../../src/room-page/story-limits';
import { fragmentOf, hasBrowser, PAGE_URL, RETRIES, useBrowser } from './browser';
import type { OpenPage } from './browser';
import { heapOf } from './heap';
import type { Resources } from './heap';

const CLICKS = 1000;
/** Less than any object takes, and more than the texts in the lists differ by. */
const MAX_BYTES_PER_CLICK = 2;
const LEAK = '{ const kept = []; document.addEventListener("click", () => kept.push([1, 2, 3])); }';
const QUIET_MS = 1000;
const MANY_NUMBERS = 'for (let number = 0; number < 50_000; number += 0.5) String(number)';

describe.runIf(hasBrowser)('the room page', { retry: RETRIES }, () => {
  // Compiled code takes more memory the longer a script runs, and would hide small leaks.
  const it = useBrowser(
    '--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode --single-threaded-gc',
  );

  async function sessionOf({ page, context }: OpenPage): Promise<CDPSession> {
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    return session;
  }

  /** How much the page has computed and drawn so far. */
  async function work(session: CDPSession): Promise<Readonly<Record<string, number>>> {
    const { metrics } = await session.send('Performance.getMetrics');
    const counted = ['ScriptDuration', 'LayoutCount', 'RecalcStyleCount'];
    return Object.fromEntries(
      metrics.filter(({ name }) => counted.includes(name)).map(({ name, value }) => [name, value]),
    );
  }

  async function workInAWhile(page: Page, session: CDPSession): Promise<readonly [unknown, unknown]> {
    await page.waitForTimeout(500);
    const before = await work(session);
    await page.waitForTimeout(QUIET_MS);
    return [before, await work(session)];
  }

  it('can be used within a second', async ({ open }) => {
    const times: number[] = [];
    // The best of some: other tests run at the same time.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const opened = await open();
      await opened.prints('ready');
      const session = await sessionOf(opened);
      const { metrics } = await session.send('Performance.getMetrics');
      times.push(metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Infinity);
    }
    expect(Math.min(...times)).toBeLessThan(1);
  });

  it.for(['paused', 'running'])(
    'does nothing while nothing is due in its room: %s',
    async (how, { open }) => {
      // Of this room, all time has passed that may pass without anybody.
      const opened = await open({
        url: how === 'paused' ? PAGE_URL : PAGE_URL + fragmentOf({ rest: MAX_WAIT_MS }),
      });
      const { page, press, prints } = opened;
      await prints('ready');
      if (how === 'paused') await press('Pause');
      else await page.getByText('Time stands still').waitFor();
      const session = await sessionOf(opened);
      const [before, after] = await workInAWhile(page, session);
      expect(after).toEqual(before);
      // The same measure notices a room in which something happens.
      if (how === 'running') {
        await page.getByText(/^Faults of the codec/).click();
        await page.getByLabel('Ten statistics reports a second').check();
        await press('Start a video call');
        const [quiet, busy] = await workInAWhile(page, session);
        expect(busy).not.toEqual(quiet);
      }
    },
  );

  it('needs no more memory after 1,000 clicks than before, and a small leak would be noticed', async ({
    open,
  }) => {
    const opened = await open({ viewport: { width: 360, height: 300 }, reducedMotion: 'reduce' });
    const { page, press, prints } = opened;
    await prints('ready');
    // With all rows: as many at any time, once the timeline is full.
    await page.getByLabel('Show reads').check();
    await press('Start over', '10 times the speed');
    const measure = await heapOf(await sessionOf(opened), async () => {
      await page.evaluate(clicking(4));
      // Until nothing more happens in the room.
      await page.waitForTimeout(150);
    });
    const after = async (clicks: number): Promise<Resources> => {
      await page.evaluate(clicking(clicks));
      return measure();
    };
    const growth = (one: Resources, other: Resources, clicks: number): number =>
      Math.max(other.page - one.page, other.worker - one.worker) / clicks;

    // Engines enlarge their cache of numbers as texts once.
    await page.evaluate(MANY_NUMBERS);
    await page.workers()[0]?.evaluate(MANY_NUMBERS);
    // Fills the lists, and compiles the code.
    await page.evaluate(clicking(280));
    // Measuring takes some memory, too, once.
    await after(CLICKS / 10);
    const first = await after(0);
    const last = await after(CLICKS);
    expect(growth(first, last, CLICKS)).toBeLessThan(MAX_BYTES_PER_CLICK);
    expect(last.nodes).toBe(first.nodes);
    expect(last.listeners).toBe(first.listeners);

    await page.evaluate(LEAK);
    expect(growth(last, await after(200), 200)).toBeGreaterThan(MAX_BYTES_PER_CLICK);
  }, 180_000);
});

/** A script that clicks its way through meetings, as fast as the buttons allow. */
function clicking(times: number): string {
  return `(async () => {
    const names = ['Start a video call', 'Share over HDMI', 'Stop sharing', 'Hang up'];
    const all = [...document.querySelectorAll('button')];
    const buttons = names.map((name) => all.find((one) => one.textContent === name));
    for (let count = 0; count < ${times}; count += 1) {
      const button = buttons[count % names.length];
      while (button.ariaDisabled === 'true') await new Promise((resolve) => setTimeout(resolve));
      button.click();
    }
  })()`;
}
