/** Every room that can be chosen, and how the page presents it. */
import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { worksOn as redialerWorksOn } from '../../src/zoom-obtp-redialer/compatibility';
import { worksOn as switcherWorksOn } from '../../src/presentation-screen-switcher/compatibility';
import { products, profileFor } from '../../src/xapi/products';
import { published } from '../../src/xapi/schema-subset';
import type { Firmware } from '../../src/xapi/schema-subset';
import { outputsOf, profileOf, usualRoom } from '../../src/room-page/room-choice';
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

describe.runIf(hasBrowser)('the rooms of the room page', { concurrent: true, retry: RETRIES }, () => {
  const it = useBrowser();

  it.for([SWITCHER, REDIALER] as const)(
    'offers every product with its published firmware, and runs the macro on it: %s',
    async (macro, { open }) => {
      const { page, choose } = await open();
      await choose('Macro', macro);
      const offered: readonly Offered[] = await page.evaluate(EVERY_PRODUCT);
      expect(offered.map(({ product }) => product).sort()).toEqual(Object.keys(products).sort());
      for (const { product, firmwares, verdict, outputs, printed } of offered) {
        expect(firmwares).toEqual([...firmwaresOf(product)].reverse());
        const room = usualRoom(product);
        const profile = profileOf(room);
        if (!profile) throw new Error(`there is no profile of ${product}`);
        // As the compatibility table has it.
        const { works, notes } = compatibility[macro](profile, room.firmware);
        expect(verdict, product).toMatch(works ? /^Supported/ : /^Not supported/);
        if (Object.keys(room.screens).length > 1) for (const note of notes) expect(verdict).toContain(note);
        expect(outputs).toBe(outputsOf(room).length);
        expect(printed).not.toMatch(/internal error/);
      }
    },
  );

  it('takes size and resolution of a screen, and whether it reports them', async ({ open }) => {
    const { page, prints, shows, screens, fill, choose } = await open();
    await prints('output 1 (75 inches) is the largest');
    await fill('Inches of output 2', '98');
    // The call and the share go on in the changed room.
    await shows('Output 2, 98 inches: presentation');
    await prints('output 2 (98 inches) is the largest');
    await fill('Inches of output 2', '9');
    await page.getByText('Expected a whole number from 10 to 150.').waitFor();
    await shows('Output 2, 98 inches: presentation');
    await choose('Resolution of output 2', '1280x720');
    await choose('Reports of output 2', 'neither');
    await prints(/output 1 .* is the largest.* ranked by output resolution/);
    await choose('Resolution of output 2', '5120x2160');
    await eventually(async () => {
      const [first = 0, second = 1] = await diagonals(page);
      expect(second / first).toBeCloseTo(98 / 75, 1);
    });
    await page.getByLabel('A screen on output 2').uncheck();
    await eventually(async () => {
      expect(await screens()).toHaveLength(1);
    });
    await page.getByText('it needs two screens').waitFor();
    await choose('Product', 'Board Pro 75');
    expect(await page.getByLabel('Inches of output 1').count()).toBe(0);
    expect(await page.getByLabel('Resolution of output 1').innerText()).not.toContain('5120');
    expect(await page.getByLabel('Resolution of output 2').innerText()).toContain('5120');
    expect(await page.getByRole('button', { name: 'Unplug output 1' }).count()).toBe(0);
  });

  it('loads the own room from what the codec prints, without a request', async ({ open }) => {
    const { page, press, shows, switchMacro, requests } = await open();
    await press('Load from your codec');
    await page.getByLabel('Output of your codec').fill(PRINTED);
    await press('Load');
    await shows('Output 1, 55 inches: participants', 'Output 3, 98 inches: presentation');
    // Without the macro, the roles of the visitor apply.
    await switchMacro(false);
    await shows('Output 1, 55 inches: presentation', 'Output 3, 98 inches: participants');
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
  });

  it('says what a room in Microsoft Teams mode does', async ({ open }) => {
    const { page, press, shows, prints } = await open();
    await page.getByText(/^Configuration \(/).click();
    await page.getByLabel('Microsoft Teams mode').check();
    await page.getByText('Teams decides what the screens show').waitFor();
    await prints(/Teams/);
    await press('Hang up', 'Join a Teams meeting');
    await page.getByText('In a Microsoft Teams meeting').waitFor();
    await shows('Output 2, 55 inches: participants');
    await press('Hang up', 'Share over HDMI');
    await shows('Output 1, 75 inches: presentation');
  });

  it('says why a macro is not supported, and what to do', async ({ open }) => {
    const { page, choose } = await open();
    const verdict = page.locator('.verdict').first();
    await choose('Product', 'Room Kit Mini');
    await verdict.getByText(/has only one screen\. .*leave the macro off this codec/).waitFor();
    await choose('Product', 'Desk Pro');
    await choose('Firmware', '11.14');
    await verdict.getByText(/Not supported.* It works on this product with .*RoomOS 11\.18/).waitFor();
  });
});

/** Of the screens as they are drawn. */
function diagonals(page: Page): Promise<readonly number[]> {
  return page.evaluate(`[...document.querySelectorAll('[role="img"]')].map((image) => {
    const { width, height } = image.getBoundingClientRect();
    return Math.hypot(width, height);
  })`);
}
