/** The room page in a real browser. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { root } from '../../scripts/project/root';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PAGE = join(root, 'macros/room.html');
export const PAGE_URL = pathToFileURL(PAGE).href;

/** Whether the tests of the page can run. In CI, they must. */
export const hasBrowser = existsSync(CHROMIUM) || process.env['CI'] !== undefined;

if (!hasBrowser) {
  console.warn(
    `\n*** The room page is NOT tested: there is no ${CHROMIUM}. Install it: apt-get install chromium ***\n`,
  );
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** An open page, with its errors and requests. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly problems: string[];
  readonly requests: string[];
}

export async function openPage(
  browser: Browser,
  { url = PAGE_URL, ...options }: BrowserContextOptions & { readonly url?: string } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  return { page, context, problems, requests };
}

/** What the screens show, by their labels. */
export async function screens(page: Page): Promise<readonly string[]> {
  const images = await page.getByRole('img', { name: /^Output/ }).all();
  return Promise.all(images.map(async (image) => (await image.getAttribute('aria-label')) ?? ''));
}
