/** Every room that can be chosen, and how the page presents it. */
import { describe, expect, it } from 'vitest';
import { worksOn as redialerWorksOn } from '../../src/zoom-obtp-redialer/compatibility';
import { worksOn as switcherWorksOn } from '../../src/presentation-screen-switcher/compatibility';
import { verdictText } from '../../src/room-page/offered-macros';
import {
  firmwaresOf,
  productOptions,
  profileOf,
  simulatedScreens,
  usualRoom,
} from '../../src/room-page/room-choice';
import { roomWith } from '../simulate';
import { hasBrowser, PAGE_URL, REDIALER, SWITCHER, RETRIES, useBrowser } from './browser';

const compatibility = { [SWITCHER]: switcherWorksOn, [REDIALER]: redialerWorksOn };

describe.each([SWITCHER, REDIALER] as const)('of %s', (macro) => {
  it.each(productOptions)(
    'the verdict on %s (%s) is that of the table, and it runs there',
    async (product) => {
      expect(firmwaresOf(product)).not.toEqual([]);
      for (const firmware of firmwaresOf(product)) {
        const choice = usualRoom(product, firmware);
        const profile = profileOf(choice);
        if (!profile) throw new Error(`there is no profile of ${firmware}`);
        const { works, notes } = compatibility[macro](profile, firmware);
        const { kind, text } = verdictText(macro, choice);
        expect(text).toMatch(works ? /^Supported/ : /^Not supported/);
        expect(kind === 'no').toBe(!works);
        if (Object.keys(choice.screens).length > 1) for (const note of notes) expect(text).toContain(note);
        const room = roomWith(macro, { product, firmware, screens: simulatedScreens(choice) });
        room.start();
        await room.wait(5);
        const printed = room.journal.map((entry) => entry.text).join('\n');
        expect(printed).not.toBe('');
        expect(printed).not.toMatch(/internal error/);
      }
    },
  );
});

it('says what to do where a macro is not supported', () => {
  expect(verdictText(SWITCHER, usualRoom('havella')).text).toMatch(
    /has only one screen\. .*leave the macro off this codec/,
  );
  expect(verdictText(SWITCHER, usualRoom('polaris', '11.14')).text).toMatch(
    /^Not supported.* It works on this product with .*RoomOS 11\.18/,
  );
});

/** A room whose largest screen is on output 3, as a codec prints it. */
const PRINTED = `
*s SystemUnit ProductPlatform: "Codec Pro"
*s SystemUnit Software Version: "ce11.25.1.8.3963b07b5c5"
*s Video Output Connector 1 Connected: True
*s Video Output Connector 1 ConnectedDevice ScreenSize: 55
*s Video Output Connector 2 Connected: False
*s Video Output Connector 3 Connected: True
*s Video Output Connector 3 ConnectedDevice ScreenSize: 98
<img src=x onerror=alert(1)>
*c xConfiguration Video Monitors: Dual
*c xConfiguration Video Output Connector 1 MonitorRole: Second
*c xConfiguration Video Output Connector 3 MonitorRole: First
`;

describe.runIf(hasBrowser)('the rooms of the room page', { concurrent: true, retry: RETRIES }, () => {
  const it = useBrowser();

  it('takes size and resolution of a screen, and whether it reports them', async ({ open }) => {
    const { page, prints, shows, fill, choose } = await open();
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
    // Of the screens as they are drawn.
    await page.waitForFunction(`(() => {
      const [first, second] = [...document.querySelectorAll('[role="img"]')].map((image) => {
        const { width, height } = image.getBoundingClientRect();
        return Math.hypot(width, height);
      });
      return Math.abs(second / first - 98 / 75) < 0.05;
    })()`);
    await page.getByLabel('A screen on output 2').uncheck();
    await page.getByRole('img').nth(1).waitFor({ state: 'detached' });
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
    expect(requests.filter((one) => !one.startsWith('blob:'))).toEqual([PAGE_URL]);
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
});
