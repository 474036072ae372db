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

/** Measures a page with one worker. Attaches once: each time takes some memory of the worker. */
export class Heap {
  private lastId = 0;

  private constructor(
    private readonly page: CDPSession,
    private readonly workerId: string,
  ) {}

  static async of(page: CDPSession): Promise<Heap> {
    const attached = new Promise<string>((resolve) => {
      page.once('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId));
    });
    await page.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return new Heap(page, await attached);
  }

  /**
   * The least of some measurements after something happened in between: a page that draws itself may hold what it drew
   * before a little longer.
   */
  async resources(between: () => Promise<void>): Promise<Resources> {
    const measured: Resources[] = [];
    for (let count = 0; count < MEASUREMENTS; count += 1) {
      await between();
      measured.push(await this.measure());
    }
    const least = (name: keyof Resources): number => Math.min(...measured.map((one) => one[name]));
    return {
      page: least('page'),
      worker: least('worker'),
      nodes: least('nodes'),
      listeners: least('listeners'),
    };
  }

  private async measure(): Promise<Resources> {
    await this.page.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await this.page.send('Memory.getDOMCounters');
    const { usedSize } = await this.page.send('Runtime.getHeapUsage');
    await this.askWorker('HeapProfiler.collectGarbage');
    const answer = await this.askWorker('Runtime.getHeapUsage');
    return { page: usedSize, worker: answer.result.usedSize, nodes, listeners: jsEventListeners };
  }

  /** Asks the worker, whose session is reached through that of the page. */
  private async askWorker(method: string): Promise<Answer> {
    this.lastId += 1;
    const id = this.lastId;
    const answered = new Promise<Answer>((resolve) => {
      const listen = ({ message }: { message: string }): void => {
        const answer = JSON.parse(message) as Answer;
        if (answer.id !== id) return;
        this.page.off('Target.receivedMessageFromTarget', listen);
        resolve(answer);
      };
      this.page.on('Target.receivedMessageFromTarget', listen);
    });
    const message = JSON.stringify({ id, method });
    await this.page.send('Target.sendMessageToTarget', { sessionId: this.workerId, message });
    return answered;
  }
}

interface Answer {
  readonly id: number;
  readonly result: { readonly usedSize: number };
}
