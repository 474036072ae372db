/** What people get from the page: the file, the link and the test. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { playInQuickJs } from '../../scripts/engines/quickjs/run';
import { root } from '../../scripts/project/root';
import type { Scenario } from '../../src/simulator/scenarios/scenario';
import { roomWith } from '../simulate';
import { hasBrowser, launch, openPage, PAGE_URL, screens } from './browser';
import type { OpenPage } from './browser';

const SWITCHER = 'presentation-screen-switcher';
const REDIALER = 'zoom-obtp-redialer';

describe.runIf(hasBrowser)('the room page', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);

  afterAll(() => browser.close());

  async function press({ page }: OpenPage, ...names: readonly string[]): Promise<void> {
    for (const name of names) await page.getByRole('button', { name, exact: true }).click();
  }

  async function expectShown({ page }: OpenPage, shown: string): Promise<void> {
    await page.getByRole('img', { name: shown, exact: true }).waitFor({ timeout: 10_000 });
  }

  async function download({ page }: OpenPage): Promise<{ name: string; text: string }> {
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download macro' }).click(),
    ]);
    return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
  }

  async function copied(opened: OpenPage, name: string): Promise<string> {
    await press(opened, name);
    await opened.page.getByText(/copied\.$/).waitFor();
    return opened.page.evaluate('navigator.clipboard.readText()');
  }

  function builtFile(macro: string, ending: string): Promise<string> {
    return readFile(join(root, 'macros', macro, macro + ending), 'utf8');
  }

  it.each([SWITCHER, REDIALER])('downloads the built file of %s if nothing was changed', async (macro) => {
    const opened = await openPage(browser);
    await opened.page.getByLabel('Macro', { exact: true }).selectOption(macro);
    expect(await download(opened)).toEqual({ name: `${macro}.js`, text: await builtFile(macro, '.js') });
    await opened.page.getByLabel('Product').selectOption({ label: 'Room Kit' });
    await opened.page.getByLabel('Firmware').selectOption('9.15');
    await opened.page.getByLabel('Saved by another tool with Transpile: False').check();
    const legacy = await builtFile(macro, '.legacy.js');
    expect(await download(opened)).toEqual({ name: `${macro}.legacy.js`, text: legacy });
    await opened.context.close();
  });

  it('downloads a macro with the chosen settings, which runs in the engine of a codec', async () => {
    const opened = await openPage(browser);
    await opened.page.getByLabel('largestOutput').fill('1');
    const name = `Tom's "big" \\ screen`;
    await opened.page.getByLabel('buttonName').fill(name);
    await opened.page.getByLabel('buttonName').blur();
    await press(opened, 'Restart the macro', 'Start a video call');
    await opened.page.getByRole('button', { name, exact: true }).waitFor();
    const { text } = await download(opened);
    const lines = text.split('\n');
    const changed = (await builtFile(SWITCHER, '.js')).split('\n').filter((line, at) => line !== lines[at]);
    expect(changed).toEqual(['var largestOutput = 0;', "var buttonName = 'Swap screens';"]);
    const { journal } = await playInQuickJs(SWITCHER, text, 'kept');
    expect(journal.map((entry) => entry.text).join('\n')).toMatch(/output 1 .* largest.*as set/);
    await opened.context.close();
  });

  it('explains an invalid setting, and keeps the previous value', async () => {
    const opened = await openPage(browser);
    await opened.page.getByLabel('largestOutput').fill('ten');
    await opened.page.getByLabel('largestOutput').blur();
    await opened.page.getByText('Expected a whole number from 0 to 9.').waitFor();
    expect((await download(opened)).text).toBe(await builtFile(SWITCHER, '.js'));
    await opened.context.close();
  });

  async function storyOfScreens(): Promise<OpenPage> {
    const opened = await openPage(browser);
    await press(opened, 'Start a video call');
    await expectShown(opened, 'Output 2, 75 inches: people');
    await press(opened, 'Share over HDMI');
    await expectShown(opened, 'Output 2, 75 inches: presentation');
    await press(opened, 'Swap screens');
    await expectShown(opened, 'Output 1, 55 inches: presentation');
    await press(opened, 'Put output 1 to sleep');
    await expectShown(opened, 'Output 1, 55 inches: off');
    await opened.page.getByLabel('setVideoMonitors').uncheck();
    await opened.page.waitForTimeout(500);
    return opened;
  }

  it('copies a link that opens the same room, settings and screens', async () => {
    const opened = await storyOfScreens();
    const before = await screens(opened.page);
    const url = await copied(opened, 'Copy link');
    expect(url.startsWith(`${PAGE_URL}#`)).toBe(true);
    const other = await openPage(browser, { url });
    await expectShown(other, 'Output 1, 55 inches: off');
    expect(await screens(other.page)).toEqual(before);
    expect(await other.page.getByLabel('setVideoMonitors').isChecked()).toBe(false);
    expect(other.problems).toEqual([]);
    await other.context.close();
    await opened.context.close();
  });

  /** A copied test in the project: an element of a list of scenarios. */
  async function scenarioIn(text: string): Promise<Scenario> {
    const built = await build({
      stdin: {
        contents: `import { faultless } from '../codec/link';
          import { same } from './scenario';
          import type { Scenario } from './scenario';
          const unused = [faultless, same];
          export const pasted: readonly Scenario[] = [${text}];
          export { unused };`,
        resolveDir: join(root, 'src/simulator/scenarios'),
        loader: 'ts',
      },
      bundle: true,
      format: 'esm',
      write: false,
    });
    const code = Buffer.from(built.outputFiles[0]?.text ?? '').toString('base64');
    const module = (await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`)) as {
      readonly pasted: readonly Scenario[];
    };
    const [scenario] = module.pasted;
    if (!scenario) throw new Error('nothing was pasted');
    return scenario;
  }

  it('copies a story as a test that passes, and fails if the screens differ', async () => {
    const opened = await storyOfScreens();
    await opened.page.getByText(/^Faults of the codec/).click();
    await opened.page.getByLabel('Lists come in any order').check();
    await opened.page.getByLabel('Another macro sets the opposite roles').check();
    await press(opened, 'Stop sharing', 'Hang up');
    await opened.page.waitForTimeout(500);
    const text = await copied(opened, 'Copy as test');
    const scenario = await scenarioIn(text);
    await scenario.play(roomWith(SWITCHER, scenario.plan));
    const wrong = await scenarioIn(text.replace("2: 'presentation'", "2: 'people'"));
    await expect(wrong.play(roomWith(SWITCHER, wrong.plan))).rejects.toThrow('the screens');
    await opened.context.close();
  });

  it('copies a story of a repaired join as a test', async () => {
    const opened = await openPage(browser);
    await opened.page.getByLabel('Macro', { exact: true }).selectOption(REDIALER);
    await opened.page.getByLabel('The redial ends with').selectOption('SSL error');
    await press(opened, 'Join', '10 times the speed');
    await opened.page.locator('.alert').getByText('Zoom could not be reached').waitFor();
    const scenario = await scenarioIn(await copied(opened, 'Copy as test'));
    const room = roomWith(REDIALER, scenario.plan);
    await scenario.play(room);
    expect(room.phone.dialed).toHaveLength(2);
    await opened.context.close();
  });
});
