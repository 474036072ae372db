/** How the page looks and is used: in every window, with any colors, with the keyboard, on paper. */
import { createRequire } from 'node:module';
import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { hasBrowser, REDIALER, RETRIES, SWITCHER, useBrowser } from './browser';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The text of what the keyboard is on, if people can see where that is. */
const FOCUSED = "document.querySelector(':focus-visible')?.textContent";

describe.runIf(hasBrowser)('the room page', { concurrent: true, retry: RETRIES }, () => {
  const it = useBrowser();

  it.for([
    [SWITCHER, 'light', 'dark'],
    [REDIALER, 'dark', 'light'],
  ] as const)(
    'has no accessibility violations and fits into every window: %s, %s when narrow, %s when wide',
    async ([macro, whenNarrow, whenWide], { open }) => {
      const { page, press, prints, choose } = await open({
        reducedMotion: 'reduce',
        bypassCSP: true,
      });
      await page.addScriptTag({ path: axe });
      await choose('Macro', macro);
      await page.getByLabel('A screen on output 3').check();
      await prints('ready');
      await press('Join');
      for (const summary of await page.locator('summary').all()) await summary.click();
      for (const width of [360, 768, 1440, 3840]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await page.emulateMedia({ colorScheme: width === 360 ? whenNarrow : whenWide });
        if (width === 360 || width === 1440) expect(await violationsIn(page)).toEqual([]);
      }
    },
  );

  it('shows room, actions and console in one view of a laptop, in order on a phone', async ({ open }) => {
    const { page, prints, choose } = await open({ viewport: { width: 1280, height: 720 } });
    const parts = [
      page.getByRole('switch'),
      page.getByRole('img').first(),
      page.getByRole('button', { name: 'Start a video call' }),
      page.getByRole('button', { name: 'Stop sharing' }),
      page.getByRole('log'),
      page.getByRole('button', { name: 'Start over' }),
    ];
    for (const macro of [SWITCHER, REDIALER]) {
      await choose('Macro', macro);
      await prints('ready');
      for (const part of parts) {
        const { y = 0, height = 0 } = (await part.boundingBox()) ?? {};
        expect(height).toBeGreaterThan(0);
        expect(y + height).toBeLessThanOrEqual(720);
      }
    }
    await page.setViewportSize({ width: 360, height: 740 });
    const inOrder = [parts[1], parts[2], parts[4], page.getByLabel('Product')];
    const tops = await Promise.all(inOrder.map(async (part) => (await part?.boundingBox())?.y ?? NaN));
    expect(tops).toEqual([...tops].sort((one, other) => one - other));
  });

  it('can be read with forced colors, and on paper, and says that it is simulated', async ({ open }) => {
    const { page, shows } = await open({ forcedColors: 'active', bypassCSP: true });
    await shows('Output 1, 75 inches: presentation');
    await page.addScriptTag({ path: axe });
    expect(await violationsIn(page)).toEqual([]);
    // The border tells what the colors do not.
    const [chosen, other] = await page.evaluate<readonly string[]>(`['true', 'false'].map((pressed) =>
      getComputedStyle(document.querySelector('[aria-pressed="' + pressed + '"]')).borderTopWidth)`);
    expect(chosen).toBe('3px');
    expect(other).toBe('1px');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Hang up' }).isVisible()).toBe(false);
    expect(await page.locator('.install').isVisible()).toBe(true);
    const footer = await page.locator('footer').innerText();
    expect(footer).toMatch(/^Simulated[^]*not been tried on a physical codec[^]*\d+\.\d+\.\d+, license MIT/);
  });

  it('can be used with the keyboard alone', async ({ open }) => {
    const { page, press, shows } = await open();
    await press('Start over');
    await shows('Output 2, 55 inches: blank');
    await page.getByLabel('Macro').focus();
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate(FOCUSED)) === name) return;
      }
      throw new Error(`the Tab key does not reach ${name}`);
    };
    await tabTo('Start a video call');
    await page.keyboard.press('Enter');
    await shows('Output 1, 75 inches: participants');
    await tabTo('Share wirelessly');
    await page.keyboard.press('Space');
    await shows('Output 1, 75 inches: presentation');
    await tabTo('Swap screens');
    await page.keyboard.press('Enter');
    await shows('Output 2, 55 inches: presentation');
  });

  it('animates changes unless people prefer reduced motion', async ({ open, expect }) => {
    const { page, press, shows } = await open();
    await press('Start over');
    await shows('Output 2, 55 inches: blank');
    await page.evaluate(`
      window.animations = 0;
      document.addEventListener('animationstart', () => { window.animations += 1; });`);
    const animations = async (): Promise<unknown> => {
      await page.evaluate(
        'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))',
      );
      return page.evaluate('window.animations');
    };
    await press('Start a video call');
    await shows('Output 1, 75 inches: participants');
    await expect.poll(animations, { timeout: 10_000 }).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moved = await animations();
    await press('Share over HDMI');
    await shows('Output 1, 75 inches: presentation');
    expect(await animations()).toBe(moved);
  });
});

async function violationsIn(page: Page): Promise<unknown> {
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).slice(0, 3)))',
  );
}
