/** The room page in a real browser. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestAPI } from 'vitest';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { root } from '../../scripts/project/root';

export const SWITCHER = 'presentation-screen-switcher';
export const REDIALER = 'zoom-obtp-redialer';

const CHROMIUM = '/usr/bin/chromium';
const PATIENCE_MS = 30_000;
/** A busy computer disturbs what is measured in a browser. A fault fails every time. */
export const RETRIES = 2;
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
export type OpenPage = ReturnType<typeof watched>;

type Open = (options?: BrowserContextOptions & { readonly url?: string }) => Promise<OpenPage>;

/**
 * Tests with a function that opens a page, in one browser for the tests of a file. Each page is a window of its own, with
 * a clipboard that all share; at the end of a test, no page may have had problems.
 */
export function useBrowser(...more: readonly string[]): TestAPI<{ readonly open: Open }> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', ...more],
    });
  });
  afterAll(() => browser?.close());
  return test.extend<{ readonly open: Open }>({
    // eslint-disable-next-line no-empty-pattern -- Vitest reads in the pattern what a fixture needs
    open: async ({}, use) => {
      const all: OpenPage[] = [];
      await use(async ({ url = PAGE_URL, ...options } = {}) => {
        if (!browser) throw new Error('the browser does not run');
        const context = await browser.newContext({
          viewport: { width: 1440, height: 900 },
          permissions: ['clipboard-read', 'clipboard-write'],
          ...options,
        });
        context.setDefaultTimeout(PATIENCE_MS);
        const opened = watched(await context.newPage(), context);
        all.push(opened);
        await opened.page.goto(url);
        return opened;
      });
      for (const { context } of all) await context.close();
      expect(all.flatMap(({ problems }) => problems)).toEqual([]);
    },
  });
}

/** A link to a room with two screens, the larger one on output 2, with some parts changed. */
export function fragmentOf(part: Readonly<Record<string, unknown>>): string {
  const screen = (inches: number): unknown => ({ inches, resolution: '3840x2160', reports: 'everything' });
  const room = { product: 'brooklyn', firmware: '26.4', screens: { 1: screen(55), 2: screen(75) } };
  const scene = { macro: SWITCHER, room, settings: {}, story: [], rest: 0, ...part };
  return `#room=${encodeURIComponent(JSON.stringify(scene))}`;
}

function watched(page: Page, context: BrowserContext) {
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
    /** Presses buttons, one after the other. */
    press: async (...names: readonly string[]): Promise<void> => {
      for (const name of names) await page.getByRole('button', { name, exact: true }).click();
    },
    /** Fills in a field, and leaves it. */
    fill: async (label: string, text: string): Promise<void> => {
      await page.getByLabel(label).fill(text);
      await page.getByLabel(label).blur();
    },
    /** Chooses in a field, by text or value. */
    choose: async (label: string, option: string): Promise<void> => {
      await page.getByLabel(label).selectOption(option);
    },
    /** Shows the room with the macro, or without. */
    switchMacro: async (isOn: boolean): Promise<void> => {
      await page.getByRole('switch', { name: 'With the macro' }).setChecked(isOn);
    },
    /** Waits until screens have these labels. */
    shows: async (...labels: readonly string[]): Promise<void> => {
      for (const name of labels) await page.getByRole('img', { name, exact: true }).waitFor();
    },
    /** Waits until the console has a line with a text. */
    prints: async (text: string | RegExp): Promise<void> => {
      await page.getByRole('log').getByText(text).first().waitFor();
    },
    /** What the screens show, by their labels. */
    screens: (): Promise<readonly string[]> =>
      page.evaluate(
        `[...document.querySelectorAll('[role="img"]')].map((image) => image.getAttribute('aria-label'))`,
      ),
  };
}
