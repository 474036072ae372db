/** Every room that can be chosen, and the size, safety and accessibility of the page. */
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, CDPSession } from 'playwright-core';
import { products, profileFor } from '../../src/xapi/products';
import { published } from '../../src/xapi/schema-subset';
import { worksOn } from '../../src/presentation-screen-switcher/compatibility';
import { hasBrowser, launch, openPage, PAGE, PAGE_URL, screens } from './browser';
import type { OpenPage } from './browser';

const MAX_BYTES = 300 * 1024;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe.runIf(hasBrowser)('the rooms of the room page', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);

  afterAll(() => browser.close());

  async function press({ page }: OpenPage, ...names: readonly string[]): Promise<void> {
    for (const name of names) await page.getByRole('button', { name, exact: true }).click();
  }

  it('offers every product with its firmware, and shows which are not supported', async () => {
    const opened = await openPage(browser);
    const { page, problems } = opened;
    for (const [code, product] of Object.entries(products)) {
      await page.getByLabel('Product').selectOption(code);
      const firmwares = published.filter((firmware) => profileFor(product, firmware)).reverse();
      const offered = await page
        .getByLabel('Firmware')
        .locator('option')
        .evaluateAll((options) => options.length);
      expect(offered, code).toBe(firmwares.length);
      const newest = firmwares[0];
      const profile = newest && profileFor(product, newest);
      if (!profile) throw new Error(`there is no firmware for ${code}`);
      const { works, notes } = worksOn(profile);
      const verdict = page.locator('.verdict');
      expect(await verdict.innerText(), code).toMatch(
        works ? /Supported|Set its|Add a second/ : /Not supported/,
      );
      for (const note of works ? [] : notes) expect(await verdict.innerText()).toContain(note);
      await expect.poll(async () => (await screens(page)).length).toBeGreaterThan(0);
    }
    expect(problems).toEqual([]);
    await opened.context.close();
  });

  it('makes no requests, from disk or from a server, and is small', async () => {
    expect((await stat(PAGE)).size).toBeLessThan(MAX_BYTES);
    const asked: string[] = [];
    const html = await readFile(PAGE);
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'text/html').end(html);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    for (const url of [PAGE_URL, `http://127.0.0.1:${port}/room.html`]) {
      const opened = await openPage(browser, { url });
      await opened.page
        .getByRole('log')
        .getByText(/^.*ready/)
        .waitFor();
      await press(opened, 'Start a video call', 'Share over HDMI');
      await opened.page.getByRole('img', { name: 'Output 2, 75 inches: presentation' }).waitFor();
      expect(opened.requests.filter((one) => !one.startsWith('blob:'))).toEqual([url]);
      expect(opened.problems).toEqual([]);
      await opened.context.close();
    }
    expect(asked).toEqual(['/room.html']);
    server.close();
  });

  it('lets neither the page nor the macro use the network or eval', async () => {
    const opened = await openPage(browser);
    const tried = (code: string): Promise<unknown> =>
      opened.page.evaluate(`Promise.resolve().then(() => ${code}).then(() => 'allowed', () => 'refused')`);
    expect(await tried("fetch('http://127.0.0.1:9/')")).toBe('refused');
    await opened.page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { text: 'window.injected = 1' }))",
    );
    expect(await opened.page.evaluate('window.injected')).toBeUndefined();
    const [worker] = opened.page.workers();
    if (!worker) throw new Error('there is no worker');
    const inWorker = (code: string): Promise<unknown> =>
      worker.evaluate(`Promise.resolve().then(() => ${code}).then(() => 'allowed', () => 'refused')`);
    expect(await inWorker("fetch('http://127.0.0.1:9/')")).toBe('refused');
    await opened.context.close();
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
  ] as const)('has no accessibility violations, %s at %i pixels', async (colorScheme, width) => {
    const opened = await openPage(browser, {
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width, height: 800 },
      bypassCSP: true,
    });
    const { page } = opened;
    await page.addScriptTag({ path: axe });
    for (const macro of ['presentation-screen-switcher', 'zoom-obtp-redialer']) {
      await page.getByLabel('Macro', { exact: true }).selectOption(macro);
      await press(opened, 'Join');
      await page.getByText(/^Faults of the codec/).click();
      await page.waitForTimeout(200);
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).slice(0, 3)))',
      );
      expect(violations).toEqual([]);
    }
    await opened.context.close();
  });

  it.each([360, 768, 1440, 3840])('fits into a window of %i pixels', async (width) => {
    const opened = await openPage(browser, { viewport: { width, height: 900 } });
    await press(opened, 'Start a video call');
    await opened.page.getByRole('img', { name: 'Output 2, 75 inches: people' }).waitFor();
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await opened.context.close();
  });

  it('draws the screens to scale', async () => {
    const opened = await openPage(browser);
    const widths = await Promise.all(
      [1, 2].map(async (output) => {
        const box = await opened.page.getByRole('img', { name: `Output ${output},` }).boundingBox();
        return box?.width ?? 0;
      }),
    );
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(75 / 55, 1);
    await opened.context.close();
  });

  it.each([
    '#room=%7B',
    '#room=null',
    `#room=${encodeURIComponent('{"macro":"__proto__"}')}`,
    `#room=${encodeURIComponent(hostile({ settings: { buttonName: '<img src=x onerror=alert(1)>'.repeat(99) } }))}`,
    `#room=${encodeURIComponent(hostile({ room: { product: 'constructor', firmware: '11.14', screens: {} } }))}`,
    `#room=${encodeURIComponent(hostile({ rest: 1e12 }))}`,
    `#room=${encodeURIComponent(hostile({ story: [{ action: 'constructor', after: 0 }] }))}`,
    `#room=${encodeURIComponent(hostile({ story: new Array(5000).fill({ action: 'tap', after: 0 }) }))}`,
    `#room=${'x'.repeat(1_000_000)}`,
    '#<script>alert(1)</script>',
  ])('opens the default room for an invalid fragment: %.60s', async (fragment) => {
    const opened = await openPage(browser, { url: PAGE_URL + fragment });
    opened.page.on('dialog', () => opened.problems.push('a dialog'));
    await opened.page.getByRole('img', { name: 'Output 2, 75 inches: home screen' }).waitFor();
    expect(await opened.page.locator('script:not([type])').count()).toBe(1);
    expect(opened.problems).toEqual([]);
    await opened.context.close();
  });

  it('shows markup in a setting of a link as text', async () => {
    const buttonName = '<img src=x onerror=alert(1)>';
    const fragment = `#room=${encodeURIComponent(hostile({ settings: { buttonName } }))}`;
    const opened = await openPage(browser, { url: PAGE_URL + fragment });
    await press(opened, 'Start a video call');
    await opened.page.getByRole('button', { name: buttonName, exact: true }).waitFor();
    expect(await opened.page.locator('img').count()).toBe(0);
    await opened.context.close();
  });

  it('does nothing while it is paused and nobody uses it', async () => {
    const opened = await openPage(browser);
    await opened.page.getByRole('log').getByText(/ready/).waitFor();
    await press(opened, 'Pause');
    const session = await opened.context.newCDPSession(opened.page);
    await session.send('Performance.enable');
    const tasks = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN;
    };
    await opened.page.waitForTimeout(500);
    const before = await tasks();
    await opened.page.waitForTimeout(3000);
    expect(await tasks()).toBe(before);
    await opened.context.close();
  });

  it('needs no more memory after 1,000 clicks than after a few', async () => {
    const opened = await openPage(browser);
    await opened.page.getByRole('log').getByText(/ready/).waitFor();
    await press(opened, '10 times the speed');
    const session = await opened.context.newCDPSession(opened.page);
    const click = (times: number): Promise<unknown> => opened.page.evaluate(clicking(times));
    // The same state at both times: a new room after three meetings.
    const afterMeetings = async (): Promise<number> => {
      await press(opened, 'Start over');
      await opened.page.locator('.state', { hasText: 'Nobody shares' }).waitFor();
      await click(12);
      return memory(session);
    };
    // Compiles the code that the clicks need, which takes memory once.
    await click(480);
    const first = await afterMeetings();
    await click(1000);
    const last = await afterMeetings();
    expect(last - first).toBeLessThan(500_000);
    await opened.context.close();
  }, 300_000);
});

function hostile(part: Readonly<Record<string, unknown>>): string {
  const screen = (inches: number): unknown => ({ inches, resolution: '3840x2160', reports: 'everything' });
  return JSON.stringify({
    macro: 'presentation-screen-switcher',
    room: { product: 'brooklyn', firmware: '26.4', screens: { 1: screen(55), 2: screen(75) } },
    settings: {},
    story: [],
    rest: 0,
    ...part,
  });
}

/** A script that clicks its way through meetings, as fast as the buttons allow. */
function clicking(times: number): string {
  return `(async () => {
    const names = ['Start a video call', 'Share over HDMI', 'Stop sharing', 'Hang up'];
    const button = (name) => [...document.querySelectorAll('button')].find((one) => one.textContent === name);
    for (let count = 0; count < ${times}; count += 1) {
      const name = names[count % names.length];
      while (button(name).ariaDisabled === 'true') await new Promise((resolve) => setTimeout(resolve, 5));
      button(name).click();
    }
  })()`;
}

/** Bytes in use in the page and its worker, after garbage collection. */
async function memory(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize + (await workerMemory(session));
}

async function workerMemory(session: CDPSession): Promise<number> {
  const attached = new Promise<string>((resolve) => {
    session.once('Target.attachedToTarget', ({ sessionId }) => {
      resolve(sessionId);
    });
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const sessionId = await attached;
  const ask = (id: number, method: string): Promise<string> => {
    const answer = new Promise<string>((resolve) => {
      const listen = ({ message }: { message: string }): void => {
        if (!message.startsWith(`{"id":${id},`)) return;
        session.off('Target.receivedMessageFromTarget', listen);
        resolve(message);
      };
      session.on('Target.receivedMessageFromTarget', listen);
    });
    return session
      .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
      .then(() => answer);
  };
  await ask(1, 'HeapProfiler.collectGarbage');
  const answer = JSON.parse(await ask(2, 'Runtime.getHeapUsage')) as { result: { usedSize: number } };
  await session.send('Target.setAutoAttach', {
    autoAttach: false,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return answer.result.usedSize;
}
