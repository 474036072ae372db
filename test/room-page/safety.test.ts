/** The page uses no network, and nothing in a link can harm it. */
import { describe, expect, it } from 'vitest';
import { fromFragment } from '../../src/room-page/share-link';
import { MAX_STORY_STEPS } from '../../src/room-page/story-limits';
import { fragmentOf, hasBrowser, PAGE_URL, RETRIES, SWITCHER, useBrowser } from './browser';

describe.runIf(hasBrowser)('the room page', { concurrent: true, retry: RETRIES }, () => {
  const it = useBrowser();

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

  it('opens the usual room for an invalid link, and stays where one is followed', async ({ open }) => {
    const { page, shows, press } = await open({ url: `${PAGE_URL}#<script>alert(1)</script>` });
    const alert = page.getByRole('alert').getByText('This link cannot be read');
    await shows('Output 1, 75 inches: presentation');
    await alert.waitFor();
    expect(await page.locator('script:not([type])').count()).toBe(1);
    await press('Start over', 'Start a video call');
    await alert.waitFor({ state: 'detached' });
    await page.evaluate('location.hash = "room=null"');
    await alert.waitFor();
    await shows('Output 1, 75 inches: participants');
  });
});

const HOSTILE: readonly string[] = [
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

it('a link is read, and one that the page could not have made is not', () => {
  expect(fromFragment(fragmentOf({ rest: 5 }))).toMatchObject({ macro: SWITCHER, rest: 5 });
  expect(HOSTILE.filter((fragment) => fromFragment(fragment))).toEqual([]);
});
