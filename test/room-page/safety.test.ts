/** The page uses no network, and nothing in a link can harm it. */
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { MAX_STORY_STEPS } from '../../src/room-page/story-limits';
import { fragmentOf, hasBrowser, PAGE, PAGE_URL, RETRIES, useBrowser } from './browser';

const MAX_BYTES = 300 * 1024;

describe.runIf(hasBrowser)('the room page', { concurrent: true, retry: RETRIES }, () => {
  const it = useBrowser();

  it('makes no requests, from disk or from a server, and is small', async ({ open }) => {
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
      const { press, shows, prints, requests } = await open({ url });
      await prints('ready');
      await press('Hang up', 'Start a video call', 'Share over HDMI');
      await shows('Output 1, 75 inches: presentation');
      expect(requests.filter((one) => !one.startsWith('blob:'))).toEqual([url]);
    }
    expect(asked).toEqual(['/room.html']);
    server.close();
  });

  it('lets neither the page nor the macro use the network or eval', async ({ open }) => {
    const { page, prints, problems } = await open();
    await prints('ready');
    const [worker] = page.workers();
    if (!worker) throw new Error('there is no worker');
    const places = [(code: string) => page.evaluate(code), (code: string) => worker.evaluate(code)];
    for (const evaluate of places) {
      const tried = (code: string): Promise<unknown> =>
        evaluate(`Promise.resolve().then(() => ${code}).then(() => 'allowed', () => 'refused')`);
      expect(await tried('1')).toBe('allowed');
      expect(await tried("fetch('http://127.0.0.1:9/')")).toBe('refused');
      // A text that runs later, so that not the browser's tools run it, which may do more than the page.
      await evaluate("setTimeout('globalThis.evaluated = 1')");
      expect(
        await evaluate('new Promise((resolve) => setTimeout(() => resolve(globalThis.evaluated), 20))'),
      ).toBe(undefined);
    }
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { text: 'window.injected = 1' }))",
    );
    expect(await page.evaluate('window.injected')).toBeUndefined();
    expect(problems.splice(0).join()).toMatch(/Content Security Policy/);
  });

  it('opens the usual room for an invalid fragment, and stays there', async ({ open }) => {
    const { page, shows, press } = await open({ url: 'about:blank' });
    for (const fragment of hostileFragments()) {
      await page.goto('about:blank');
      await page.goto(PAGE_URL + fragment);
      await shows('Output 1, 75 inches: presentation');
      await page.getByRole('alert').getByText('This link cannot be read').waitFor();
      expect(await page.locator('script:not([type])').count()).toBe(1);
    }
    await press('Hang up', 'Start a video call');
    await shows('Output 1, 75 inches: participants');
    for (const fragment of hostileFragments().slice(0, -1)) {
      await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
    }
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
    await page.getByRole('alert').getByText('This link cannot be read').waitFor();
    await press('Share over HDMI');
    await shows('Output 1, 75 inches: presentation');
  });

  it('shows markup in a setting of a link as text', async ({ open }) => {
    const buttonName = '<img src=x onerror=alert(1)>';
    const { page, press } = await open({
      url: PAGE_URL + fragmentOf({ settings: { buttonName } }),
    });
    await press('Start a video call');
    await page.getByRole('button', { name: buttonName, exact: true }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });
});

function hostileFragments(): readonly string[] {
  return [
    '#room=%7B',
    '#room=null',
    `#room=${encodeURIComponent('{"macro":"__proto__"}')}`,
    fragmentOf({ settings: { buttonName: '<img src=x onerror=alert(1)>'.repeat(99) } }),
    fragmentOf({ room: { product: 'constructor', firmware: '11.14', screens: {} } }),
    fragmentOf({ rest: 1e12 }),
    fragmentOf({ story: [{ action: 'constructor', after: 0 }] }),
    fragmentOf({ story: new Array(MAX_STORY_STEPS + 1).fill({ action: 'tap', after: 0 }) }),
    fragmentOf({ story: new Array(MAX_STORY_STEPS).fill({ action: 'tap', after: 360_000 }) }),
    '#<script>alert(1)</script>',
    `#room=${'x'.repeat(1_000_000)}`,
  ];
}
