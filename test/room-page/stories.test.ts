/** Both stories, clicked through in the built page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { hasBrowser, launch, openPage, screens } from './browser';
import type { OpenPage } from './browser';

describe.runIf(hasBrowser)('the room page', () => {
  let browser: Browser;
  let opened: OpenPage | undefined;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);

  afterAll(() => browser.close());

  async function press(...names: readonly string[]): Promise<void> {
    for (const name of names) await opened?.page.getByRole('button', { name, exact: true }).click();
  }

  async function expectScreens(first: string, second: string): Promise<void> {
    await expect
      .poll(() => opened && screens(opened.page), { timeout: 5000 })
      .toEqual([`Output 1, 55 inches: ${first}`, `Output 2, 75 inches: ${second}`]);
  }

  it('shows a presentation on the larger screen, and swaps the screens', async () => {
    opened = await openPage(browser);
    await expectScreens('blank', 'home screen');
    await press('Start a video call');
    await expectScreens('blank', 'people');
    await press('Share from the far end');
    await expectScreens('people', 'presentation');
    await press('Swap screens');
    await expectScreens('presentation', 'people');
    await press('Stop sharing');
    await expectScreens('blank', 'people');
    await press('Hang up');
    await expectScreens('blank', 'home screen');
    expect(opened.problems).toEqual([]);
    await opened.context.close();
  });

  it('repairs a Zoom join, with a message on the screen', async () => {
    opened = await openPage(browser);
    await opened.page.getByLabel('Macro', { exact: true }).selectOption('zoom-obtp-redialer');
    await press('Join');
    await opened.page.locator('.line').getByText('Connecting to Zoom').waitFor();
    await opened.page.getByText('In a video call').waitFor();
    expect(await opened.page.getByRole('log').innerText()).not.toMatch(/246813/);
    expect(opened.problems).toEqual([]);
    await opened.context.close();
  });
});
