/** Every room that can be chosen, and how the page presents it. */
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
    await page.getByLabel('Inches of output 2').fill('9');
    await page.getByLabel('Inches of output 2').blur();
    await page.getByText('Expected a whole number from 10 to 150.').waitFor();
    await shows('Output 2, 98 inches: presentation');
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
    const file = { name: 'codec.txt', mimeType: 'text/plain', buffer: Buffer.from(PRINTED) };
    await page.getByLabel('Or a file').setInputFiles(file);
    await press('Load');
    await shows('Output 3, 98 inches: participants');
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

  it('says why a macro is not supported, and what to do', async () => {
    const { page, context } = await open();
    const verdict = page.locator('.verdict').first();
    await page.getByLabel('Product').selectOption({ label: 'Room Kit Mini' });
    await verdict.getByText(/has only one screen\. .*leave the macro off this codec/).waitFor();
    await page.getByLabel('Product').selectOption({ label: 'Desk Pro' });
    await page.getByLabel('Firmware').selectOption('11.14');
    await verdict.getByText(/Not supported.* It works on this product with .*RoomOS 11\.18/).waitFor();
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
