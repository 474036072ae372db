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
 * The least of some measurements after something happened in between: a page that draws itself may hold what it drew
 * before a little longer.
 */
export async function resourcesOf(session: CDPSession, between: () => Promise<void>): Promise<Resources> {
  const measured: Resources[] = [];
  for (let count = 0; count < MEASUREMENTS; count += 1) {
    await between();
    measured.push(await measure(session));
  }
  const least = (name: keyof Resources): number => Math.min(...measured.map((one) => one[name]));
  return {
    page: least('page'),
    worker: least('worker'),
    nodes: least('nodes'),
    listeners: least('listeners'),
  };
}

async function measure(session: CDPSession): Promise<Resources> {
  await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { page: usedSize, worker: await workerBytes(session), nodes, listeners: jsEventListeners };
}

const ATTACHING = { waitForDebuggerOnStart: false, flatten: false };

async function workerBytes(session: CDPSession): Promise<number> {
  const attached = new Promise<string>((resolve) => {
    session.once('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId));
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, ...ATTACHING });
  const sessionId = await attached;
  await ask(session, sessionId, 1, 'HeapProfiler.collectGarbage');
  const answer = await ask(session, sessionId, 2, 'Runtime.getHeapUsage');
  await session.send('Target.setAutoAttach', { autoAttach: false, ...ATTACHING });
  return answer.result.usedSize;
}

interface Answer {
  readonly id: number;
  readonly result: { readonly usedSize: number };
}

/** Asks the worker, whose session is reached through that of the page. */
async function ask(session: CDPSession, sessionId: string, id: number, method: string): Promise<Answer> {
  const answered = new Promise<Answer>((resolve) => {
    const listen = ({ message }: { message: string }): void => {
      const answer = JSON.parse(message) as Answer;
      if (answer.id !== id) return;
      session.off('Target.receivedMessageFromTarget', listen);
      resolve(answer);
    };
    session.on('Target.receivedMessageFromTarget', listen);
  });
  await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
  return answered;
}
