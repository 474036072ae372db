/** One script, run against the fake of `xapi` and against Cisco's jsxapi, and what callers and listeners saw. */
import { expect } from 'vitest';
import type { Engine } from '../../src/simulator/codec/clock';
import { Link } from '../../src/simulator/codec/link';
import type { Faults } from '../../src/simulator/codec/link';
import { Room } from '../../src/simulator/room/room';
import { anyXapi } from '../../src/simulator/codec/fake-xapi';
import type { Listener } from '../../src/simulator/codec/fake-xapi';
import { asSent, jsxapiClient } from './jsxapi-client';
import { withNewStyle } from './new-style';
import type { BothStyles } from './new-style';

/** Node, with a turn of its event loop between alarms: that is when it tells of a rejection that nobody handles. */
const engine: Engine = {
  idle: () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    }),
};

/** What was seen: an answer, a request on its way, or a report, which has the whole frame as its root. */
export interface Line {
  readonly at: number;
  readonly what: string;
  readonly value: unknown;
  readonly root?: unknown;
}

export type Script = (side: Side) => void | Promise<void>;
type Client = (link: Link) => BothStyles;

/** One of the two objects, on a codec of its own, and what was seen. */
export class Side {
  readonly lines: Line[] = [];
  readonly room = new Room({
    engine: engine,
    macro: () => undefined,
    screens: { 1: { inches: 75 }, 2: { inches: 65 } },
  });
  readonly link = new Link(
    this.room.clock,
    this.room.device,
    () => this.room.faults,
    (traffic) => {
      if (traffic.kind === 'request') this.note('request', asSent(traffic.request));
    },
  );
  readonly xapi: BothStyles;

  constructor(client: Client) {
    this.xapi = client(this.link);
  }

  note(what: string, value: unknown, ...root: readonly unknown[]): void {
    const line = { at: this.room.seconds() * 1000, what: what, value: kept(value) };
    this.lines.push(root.length > 0 ? { ...line, root: kept(root[0]) } : line);
  }

  /** Asks, and notes what is answered. */
  asks(what: string, ask: () => Promise<unknown>): void {
    this.tries(what, () => {
      ask().then(
        (value) => {
          this.note(what, value);
        },
        (error: unknown) => {
          this.note(what + ' fails', error);
        },
      );
    });
  }

  /** A listener that notes what it is called with. */
  hears(what: string, then: (report: unknown) => void = () => undefined): Listener {
    return (report, root) => {
      this.note(what, report, root);
      then(report);
    };
  }

  tries(what: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.note(what + ' throws', error);
    }
  }

  /** Lets time pass; what listeners throw on the way is noted. */
  async wait(milliseconds: number): Promise<void> {
    const until = this.room.clock.now() + milliseconds;
    for (;;) {
      try {
        await this.room.clock.run(until - this.room.clock.now());
        return;
      } catch (error) {
        this.note('thrown', error);
      }
    }
  }

  /** Changes values, all told in one frame. */
  puts(values: Readonly<Record<string, string>>): void {
    Object.entries(values).forEach(([path, value]) => {
      this.room.device.put(path, value);
    });
    this.room.device.report();
  }
}

/** A value as it is now, whatever becomes of it. */
function kept(value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message } : structuredClone(value);
}

/** Plays a script on both; gives what was seen, which must be the same. */
export async function onBoth(script: Script): Promise<readonly Line[]> {
  const theirs = await played(jsxapiClient, script);
  const ours = await played((link) => withNewStyle(anyXapi(link)), script);
  expect(ours).toStrictEqual(theirs);
  return theirs;
}

/** Rejections that nobody handles are part of what is seen, and do not fail the test. */
async function played(client: Client, script: Script): Promise<readonly Line[]> {
  const side = new Side(client);
  const handlers = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', (reason) => {
    side.note('unhandled rejection', reason);
  });
  try {
    await script(side);
    await side.wait(3000);
  } finally {
    process.removeAllListeners('unhandledRejection');
    handlers.forEach((handler) => process.on('unhandledRejection', handler));
  }
  side.note('subscriptions', side.room.device.subscriptionCount());
  side.note('requests without an answer', side.link.waiting);
  return side.lines;
}

/** All that was noted under a name. */
export function seen(lines: readonly Line[], what: string): readonly unknown[] {
  return lines.filter((line) => line.what === what).map((line) => line.value);
}

/** The names under which answers and reports were noted, in order. */
export function order(lines: readonly Line[]): readonly string[] {
  return lines
    .map((line) => line.what)
    .filter((what) => !['request', 'subscriptions', 'requests without an answer'].includes(what));
}

/** Each of these in turn, again and again. */
export interface Turns {
  readonly delays?: readonly number[];
  readonly outcomes?: readonly ReturnType<Faults['outcomeOf']>[];
  readonly copies?: readonly (readonly number[])[];
}

export function faultsOf({ delays = [10], outcomes = ['answered'], copies = [[0]] }: Turns): Faults {
  return { delay: inTurn(delays, 10), outcomeOf: inTurn(outcomes, 'answered'), copies: inTurn(copies, [0]) };
}

function inTurn<T>(values: readonly T[], otherwise: T): () => T {
  let turn = -1;
  return () => {
    turn += 1;
    return values[turn % values.length] ?? otherwise;
  };
}
