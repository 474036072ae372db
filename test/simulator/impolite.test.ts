/** Inconvenient behavior of the simulated codec: what it reports, refuses and loses, and what people see. */
import { describe, expect, it } from 'vitest';
import {
  failing,
  lateReports,
  numbersAsNumbers,
  shuffledLists,
  singleElements,
  slow,
  startingWith,
} from '../../src/simulator/codec/faults';
import { faultsWith } from '../../src/simulator/codec/fault-profiles';
import { Link, faultless } from '../../src/simulator/codec/link';
import type { Faults, Outcome } from '../../src/simulator/codec/link';
import { anyXapi } from '../../src/simulator/codec/fake-xapi';
import type { AnyXapi } from '../../src/simulator/codec/fake-xapi';
import { Room } from '../../src/simulator/room/room';
import type { RoomPlan } from '../../src/simulator/room/room';
import { faultsOf, profileNames } from '../faults';
import { node } from '../simulate';

const BAD_PARAMETERS = { code: 4, message: 'Invalid or missing parameters' };

function codec(plan: Omit<RoomPlan, 'engine' | 'macro'> = {}): { room: Room; xapi: AnyXapi } {
  const screens = { 1: { inches: 43 }, 2: { inches: 75 } };
  const room = new Room({ engine: node, macro: () => undefined, screens, ...plan });
  const link = new Link(
    room.clock,
    room.device,
    () => room.faults,
    () => undefined,
  );
  return { room, xapi: anyXapi(link) };
}

/** The current state of a promise. */
async function settled(room: Room, answer: Promise<unknown>, seconds: number): Promise<unknown> {
  let now: unknown = 'nothing yet';
  answer.then(
    (result) => (now = result),
    (error: unknown) => (now = error),
  );
  await room.wait(seconds);
  return now;
}

/** The reports at a status, as text. */
function reportsAt(xapi: AnyXapi, path: string): string[] {
  const reports: string[] = [];
  xapi.status.on(path, (report) => reports.push(JSON.stringify(report)));
  return reports;
}

describe('outputs', () => {
  it('report the role after it was written', async () => {
    const { room, xapi } = codec();
    const reports = reportsAt(xapi, 'Video Output Connector');
    await room.wait(1);
    void xapi.config.set('Video Output Connector 1 MonitorRole', 'PresentationOnly');
    await room.wait(1);
    expect(reports).toEqual([
      '{"id":"1","MonitorRole":"PresentationOnly"}',
      '{"id":"2","MonitorRole":"First"}',
    ]);
  });

  it('report HDCP and CEC without changing what is shown', async () => {
    const { room, xapi } = codec();
    const reports = reportsAt(xapi, 'Video Output Connector');
    await room.wait(1);
    const before = room.screens();
    room.outputs.reportLinkDetails();
    await room.wait(1);
    expect(reports).toHaveLength(2);
    expect(reports[0]).toBe(
      '{"id":"1","HDCP":{"State":"Authenticated"},"ConnectedDevice":{"CEC":[{"id":"1","PowerStatus":"On"}]}}',
    );
    expect(room.screens()).toEqual(before);
  });

  it('can be reduced to one and to none', () => {
    const { room } = codec();
    room.outputs.unplug(2);
    expect(room.screens()).toEqual({ 1: 'main' });
    room.outputs.unplug(1);
    expect(room.screens()).toEqual({});
  });

  it('show a picture on a screen whose connection is unknown', () => {
    const { room } = codec({ screens: { 1: { inches: 43 }, 2: { inches: 75, isOnExtender: true } } });
    expect(room.device.readText('Status Video Output Connector 2 Connected')).toBe('Unknown');
    room.outputs.sleep(1, 'is unknown');
    expect(room.screens()).toEqual({ 1: 'main', 2: 'main' });
    room.outputs.unplug(2);
    expect(room.screens()).toEqual({ 1: 'main' });
  });
});

describe('a single screen shows', () => {
  it.each([
    ['Auto', 'Auto', 'both'],
    ['Auto', 'First', 'both'],
    ['Auto', 'Second', 'both'],
    ['Single', 'Second', 'both'],
    ['Dual', 'First', 'people'],
    ['Dual', 'Second', 'presentation'],
    ['DualPresentationOnly', 'First', 'people'],
    ['DualPresentationOnly', 'Second', 'presentation'],
    ['Auto', 'PresentationOnly', 'presentation'],
  ])('with %s and %s, in a call with a share: %s', async (monitors, role, shown) => {
    const { room } = codec({ screens: { 1: { inches: 75 } } });
    room.outputs.setMonitors(monitors);
    room.outputs.setRole(1, role);
    room.phone.up();
    await room.wait(1);
    room.shares.farEnd();
    expect(room.screens()).toEqual({ 1: shown });
  });

  it('with DualPresentationOnly and Second, without a share: nothing', async () => {
    const { room } = codec({ screens: { 1: { inches: 75 } } });
    room.outputs.setMonitors('DualPresentationOnly');
    room.outputs.setRole(1, 'Second');
    room.phone.up();
    await room.wait(1);
    expect(room.screens()).toEqual({ 1: 'blank' });
  });
});

describe('a call', () => {
  it('loses its video for 250 ms while media are renegotiated, during a share too', async () => {
    const { room } = codec();
    room.phone.up();
    await room.wait(1);
    room.shares.farEnd();
    room.phone.renegotiate();
    await room.wait(0.2);
    expect(room.phone.calls.hasPeople()).toBe(false);
    expect(room.shares.isOn()).toBe(true);
    await room.wait(0.1);
    expect(room.phone.calls.hasPeople()).toBe(true);
  });

  it('on hold stays, without channels, and comes back', async () => {
    const { room } = codec();
    const id = room.phone.up();
    await room.wait(1);
    room.shares.farEnd();
    room.phone.hold();
    await room.wait(120);
    expect(room.device.readText(`Status Call ${id} Status`)).toBe('OnHold');
    expect(room.phone.calls.channels(id)).toEqual([]);
    expect(room.shares.isOn()).toBe(false);
    room.phone.resume();
    await room.wait(1);
    expect(room.device.readText(`Status Call ${id} Status`)).toBe('Connected');
    expect(room.phone.calls.hasPeople()).toBe(true);
  });

  it('on hold does not get channels from pending changes', async () => {
    const { room } = codec();
    const id = room.phone.up();
    room.phone.hold();
    await room.wait(1);
    expect(room.phone.calls.channels(id)).toEqual([]);
  });

  it('without video can gain video', async () => {
    const { room } = codec();
    const id = room.phone.up({ video: false });
    await room.wait(1);
    expect(room.phone.calls.hasPeople()).toBe(false);
    room.phone.addVideo();
    expect(room.device.readText(`Status Call ${id} CallType`)).toBe('Video');
    expect(room.phone.calls.hasPeople()).toBe(true);
  });

  it.each(['protocol', 'channel'] as const)(
    'has no people while the far end camera is off (%s)',
    async (how) => {
      const { room } = codec();
      room.phone.up();
      await room.wait(1);
      room.phone.farEndCamera(false, how);
      expect(room.phone.calls.hasPeople()).toBe(false);
      room.phone.farEndCamera(true, how);
      expect(room.phone.calls.hasPeople()).toBe(true);
    },
  );

  it('rings until it is answered or the caller gives up', async () => {
    const { room } = codec();
    const missed = room.phone.ring(10);
    await room.wait(9);
    expect(room.device.readText(`Status Call ${missed} Status`)).toBe('Ringing');
    await room.wait(2);
    expect(room.phone.calls.live()).toEqual([]);
    const taken = room.phone.ring(10);
    room.phone.answer(taken);
    await room.wait(11);
    expect(room.phone.calls.connected()).toEqual([taken]);
  });
});

describe('statistics', () => {
  it.each([0, 1, 10, 100])('of a call come %i times a second', async (rate) => {
    const { room, xapi } = codec();
    const reports = reportsAt(xapi, 'MediaChannels Call Channel');
    room.phone.up();
    await room.wait(1);
    reports.length = 0;
    room.statistics.setRate(rate);
    await room.wait(10.011);
    expect(reports).toHaveLength(rate * 10);
    expect(new Set(reports.map((report) => report.slice(0, 8))).size).toBe(Math.min(4, rate * 10));
    room.phone.hangUp();
    await room.wait(1);
    reports.length = 0;
    await room.wait(10);
    expect(reports).toEqual([]);
  });
});

describe('another macro', () => {
  it('sets the opposite roles and its own layout after each write', async () => {
    const { room, xapi } = codec();
    room.competingMacro.start({ oppositeRoles: true, monitors: 'Dual' });
    void xapi.config.set('Video Output Connector 1 MonitorRole', 'Second');
    void xapi.config.set('Video Monitors', 'DualPresentationOnly');
    await room.wait(1);
    expect(room.outputs.role(1)).toBe('First');
    expect(room.device.readText('Configuration Video Monitors')).toBe('Dual');
    expect(room.competingMacro.writes).toBe(2);
    void xapi.config.set('Video Output Connector 2 MonitorRole', 'First');
    await room.wait(1);
    expect(room.outputs.role(2)).toBe('Second');
    room.competingMacro.stop();
    void xapi.config.set('Video Output Connector 1 MonitorRole', 'Second');
    await room.wait(1);
    expect(room.outputs.role(1)).toBe('Second');
  });
});

describe('the wall clock', () => {
  it.each([
    ['go on', -1, 10],
    ['go on', 1, 10],
    ['follow', 1, 0],
    ['follow', -1, 3610],
  ] as const)('jumps while timers %s (%i h)', async (timers, hours, firesAfter) => {
    let fired = -1;
    let wall = (): number => 0;
    const room: Room = new Room({
      engine: node,
      macro: ({ runtime }) => {
        wall = () => runtime.now();
        runtime.after(10000, () => (fired = room.seconds()));
      },
    });
    room.start();
    const before = wall();
    room.stepClock(hours, timers);
    expect(wall() - before).toBe(hours * 3600 * 1000);
    await room.wait(4000);
    expect(fired).toBe(firesAfter);
  });
});

describe('a request', () => {
  it.each<[Outcome, unknown]>([
    ['fails', { code: 1, message: 'Command returned an error.' }],
    ['no match', { code: 3, message: 'No match on address expression' }],
    ['bad parameters', BAD_PARAMETERS],
    ['undefined', undefined],
    ['null', null],
    ['empty text', ''],
    ['request lost', 'nothing yet'],
    ['answer lost', 'nothing yet'],
  ])('has the outcome once: %s', async (outcome, expected) => {
    const { room, xapi } = codec();
    room.faults = failing(faultless(20), startingWith('xGet Configuration'), outcome, 1);
    expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toEqual(expected);
    expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toBe('Auto');
  });

  it('that writes is refused once, and accepted the next time', async () => {
    const { room, xapi } = codec();
    const write = (): Promise<unknown> => xapi.config.set('Video Output Connector 1 MonitorRole', 'Second');
    room.faults = failing(faultless(20), startingWith('xSet'), 'fails', 1);
    expect(await settled(room, write(), 1)).toMatchObject({ code: 1 });
    expect(room.outputs.role(1)).toBe('Auto');
    expect(await settled(room, write(), 1)).toBeNull();
    expect(room.outputs.role(1)).toBe('Second');
  });

  it('is answered late, while others are not', async () => {
    const { room, xapi } = codec();
    room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 5000);
    expect(await settled(room, xapi.command('Dial', { Number: 'boss@example.com' }), 4)).toBe('nothing yet');
    expect(room.phone.dialed).toHaveLength(1);
    expect(await settled(room, xapi.config.get('Video Monitors'), 0.02)).toBe('Auto');
  });
});

describe('what the codec sends', () => {
  const swapped: Faults = shuffledLists(faultless(20), () => 0.99);

  it.each<[string, Faults, string]>([
    ['lists the other way round', swapped, '[{"id":"2","Connected":"True"},{"id":"1","Connected":"True"}]'],
    [
      'numbers as numbers',
      numbersAsNumbers(faultless(20)),
      '[{"id":1,"Connected":"True"},{"id":2,"Connected":"True"}]',
    ],
  ])('may be %s', async (_, faults, expected) => {
    const { room, xapi } = codec();
    room.faults = faults;
    const answer = (await settled(room, xapi.status.get('Video Output Connector'), 1)) as {
      id: unknown;
      Connected: string;
    }[];
    expect(JSON.stringify(answer.map(({ id, Connected }) => ({ id, Connected })))).toBe(expected);
  });

  it('may be an element instead of a list with one element', async () => {
    const { room, xapi } = codec();
    room.faults = singleElements(faultless(20));
    room.phone.up();
    await room.wait(1);
    expect(await settled(room, xapi.status.get('Call'), 1)).toMatchObject({ id: '3', Status: 'Connected' });
  });

  it('may be late, after answers that were sent later', async () => {
    const { room, xapi } = codec();
    const seen: string[] = [];
    xapi.config.on('Video Monitors', () => seen.push('report'));
    await room.wait(1);
    room.faults = lateReports(faultless(20), () => 500);
    void xapi.config.set('Video Monitors', 'Dual').then(() => seen.push('answer'));
    await room.wait(1);
    expect(seen).toEqual(['answer', 'report']);
  });

  it('may be the end of an unknown call', async () => {
    const { room, xapi } = codec();
    const reports = reportsAt(xapi, 'Call');
    await room.wait(1);
    room.device.reportGhost('Status Call', 99);
    await room.wait(1);
    expect(reports).toEqual(['{"id":"99","ghost":"True"}']);
  });
});

describe('dialing', () => {
  it('is refused because of the display name', async () => {
    const { room, xapi } = codec();
    room.phone.refusesDisplayName = true;
    const number = { Number: 'boss@example.com' };
    expect(await settled(room, xapi.command('Dial', { ...number, DisplayName: 'Boss' }), 1)).toEqual(
      BAD_PARAMETERS,
    );
    expect(await settled(room, xapi.command('Dial', number), 1)).toMatchObject({ CallId: '3' });
  });
});

describe('the calendar', () => {
  it.each([
    [1500, 1, 'nothing yet'],
    [1500, 2, { ResultInfo: { TotalRows: '0' } }],
    [Infinity, 600, 'nothing yet'],
  ])('answers %i ms later', async (late, after, expected) => {
    const { room, xapi } = codec();
    room.calendar.answersAfter(late);
    expect(await settled(room, xapi.command('Bookings List'), after)).toEqual(expected);
  });

  it('fails', async () => {
    const { room, xapi } = codec();
    room.calendar.isFailing = true;
    expect(await settled(room, xapi.command('Bookings List'), 1)).toMatchObject({ code: 1 });
    expect(await settled(room, xapi.command('Bookings Get', { Id: '1' }), 1)).toMatchObject({ code: 1 });
  });
});

it('a codec may lack paths that others with its product and firmware have', async () => {
  const { room, xapi } = codec({
    lacks: ['Bookings List', 'Configuration Video Monitors', 'Status MediaChannels'],
  });
  expect(await settled(room, xapi.command('Bookings List'), 1)).toEqual({
    code: 3,
    message: 'Unknown command',
  });
  expect(await settled(room, xapi.config.get('Video Monitors'), 1)).toMatchObject({ code: 3 });
  expect(await settled(room, xapi.status.get('MediaChannels Call'), 1)).toMatchObject({ code: 3 });
  expect(await settled(room, xapi.status.get('Video Output'), 1)).not.toMatchObject({ code: 3 });
});

describe('a room to look at', () => {
  it('shows the messages between macro and codec', async () => {
    const lines: string[] = [];
    const room = new Room({
      engine: node,
      macro: ({ xapi }) => {
        xapi.config.on('Video Monitors', () => undefined);
        void xapi.config.set('Video Monitors', 'Dual');
        xapi.status.get('Bookings Current Id').catch(() => undefined);
      },
      lacks: ['Status Bookings'],
    });
    room.onTraffic = (traffic, at) => lines.push(`${at} ${traffic.kind}`);
    room.start();
    await room.wait(1);
    expect(lines).toEqual([
      '0 request',
      '0 request',
      '0 request',
      '20 answer',
      '20 report',
      '20 answer',
      '20 error',
    ]);
    expect(room.requests).toHaveLength(2);
  });

  it('can be advanced moment by moment', async () => {
    const { room } = codec();
    const fired: number[] = [];
    for (const after of [1000, 1000, 5000]) room.clock.after(after, () => fired.push(after));
    await room.clock.step();
    expect(fired).toEqual([1000, 1000]);
    await room.clock.step();
    expect([fired, room.seconds()]).toEqual([[1000, 1000, 5000], 5]);
    await room.clock.step();
    expect(room.seconds()).toBe(5);
  });
});

describe('fault profiles', () => {
  it('can be combined, with any latency', async () => {
    const { room, xapi } = codec();
    room.faults = faultsWith(['lists come in any order', 'numbers come as numbers'], 400, () => 0.99);
    const answer = xapi.status.get('Video Output Connector');
    expect(await settled(room, answer, 0.39)).toBe('nothing yet');
    expect(await settled(room, answer, 0.02)).toMatchObject([{ id: 2 }, { id: 1 }]);
  });

  it('are refused if the name does not exist', () => {
    expect(() => faultsWith(['bad weather'], 20, Math.random)).toThrow('bad weather');
  });

  it.each(profileNames)('do not affect subscriptions: %s', async (profile) => {
    const { room, xapi } = codec();
    room.faults = faultsOf(profile, 1);
    const subscribed = Array.from({ length: 30 }, () => {
      const { registration } = xapi.config.on('Video Monitors', () => undefined);
      return registration;
    });
    await room.wait(20);
    expect(await Promise.all(subscribed)).toHaveLength(30);
  });
});
