/** What the page and its worker hold after garbage collection, from Chromium's DevTools protocol. */
import type { CDPSession } from 'playwright-core';

export interface Resources {
  /** In use in the page and its worker. */
  readonly bytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

type Answer = Readonly<Record<'result', { readonly usedSize: number }>>;

const MEASUREMENTS = 5;

/**
 * Measures a page with one worker: the least of some measurements after something happened in between, as a page that
 * draws itself may hold what it drew before a little longer. Attaches once: each time takes some memory of the worker.
 */
export async function heapOf(
  page: CDPSession,
  between: () => Promise<void>,
): Promise<() => Promise<Resources>> {
  const attached = new Promise<string>((resolve) => {
    page.once('Target.attachedToTarget', (target) => resolve(target.sessionId));
  });
  await page.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const sessionId = await attached;
  /** Asks the worker, whose session is reached through that of the page, one question at a time. */
  const ask = async (method: string): Promise<Answer['result']> => {
    const answered = new Promise<Answer>((resolve) => {
      page.once('Target.receivedMessageFromTarget', ({ message }) => resolve(JSON.parse(message) as Answer));
    });
    await page.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: 1, method }) });
    return (await answered).result;
  };
  return async () => {
    let least: Resources = { bytes: Infinity, nodes: Infinity, listeners: Infinity };
    for (let count = 0; count < MEASUREMENTS; count += 1) {
      await between();
      await page.send('HeapProfiler.collectGarbage');
      await ask('HeapProfiler.collectGarbage');
      const counted = await page.send('Memory.getDOMCounters');
      const { usedSize } = await page.send('Runtime.getHeapUsage');
      least = {
        bytes: Math.min(least.bytes, usedSize + (await ask('Runtime.getHeapUsage')).usedSize),
        nodes: Math.min(least.nodes, counted.nodes),
        listeners: Math.min(least.listeners, counted.jsEventListeners),
      };
    }
    return least;
  };
}
