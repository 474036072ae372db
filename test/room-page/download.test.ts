/** What people get from the page: the file, how to install it, the link and the test. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { describe, expect } from 'vitest';
import { play } from '../../scripts/engines/engine';
import { quickJs } from '../../scripts/engines/quickjs/quickjs';
import { root } from '../../scripts/project/root';
import * as faults from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import { same } from '../../src/simulator/scenarios/scenario';
import type { Scenario } from '../../src/simulator/scenarios/scenario';
import { declared } from '../../src/zoom-obtp-redialer/settings';
import { roomWith } from '../simulate';
import { hasBrowser, PAGE, PAGE_URL, REDIALER, SWITCHER, RETRIES, useBrowser } from './browser';
import type { OpenPage } from './browser';

describe.runIf(hasBrowser)('the room page', { concurrent: true, retry: RETRIES }, () => {
  const it = useBrowser();

  async function download({ page }: OpenPage): Promise<{ name: string; text: string }> {
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download macro' }).click(),
    ]);
    return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
  }

  /** What a button copies: as each window may change the clipboard of all, the window itself is asked. */
  async function copied({ page, press }: OpenPage, name: string): Promise<string> {
    await page.evaluate(
      'navigator.clipboard.writeText = (text) => { window.copiedText = text; return Promise.resolve(); }',
    );
    await press(name);
    await page.getByText(/copied\.$/).waitFor();
    return page.evaluate('window.copiedText');
  }

  function builtFile(macro: string, ending: string): Promise<string> {
    return readFile(join(root, 'macros', macro, macro + ending), 'utf8');
  }

  it.for([SWITCHER, REDIALER])(
    'downloads %s in the form for the firmware, with its install steps',
    async (macro, { open }) => {
      const opened = await open();
      const { page, choose } = opened;
      const module = { name: `${macro}.js`, text: await builtFile(macro, '.js') };
      const legacy = { name: `${macro}.legacy.js`, text: await builtFile(macro, '.legacy.js') };
      const install = page.locator('.install');
      await choose('Macro', macro);
      expect(await download(opened)).toEqual(module);
      const steps = await install.locator('> ol > li').allInnerTexts();
      expect(steps).toHaveLength(6);
      expect(steps.join('\n')).toMatch(
        /^Sign in to the codec's web interface[^]*Customization > Macro Editor/,
      );
      expect(steps.join('\n')).not.toContain('Download raw file');
      // The line is that of this room.
      const [ready = ''] = /ready: .*/.exec(await page.getByRole('log').innerText()) ?? [];
      expect(ready).toMatch(macro === SWITCHER ? /75 inches/ : /redials/);
      expect(await install.locator('pre').allInnerTexts()).toContain(ready);
      await page.getByText(`${macro}.js is in your downloads.`).waitFor();
      await choose('Macro', macro === SWITCHER ? REDIALER : SWITCHER);
      await page.getByText('is in your downloads.').waitFor({ state: 'detached' });
      await choose('Macro', macro);
      await install.getByText('Take it off the codec again').click();
      expect(await install.innerText()).toMatch(/npm run codec -- remove|Disable or remove the macro/);
      expect(await install.innerText()).not.toMatch(/\*\*|\]\(/);

      await choose('Product', 'Room Kit');
      await choose('Firmware', '9.15');
      expect(await download(opened)).toEqual(module);
      await page.getByLabel('Another tool saves it with Transpile: False').check();
      expect(await download(opened)).toEqual(legacy);
      expect(await install.innerText()).toContain('Transpile: False');
      expect(await install.innerText()).not.toContain('Import from file');
      await choose('Firmware', '11.14');
      expect(await page.getByLabel('Another tool saves it').count()).toBe(0);
      expect(await download(opened)).toEqual(module);
    },
  );

  it('refuses an invalid setting, and downloads a macro that an engine of codecs runs', async ({ open }) => {
    const opened = await open();
    const { page, press, fill } = opened;
    await fill('largestOutput', 'ten');
    await page.getByText('Expected a whole number from 0 to 9.').waitFor();
    expect((await download(opened)).text).toBe(await builtFile(SWITCHER, '.js'));
    await page.getByLabel('largestOutput').fill('1');
    const name = `Tom's "big" \\ <img src=x>`;
    await fill('buttonName', name);
    await press('Restart the macro', 'Hang up', 'Start a video call');
    await page.getByRole('button', { name, exact: true }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    const { text } = await download(opened);
    const lines = text.split('\n');
    const changed = (await builtFile(SWITCHER, '.js')).split('\n').filter((line, at) => line !== lines[at]);
    expect(changed).toEqual(['var largestOutput = 0;', "var buttonName = 'Swap screens';"]);
    const { journal } = await play(quickJs, SWITCHER, text, 'kept');
    expect(journal.map((entry) => entry.text).join('\n')).toMatch(/output 1 .* largest.*as set/);
  });

  /** A copied test in the list of the project's scenarios, which imports the names that it may use. */
  function scenarioIn(text: string): Scenario {
    const code = text.replace("(await import('../codec/faults'))", 'faults');
    const list = runInThisContext(`(faultless, same, faults) => [${code}]`) as (
      ...names: readonly unknown[]
    ) => readonly [Scenario];
    return list(faultless, same, faults)[0];
  }

  it('copies a story as a link that opens the same room, and as a test that passes', async ({ open }) => {
    const opened = await open();
    const { page, press, shows } = opened;
    await press('Start over', 'Start a video call');
    await shows('Output 1, 75 inches: participants');
    await press('Share over HDMI');
    await shows('Output 1, 75 inches: presentation');
    await press('Swap screens');
    await shows('Output 2, 55 inches: presentation');
    await press('Put output 2 to sleep');
    await shows('Output 2, 55 inches: off');
    await page.getByLabel('setVideoMonitors').uncheck();
    await page.getByRole('log').getByText('ready').nth(1).waitFor();
    await page.getByText(/^Faults of the codec/).click();
    await page.getByLabel('Lists come in any order').check();
    await page.getByLabel('Something else sets the opposite roles').check();
    await press('Stop sharing');
    await page.getByText('Nobody shares').waitFor();
    const before = await opened.screens();
    const link = await copied(opened, 'Copy link');
    // The page is not published anywhere, and the link tells nothing of where this one lies.
    expect(link).toMatch(/^#room=/);
    await press('Start over');
    await shows('Output 1, 75 inches: home screen');
    await page.goto(PAGE_URL + link);
    await shows('Output 2, 55 inches: off');

    const other = await open({ url: PAGE_URL + link });
    await other.shows('Output 2, 55 inches: off');
    expect(await other.screens()).toEqual(before);
    expect(await other.page.getByLabel('setVideoMonitors').isChecked()).toBe(false);
    const text = await copied(other, 'Copy as test');
    const scenario = scenarioIn(text);
    await scenario.play(roomWith(SWITCHER, scenario.plan));
    const wrong = scenarioIn(text.replace("1: 'participants'", "1: 'presentation'"));
    await expect(wrong.play(roomWith(SWITCHER, wrong.plan))).rejects.toThrow('the screens');

    // Where the page is published, links have its address.
    const published = 'https://example.com/room.html';
    const html = await readFile(PAGE, 'utf8');
    const body = html.replace('"homepage":""', `"homepage":"${published}"`);
    await page.route(published, (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(published);
    expect((await copied(opened, 'Copy link')).startsWith(`${published}#room=`)).toBe(true);
    expect(await page.locator('.copy').innerText()).not.toContain('begins with #');
  });

  it.for(['11.14', '9.15'])('copies a story of a failed redial as a test: %s', async (firmware, { open }) => {
    const opened = await open();
    const { page, press, choose } = opened;
    await choose('Macro', REDIALER);
    await choose('Product', 'Room Kit');
    await choose('Firmware', firmware);
    await press('Start over');
    if (firmware !== '9.15') await choose('The redial', 'SSL error');
    await press('Join', '10 times the speed');
    await page.locator('.alert').getByText(declared.messageNotReached.default).waitFor();
    const scenario = scenarioIn(await copied(opened, 'Copy as test'));
    const room = roomWith(REDIALER, scenario.plan);
    await scenario.play(room);
    expect(room.phone.dialed).toHaveLength(2);
    expect(room.panel.alert()).toBe(declared.messageNotReached.default);
  });
});
