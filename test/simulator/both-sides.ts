/** Runs one script against the fake of `xapi` and against Cisco's jsxapi, and records what callers and listeners see. */
import { expect } from 'vitest';
import type { Engine } from '../../src/simulator/codec/clock';
import { faultless } from '../../src/simulator/codec/link';
import type { Faults, Link } from '../../src/simulator/codec/link';
import { Room } from '../../src/simulator/room/room';
import { anyXapi } from '../../src/simulator/codec/fake-xapi';
import type { AnyXapi, Listener } from '../../src/simulator/codec/fake-xapi';
import { asSent, jsxapiClient } from './jsxapi-client';

/** Node, with a turn of its event loop between alarms, in which it reports unhandled rejections. */
const engine: Engine = {
  idle: () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    }),
};

/** An observation: an answer, a pending request, or a report with the whole frame as its root. */
export interface Line {
  readonly at: number;
  readonly what: string;
  readonly value: unknown;
  readonly root?: unknown;
}

export type Script = (side: Side) => void | Promise<void>;
type Client = (link: Link) => AnyXapi;

/** One of the two objects, on its own codec, and the observations. */
export class Side {
  readonly lines: Line[] = [];
  readonly room = new Room({
    engine: engine,
    macro: () => undefined,
    screens: { 1: { inches: 75 }, 2: { inches: 65 } },
  });
  readonly link = this.room.connect((traffic) => {
    if (traffic.kind === 'request') this.note('request', asSent(traffic.request));
  });
  readonly xapi: AnyXapi;

  constructor(client: Client) {
    this.xapi = client(this.link);
  }

  note(what: string, value: unknown, ...root: readonly unknown[]): void {
    const line = { at: this.room.seconds() * 1000, what: what, value: kept(value) };
    this.lines.push(root.length > 0 ? { ...line, root: kept(root[0]) } : line);
  }

  /** Makes a request, and records the answer. */
  asks(what: string, ask: () => Promise<unknown>): void {
    this.tries(what, () => {
      ask().then(
        (value) => this.note(what, value),
        (error: unknown) => this.note(what + ' fails', error),
      );
    });
  }

  /** A listener that records its arguments. */
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

  /** Advances time; exceptions of listeners are recorded. */
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
}

/** A copy of a value as it is now. */
function kept(value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message } : structuredClone(value);
}

/** Runs a script on both, and returns the observations, which must be equal. */
export async function onBoth(script: Script): Promise<readonly Line[]> {
  const theirs = await played(jsxapiClient, script);
  const ours = await played(anyXapi, script);
  expect(ours).toStrictEqual(theirs);
  return theirs;
}

/** Unhandled rejections are observations, and do not fail the test. */
async function played(client: Client, script: Script): Promise<readonly Line[]> {
  const side = new Side(client);
  const handlers = process.listeners('unhandledRejection');
  process
    .removeAllListeners('unhandledRejection')
    .on('unhandledRejection', (reason) => side.note('unhandled rejection', reason));
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

/** All observations with a name. */
export function seen(lines: readonly Line[], what: string): readonly unknown[] {
  return lines.filter((line) => line.what === what).map((line) => line.value);
}

/** These values in turn, repeatedly. */
export interface Turns {
  readonly delays?: readonly number[];
  readonly outcomes?: readonly ReturnType<Faults['outcomeOf']>[];
  readonly copies?: readonly (readonly number[])[];
}

export function faultsOf({ delays = [10], outcomes = ['answered'], copies = [[0]] }: Turns): Faults {
  return {
    ...faultless(20),
    delay: inTurn(delays, 10),
    outcomeOf: inTurn(outcomes, 'answered'),
    copies: inTurn(copies, [0]),
  };
}

function inTurn<T>(values: readonly T[], otherwise: T): () => T {
  let turn = -1;
  return () => {
    turn += 1;
    return values[turn % values.length] ?? otherwise;
  };
}
