/** The room page in a real browser. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { root } from '../../scripts/project/root';

export const SWITCHER = 'presentation-screen-switcher';
export const REDIALER = 'zoom-obtp-redialer';

const CHROMIUM = '/usr/bin/chromium';
const PATIENCE_MS = 30_000;
/** A busy computer disturbs what is measured in a browser. A fault fails every time. */
export const RETRIES = 2;
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

/** An open page, with its errors and requests. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly problems: string[];
  readonly requests: string[];
  /** Presses buttons, one after the other. */
  readonly press: (...names: readonly string[]) => Promise<void>;
  readonly chooseMacro: (name: string) => Promise<void>;
  /** Shows the room with the macro, or without. */
  readonly switchMacro: (isOn: boolean) => Promise<void>;
  /** Waits until a screen has a label. */
  readonly shows: (label: string) => Promise<void>;
  /** Waits until the console has a line with a text. */
  readonly prints: (text: string | RegExp) => Promise<void>;
  /** What the screens show, by their labels. */
  readonly screens: () => Promise<readonly string[]>;
}

export type Open = (options?: BrowserContextOptions & { readonly url?: string }) => Promise<OpenPage>;

/** One browser for the tests of a file. Each page is a window of its own, with a clipboard that all share. */
export function useBrowser(...more: readonly string[]): Open {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...more] });
  });
  afterAll(() => browser?.close());
  return async ({ url = PAGE_URL, ...options } = {}) => {
    if (!browser) throw new Error('the browser does not run');
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const opened = watched(await context.newPage(), context);
    await opened.page.goto(url);
    return opened;
  };
}

/** Waits until a check no longer throws. Unlike expect.poll, it works in concurrent tests. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function watched(page: Page, context: BrowserContext): OpenPage {
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('dialog', () => problems.push('a dialog'));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  return {
    page,
    context,
    problems,
    requests,
    async press(...names) {
      for (const name of names) await page.getByRole('button', { name, exact: true }).click();
    },
    async chooseMacro(name) {
      await page.getByLabel('Macro').selectOption(name);
    },
    async switchMacro(isOn) {
      await page.getByRole('switch', { name: 'With the macro' }).setChecked(isOn);
    },
    async shows(label) {
      await page.getByRole('img', { name: label, exact: true }).waitFor();
    },
    async prints(text) {
      await page.getByRole('log').getByText(text).first().waitFor();
    },
    screens: () =>
      page.evaluate(
        `[...document.querySelectorAll('[role="img"]')].map((image) => image.getAttribute('aria-label'))`,
      ),
  };
}
