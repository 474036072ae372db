/**
 * Measurements of a macro in an engine, for scripts/bench and its test. Time is real time of the engine;
 * "virtual" time is the time of the room.
 */
import { faultless } from '../../../src/simulator/codec/link';
import type { Booking } from '../../../src/xapi/xapi';
import type { Room } from '../../../src/simulator/room/room';
import type { Host } from './host';
import { Meter, PLAN, roomIn } from './meter';
import { situations } from './situations';
import type { Situation } from './situations';

/** The cost of a day of meetings. */
interface Day {
  /** Milliseconds of each turn, in order. */
  readonly turns: readonly number[];
  /** Milliseconds in the macro's listeners and timers. */
  readonly inMacro: number;
  /** Number of reports to its listeners. */
  readonly reports: number;
}

/** The cost of a change in the room. */
export interface Change {
  readonly change: string;
  readonly requests: number;
  /** Virtual milliseconds until the last screen shows what it should. */
  readonly milliseconds: number;
  readonly screens: Readonly<Record<number, string>>;
}

const BUTTON = 'presentation-screen-switcher';
const NUMBER = '81234567890.246813@zoomcrc.com';

/** The cost of a situation. */
interface Cost {
  readonly requests: number;
  /** Lines in the console. */
  readonly lines: number;
  readonly reports: number;
  /** Milliseconds in the macro's listeners and timers. */
  readonly inMacro: number;
  /** Milliseconds of the longest turn, the room's own work included. */
  readonly longestTurn: number;
}

/**
 * Milliseconds that the engine needs for a fixed workload, similar to the work of macros: the minimum of a few
 * runs. Times of macros are compared with it, so that a slow or busy computer does not matter.
 */
export function workload(host: Host): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < 5; run += 1) {
    const began = host.milliseconds();
    let tree: Readonly<Record<string, unknown>> = {};
    for (let id = 0; id < 1500; id += 1) {
      const path = ('Video Output Connector ' + id + ' MonitorRole').split(' ');
      const text = JSON.stringify({ path: path, id: String(id), value: /(\d+)/.exec(path.join('/')) });
      const parsed: unknown = JSON.parse(text);
      tree = { last: parsed, before: String(tree['last']) + id };
    }
    if (!tree['last']) throw new Error('the workload does nothing');
    least = Math.min(least, host.milliseconds() - began);
  }
  return Promise.resolve(least);
}

/**
 * Milliseconds that the redialer needs to parse the calendar of a situation, without anything else: the minimum of a few
 * runs. `detail` is the situation's name.
 */
export async function parsing(host: Host, _: string, text: string, detail: string): Promise<number> {
  const { calendar = [] } = situationNamed(detail);
  let parse: Parse = () => undefined;
  const handOver = (found: Parse): void => {
    parse = found;
  };
  // Added to the file, because its functions are not visible outside.
  const room = roomIn(host, text + '\nxapi.handOver(bookedMeetings);', PLAN, undefined, { handOver });
  room.start();
  await room.wait(1);
  let least = Infinity;
  for (let run = 0; run < 10; run += 1) {
    const began = host.milliseconds();
    parse([], calendar, 0, ['zoomcrc.com']);
    least = Math.min(least, host.milliseconds() - began);
  }
  return least;
}

type Parse = (
  current: readonly Booking[],
  listed: readonly Booking[],
  now: number,
  domains: readonly string[],
) => unknown;

function situationNamed(detail: string): Situation {
  const found = situations.filter(({ name }) => name === detail)[0];
  if (!found) throw new Error('there is no situation ' + detail);
  return found;
}

/** The cost of a situation; `detail` is its name. */
export async function situation(host: Host, _: string, text: string, detail: string): Promise<Cost> {
  const found = situationNamed(detail);
  const meter = new Meter();
  const room = roomIn(host, text, PLAN, meter);
  room.start();
  await room.wait(5);
  const before = { requests: room.requests.length, lines: room.log().length };
  meter.reset();
  await found.play(room);
  return {
    requests: room.requests.length - before.requests,
    lines: room.log().length - before.lines,
    reports: meter.reports,
    inMacro: meter.inMacro,
    longestTurn: Math.max(...meter.turns),
  };
}

/**
 * Real milliseconds from the first line of a macro until it has started, on a codec that answers at once; `detail`
 * times, each in a new room.
 */
export async function load(host: Host, _: string, text: string, detail: string): Promise<number[]> {
  const found: number[] = [];
  while (found.length < Number(detail)) {
    const room = roomIn(host, text);
    room.faults = faultless(0);
    const began = host.milliseconds();
    room.start();
    await room.wait(1);
    found.push(host.milliseconds() - began);
  }
  return found;
}

/** The cost of a number of meetings, half an hour each; `detail` is the number. */
export async function day(host: Host, _: string, text: string, detail: string): Promise<Day> {
  const meter = new Meter();
  const room = roomIn(host, text, PLAN, meter);
  await started(room);
  for (let count = 0; count < Number(detail); count += 1) await meeting(room, 1800);
  return meter;
}

/** The cost of a burst of relevant reports: shares that start and stop, and calls that end. */
export async function reports(host: Host, _: string, text: string): Promise<Day> {
  const meter = new Meter();
  const room = roomIn(host, text, PLAN, meter);
  await started(room);
  room.phone.up();
  await room.wait(5);
  meter.reset();
  for (let count = 0; count < 250; count += 1) {
    room.shares.farEnd();
    room.shares.stop();
  }
  for (let count = 0; count < 250; count += 1) {
    room.phone.hangUp();
    room.phone.up();
  }
  await room.wait(20);
  return meter;
}

/**
 * The heap in use after the start and after increasing numbers of meetings, at an interval in seconds.
 * `detail` is "seconds: meetings, meetings, …", in increasing order. Data of the room that only tests read is
 * cleared before.
 */
export async function heap(host: Host, _: string, text: string, detail: string): Promise<number[]> {
  const room = roomIn(host, text);
  const [seconds, ...counts] = detail.split(/\D+/).map(Number);
  const found: number[] = [];
  let held = 0;
  await started(room);
  for (const count of counts) {
    for (; held < count; held += 1) await meeting(room, seconds || 0);
    room.journal.length = 0;
    room.requests.length = 0;
    room.phone.dialed.length = 0;
    found.push(host.heap());
  }
  return found;
}

/** The cost of each change in the room for the switcher; `detail` is the round trip in milliseconds. */
export async function changes(host: Host, _: string, text: string, detail: string): Promise<Change[]> {
  const room = roomIn(host, text, { ...PLAN, roundTrip: Number(detail) });
  const all: Change[] = [];
  async function change(what: string, run: () => void): Promise<void> {
    const requests = room.requests.length;
    const entries = room.journal.length;
    const began = room.seconds();
    run();
    await room.wait(20);
    const pictures = room.journal.slice(entries).filter((entry) => entry.who === 'screen');
    const last = pictures[pictures.length - 1];
    all.push({
      change: what,
      requests: room.requests.length - requests,
      milliseconds: last ? Math.round(last.at - began * 1000) : 0,
      screens: room.screens(),
    });
  }
  await started(room);
  room.phone.up();
  await room.wait(20);
  await change('share starts', () => room.shares.farEnd());
  await change('share stops', () => room.shares.stop());
  room.shares.farEnd();
  await room.wait(20);
  await change('tap while sharing', () => room.panel.tap(BUTTON));
  room.panel.tap(BUTTON);
  await room.wait(20);
  await change('call ends while sharing', () => room.phone.hangUp());
  return all;
}

async function started(room: Room): Promise<void> {
  const call = [{ Number: NUMBER, Protocol: 'SIP' }];
  room.calendar.book(
    [{ Id: 'booking-1', Title: 'Review', DialInfo: { Calls: { Call: call } } }],
    'booking-1',
  );
  room.start();
  await room.wait(5);
}

/** A call with a share, a press of the button, and a failed Zoom join, at an interval in seconds. */
async function meeting(room: Room, seconds: number): Promise<void> {
  room.phone.up();
  await room.wait(2);
  room.shares.farEnd();
  await room.wait(2);
  room.panel.tap(BUTTON);
  await room.wait(2);
  room.shares.stop();
  await room.wait(2);
  room.phone.hangUp();
  await room.wait(2);
  room.phone.joinZoom('sip:' + NUMBER);
  await room.wait(10);
  room.phone.hangUp();
  await room.wait(Math.max(2, seconds - 20));
}
