/** What the page and its worker hold after garbage collection, from Chromium's DevTools protocol. */
import type { CDPSession } from 'playwright-core';

export interface Resources {
  /** Bytes in use in the page, and in its worker. */
  readonly page: number;
  readonly worker: number;
  readonly nodes: number;
  readonly listeners: number;
}

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
  const worker = await attached;
  return async () => {
    const measured: Resources[] = [];
    for (let count = 0; count < MEASUREMENTS; count += 1) {
      await between();
      measured.push(await measure(page, worker));
    }
    const least = (name: keyof Resources): number => Math.min(...measured.map((one) => one[name]));
    const [nodes, listeners] = [least('nodes'), least('listeners')];
    return { page: least('page'), worker: least('worker'), nodes, listeners };
  };
}

async function measure(page: CDPSession, worker: string): Promise<Resources> {
  await page.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await page.send('Memory.getDOMCounters');
  const { usedSize } = await page.send('Runtime.getHeapUsage');
  await ask(page, worker, 'HeapProfiler.collectGarbage');
  const { result } = await ask(page, worker, 'Runtime.getHeapUsage');
  return { page: usedSize, worker: result.usedSize, nodes, listeners: jsEventListeners };
}

interface Answer {
  readonly result: { readonly usedSize: number };
}

/** Asks the worker, whose session is reached through that of the page, one question at a time. */
async function ask(page: CDPSession, worker: string, method: string): Promise<Answer> {
  const answered = new Promise<Answer>((resolve) => {
    page.once('Target.receivedMessageFromTarget', ({ message }) => resolve(JSON.parse(message) as Answer));
  });
  const message = JSON.stringify({ id: 1, method });
  await page.send('Target.sendMessageToTarget', { sessionId: worker, message });
  return answered;
}
