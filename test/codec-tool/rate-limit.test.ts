import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rateLimit } from '../../src/codec-tool/webex-api';

const clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number) =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, milliseconds);
    }),
};
const patience = { timeoutMs: 30_000, stop: new AbortController().signal, clock };

describe('a request to Webex', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is tried again until it has waited for 300 s, however often it is refused', async () => {
    const lines: string[] = [];
    const attempts = rateLimit((line) => lines.push(line))(patience);
    const waited = (async () => {
      for (;;) {
        await attempts.turn();
        attempts.refused(7);
      }
    })();
    const end = expect(waited).rejects.toThrow('Webex asks to wait 7 s more after 294 s: try again later');
    await vi.advanceTimersByTimeAsync(400_000);
    await end;
    expect(lines.filter((line) => line.includes('waiting 7 s')).length).toBeGreaterThan(40);
  });

  it('goes before the requests that began later', async () => {
    const begin = rateLimit(() => undefined);
    const [first, second, third] = [begin(patience), begin(patience), begin(patience)];
    const order: string[] = [];
    first.refused(60);
    const sent = [
      third.turn().then(() => order.push('third')),
      second.turn().then(() => order.push('second')),
    ];
    sent.push(first.turn().then(() => order.push('first')));
    await vi.advanceTimersByTimeAsync(61_000);
    await Promise.all(sent);
    expect(order).toEqual(['first', 'second', 'third']);
  });
});
