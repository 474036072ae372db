/** Every room that can be chosen, and how the page presents it. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { worksOn as redialerWorksOn } from '../../src/zoom-obtp-redialer/compatibility';
import { worksOn as switcherWorksOn } from '../../src/presentation-screen-switcher/compatibility';
import { products, profileFor } from '../../src/xapi/products';
import { published } from '../../src/xapi/schema-subset';
import type { Firmware } from '../../src/xapi/schema-subset';
import { verdictOn } from '../../src/room-page/macros';
import { outputsOf, usualRoom } from '../../src/room-page/room-choice';
import { eventually, hasBrowser, REDIALER, SWITCHER, RETRIES, useBrowser } from './browser';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const compatibility = { [SWITCHER]: switcherWorksOn, [REDIALER]: redialerWorksOn };

interface Offered {
  readonly product: string;
  readonly firmwares: readonly string[];
  readonly verdict: string;
  readonly outputs: number;
  readonly printed: string;
}

/** In the page: chooses every product, waits until the macro has started, and collects what is shown. */
const EVERY_PRODUCT = `(async () => {
  const field = (label) => document.getElementById([...document.querySelectorAll('label')]
    .find((one) => one.textContent === label).htmlFor);
  const console = document.querySelector('[role="log"]');
  const offered = [];
  for (let index = 0; index < field('Product').options.length; index += 1) {
    field('Product').selectedIndex = index;
    field('Product').dispatchEvent(new Event('change', { bubbles: true }));
    do await new Promise((resolve) => setTimeout(resolve, 5)); while (console.textContent === '');
    offered.push({
      product: field('Product').value,
      firmwares: [...field('Firmware').options].map(({ value }) => value),
      verdict: document.querySelector('.verdict').textContent,
      outputs: document.querySelectorAll('fieldset').length,
      printed: console.textContent,
    });
  }
  return offered;
})()`;

/** A room whose largest screen is on output 3, as a codec prints it. */
const PRINTED = `
*s SystemUnit ProductPlatform: "Codec Pro"
*s SystemUnit Software Version: "ce11.25.1.8.3963b07b5c5"
** end
admin@room> xStatus Video Output
*s Video Output Connector 1 Connected: True
*s Video Output Connector 1 ConnectedDevice PreferredFormat: "1920x1080@60Hz"
*s Video Output Connector 1 ConnectedDevice ScreenSize: 55
*s Video Output Connector 2 Connected: False
*s Video Output Connector 2 ConnectedDevice ScreenSize: -1
*s Video Output Connector 3 Connected: True
*s Video Output Connector 3 ConnectedDevice PreferredFormat: "3840x2160@60Hz"
*s Video Output Connector 3 ConnectedDevice ScreenSize: 98
** end
<img src=x onerror=alert(1)>
*c xConfiguration Video Monitors: Dual
*c xConfiguration Video Output Connector 1 MonitorRole: Second
*c xConfiguration Video Output Connector 3 MonitorRole: First
`;

/** The text of what the keyboard is on, if people can see where that is. */
const FOCUSED = "document.querySelector(':focus-visible')?.textContent";

function firmwaresOf(code: string): readonly Firmware[] {
  const product = products[code];
  return product ? published.filter((firmware) => profileFor(product, firmware)) : [];
}

it.each([SWITCHER, REDIALER] as const)(
  'the page judges every room as the compatibility table does: %s',
  (macro) => {
    for (const [code, product] of Object.entries(products)) {
      for (const firmware of firmwaresOf(code)) {
        const profile = profileFor(product, firmware);
        const verdict = verdictOn(macro, { product: code, firmware, screens: {} });
        expect(profile && compatibility[macro](profile, firmware)).toMatchObject({ works: verdict.works });
        for (const note of (profile && compatibility[macro](profile, firmware).notes) ?? []) {
          expect(verdict.notes).toContain(note);
        }
      }
    }
  },
);

describe.runIf(hasBrowser)('the rooms of the room page', { concurrent: true, retry: RETRIES }, () => {
  const open = useBrowser();

  it.each([SWITCHER, REDIALER] as const)(
    'offers every product with its published firmware, and runs the macro on it: %s',
    async (macro) => {
      const { page, context, problems, chooseMacro } = await open();
      await chooseMacro(macro);
      const offered: readonly Offered[] = await page.evaluate(EVERY_PRODUCT);
      expect(offered.map(({ product }) => product).sort()).toEqual(Object.keys(products).sort());
      for (const { product, firmwares, verdict, outputs, printed } of offered) {
        expect(firmwares).toEqual([...firmwaresOf(product)].reverse());
        const room = usualRoom(product);
        const { works, notes } = verdictOn(macro, room);
        expect(verdict, product).toMatch(works ? /^Supported/ : /^Not supported/);
        if (Object.keys(room.screens).length > 1) for (const note of notes) expect(verdict).toContain(note);
        expect(outputs).toBe(outputsOf(room).length);
        expect(printed).not.toMatch(/internal error/);
      }
      expect(problems).toEqual([]);
      await context.close();
    },
  );

  it('takes size and resolution of a screen, and whether it reports them', async () => {
    const { page, context, prints, shows, screens } = await open();
    await prints('output 1 (75 inches) is the largest');
    await page.getByLabel('Inches of output 2').fill('98');
    await page.getByLabel('Inches of output 2').blur();
    // The call and the share go on in the changed room.
    await shows('Output 2, 98 inches: presentation');
    await prints('output 2 (98 inches) is the largest');
    await page.getByLabel('Resolution of output 2').selectOption('1280x720');
    await page.getByLabel('Reports of output 2').selectOption('neither');
    await prints(/output 1 .* is the largest.* ranked by output resolution/);
    await page.getByLabel('Resolution of output 2').selectOption('5120x2160');
    await eventually(async () => {
      const [first = 0, second = 1] = await diagonals(page);
      expect(second / first).toBeCloseTo(98 / 75, 1);
    });
    await page.getByLabel('A screen on output 2').uncheck();
    await eventually(async () => {
      expect(await screens()).toHaveLength(1);
    });
    await page.getByText('it needs two screens').waitFor();
    await page.getByLabel('Product').selectOption({ label: 'Board Pro 75' });
    expect(await page.getByLabel('Inches of output 1').count()).toBe(0);
    expect(await page.getByLabel('Resolution of output 1').innerText()).not.toContain('5120');
    expect(await page.getByLabel('Resolution of output 2').innerText()).toContain('5120');
    expect(await page.getByRole('button', { name: 'Unplug output 1' }).count()).toBe(0);
    await context.close();
  });

  it('loads the own room from what the codec prints, without a request', async () => {
    const { page, context, press, shows, switchMacro, problems, requests } = await open();
    await press('Load from your codec');
    await page.getByLabel('Output of your codec').fill(PRINTED);
    await press('Load');
    await shows('Output 1, 55 inches: participants');
    await shows('Output 3, 98 inches: presentation');
    // Without the macro, the roles of the visitor apply.
    await switchMacro(false);
    await shows('Output 1, 55 inches: presentation');
    await shows('Output 3, 98 inches: participants');
    const loaded = page.locator('.load-form [role="status"]');
    expect(await loaded.innerText()).toContain('Firmware: 11.25, simulated as RoomOS 11.24');
    expect(await loaded.innerText()).toContain('This line was not understood: <img src=x onerror=alert(1)>');
    await page.getByText('Supported on Codec Pro with RoomOS 11.24').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(requests.filter((one) => !/^(blob|file):/.test(one))).toEqual([]);
    // The whole room comes back with one step.
    await press('Undo');
    await shows('Output 1, 75 inches: participants');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('says what a room in Microsoft Teams mode does', async () => {
    const { page, context, press, shows, prints } = await open();
    await page.getByText(/^Configuration \(/).click();
    await page.getByLabel('Microsoft Teams mode').check();
    await page.getByText('Teams decides what the screens show').waitFor();
    await prints(/Teams/);
    await press('Hang up', 'Join a Teams meeting');
    await page.getByText('In a Microsoft Teams meeting').waitFor();
    await shows('Output 2, 55 inches: participants');
    await press('Hang up', 'Share over HDMI');
    await shows('Output 1, 75 inches: presentation');
    await context.close();
  });

  it.each([
    [SWITCHER, 'light', 'dark'],
    [REDIALER, 'dark', 'light'],
  ] as const)(
    'has no accessibility violations and fits into every window: %s, %s when narrow, %s when wide',
    async (macro, whenNarrow, whenWide) => {
      const { page, context, press, chooseMacro, prints } = await open({
        reducedMotion: 'reduce',
        bypassCSP: true,
      });
      await page.addScriptTag({ path: axe });
      await chooseMacro(macro);
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
      await context.close();
    },
  );

  it('shows room, actions and console in one view of a laptop, and in this order on a phone', async () => {
    const { page, context, chooseMacro, prints } = await open({ viewport: { width: 1280, height: 720 } });
    const parts = [
      page.getByRole('switch'),
      page.getByRole('img').first(),
      page.getByRole('button', { name: 'Start a video call' }),
      page.getByRole('button', { name: 'Stop sharing' }),
      page.getByRole('log'),
      page.getByRole('button', { name: 'Start over' }),
    ];
    for (const macro of [SWITCHER, REDIALER]) {
      await chooseMacro(macro);
      await prints('ready');
      for (const part of parts) {
        const { y = 0, height = 0 } = (await part.boundingBox()) ?? {};
        expect(height).toBeGreaterThan(0);
        expect(y + height).toBeLessThanOrEqual(720);
      }
    }
    await page.setViewportSize({ width: 360, height: 740 });
    const tops: number[] = [];
    for (const part of [parts[1], parts[2], parts[4], page.getByLabel('Product')]) {
      tops.push((await part?.boundingBox())?.y ?? NaN);
    }
    expect(tops).toEqual([...tops].sort((one, other) => one - other));
    await context.close();
  });

  it('can be used with the keyboard alone', async () => {
    const { page, context, press, shows } = await open();
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
    await context.close();
  });

  it('animates changes unless people prefer reduced motion', async () => {
    const { page, context, press, shows } = await open();
    await press('Start over');
    await shows('Output 2, 55 inches: blank');
    await page.evaluate(`
      window.animations = 0;
      document.addEventListener('animationstart', () => { window.animations += 1; });`);
    const animations = async (): Promise<number> => {
      await page.evaluate(
        'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))',
      );
      return page.evaluate('window.animations');
    };
    await press('Start a video call');
    await shows('Output 1, 75 inches: participants');
    const moved = await animations();
    expect(moved).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await press('Share over HDMI');
    await shows('Output 1, 75 inches: presentation');
    expect(await animations()).toBe(moved);
    await context.close();
  });
});

/** Of the screens as they are drawn. */
function diagonals(page: Page): Promise<readonly number[]> {
  return page.evaluate(`[...document.querySelectorAll('[role="img"]')].map((image) => {
    const { width, height } = image.getBoundingClientRect();
    return Math.hypot(width, height);
  })`);
}

async function violationsIn(page: Page): Promise<unknown> {
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).slice(0, 3)))',
  );
}
