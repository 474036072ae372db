/** The picture of the room page in the README, taken in the built page. Needs chromium. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { ROOM_PAGE } from './make/room-page';
import { root } from './project/root';

const PICTURE = 'macros/room.png';
const CHROMIUM = '/usr/bin/chromium';
const SIZE = { width: 1280, height: 720 };

export const usage = `Usage: npm run screenshot

Takes the picture of the room page for the README, ${PICTURE}.
Needs chromium.`;

export async function main(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: SIZE, reducedMotion: 'reduce', colorScheme: 'light' });
    await page.goto(pathToFileURL(join(root, ROOM_PAGE)).href);
    for (const name of ['Output 1, 75 inches: presentation', 'Output 2, 55 inches: participants']) {
      await page.getByRole('img', { name }).waitFor();
    }
    await page.mouse.move(0, 0);
    await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({ path: join(root, PICTURE) });
    console.log(`took ${PICTURE}`);
  } finally {
    await browser.close();
  }
}
