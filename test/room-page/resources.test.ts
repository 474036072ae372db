/** The page does nothing while nobody uses it, and needs no more memory the longer it is used. */
import { stat } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import type { CDPSession, Page } from 'playwright-core';
import { MAX_WAIT_MS } from '../../src/room-page/story-limits';
import { fragmentOf, hasBrowser, PAGE, PAGE_URL, RETRIES, useBrowser } from './browser';
import type { OpenPage } from './browser';
import { heapOf } from './heap';
import type { Resources } from './heap';

const MAX_BYTES = 300 * 1024;
const CLICKS = 500;
/** Less than any object takes, and more than the texts in the lists differ by. */
const MAX_BYTES_PER_CLICK = 6;
const LEAK = '{ const kept = []; document.addEventListener("click", () => kept.push([1, 2, 3])); }';
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

  /** What the page has computed and drawn so far, of the measures with these names. */
  async function work(session: CDPSession, ...names: readonly string[]): Promise<readonly number[]> {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  }

  /** Whether the page computes or draws anything in a while in which nobody does anything. */
  async function works(page: Page, session: CDPSession): Promise<boolean> {
    const done = async (): Promise<string> =>
      String(await work(session, 'ScriptDuration', 'LayoutCount', 'RecalcStyleCount'));
    await page.waitForTimeout(500);
    const before = await done();
    await page.waitForTimeout(1000);
    return (await done()) !== before;
  }

  it('is small, and can be used within a second', async ({ open }) => {
    expect((await stat(PAGE)).size).toBeLessThan(MAX_BYTES);
    const times: number[] = [];
    // The best of some: other tests run at the same time.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const opened = await open();
      await opened.prints('ready');
      times.push(...(await work(await sessionOf(opened), 'TaskDuration')));
    }
    expect(Math.min(...times)).toBeLessThan(1);
  });

  it('does nothing while nothing is due in its room, and while it is paused', async ({ open }) => {
    // Of this room, all time has passed that may pass without anybody.
    const opened = await open({ url: PAGE_URL + fragmentOf({ rest: MAX_WAIT_MS }) });
    const { page, press } = opened;
    await page.getByText('Time stands still').waitFor();
    const session = await sessionOf(opened);
    expect(await works(page, session)).toBe(false);
    await page.getByText(/^Faults of the codec/).click();
    await page.getByLabel('Ten statistics reports a second').check();
    await press('Start a video call');
    expect(await works(page, session)).toBe(true);
    await press('Pause');
    expect(await works(page, session)).toBe(false);
  });

  it('needs no more memory after 500 clicks, and a small leak would be noticed', async ({ open }) => {
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
    // Engines enlarge their cache of numbers as texts once.
    await page.evaluate(MANY_NUMBERS);
    await page.workers()[0]?.evaluate(MANY_NUMBERS);
    // Fills the lists, and compiles the code.
    await page.evaluate(clicking(280));
    // Measuring takes some memory, too, once.
    await after(CLICKS / 5);
    const first = await after(0);
    const last = await after(CLICKS);
    expect((last.bytes - first.bytes) / CLICKS).toBeLessThan(MAX_BYTES_PER_CLICK);
    expect(last.nodes).toBe(first.nodes);
    expect(last.listeners).toBe(first.listeners);

    await page.evaluate(LEAK);
    const leaking = await after(200);
    expect((leaking.bytes - last.bytes) / 200).toBeGreaterThan(MAX_BYTES_PER_CLICK);
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
