/** When the switcher reads, writes and tries again, in seconds, and how often it says so. */
import { describe, expect, it } from 'vitest';
import { failing, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { roomWith } from '../simulate';
import { fail, inCall, observe, twoScreens } from './observe';

const READ = 'xGet Status Conference Presentation';
const SET = 'xSet Configuration Video Output Connector 2';
const TEN_MINUTES = 600;
const PAUSING =
  'another macro or control system keeps changing the same settings; pausing until the next call or share';

/** The same content without the configured roles. */
function withoutRoles(content: unknown): unknown {
  const text = JSON.stringify(content) || 'null';
  return JSON.parse(/"Monitors"/.test(text) ? text.replace(/,"MonitorRole":"\w+"/g, '') : text);
}

describe('reads', () => {
  it('come at the start, after what was written, and every five minutes while nothing happens', async () => {
    const room = twoScreens();
    const seen = observe(room);
    room.start();
    await room.wait(910);
    expect(seen.seconds(READ)).toEqual([0, 0.2, 300.3, 600.3, 900.3]);
    expect(seen.seconds('xSet')).toEqual([0, 0, 0]);
    expect(room.held()).toMatchObject({ timers: 1, requests: 0 });
  });

  it.each([
    ['an audio call', (room: Room) => room.phone.up({ video: false })],
    ['a share', (room: Room) => room.shares.begin('HDMI')],
  ])('come every 30 seconds during %s', async (_, begin) => {
    const room = twoScreens();
    room.start();
    begin(room);
    await room.wait(3);
    const seen = observe(room);
    await room.wait(95);
    const [first = 0, second = 0, third = 0] = seen.seconds(READ);
    expect([second - first, third - second].map(Math.round)).toEqual([30, 30]);
  });

  it('may find that the codec has no path for calls while there is none', async () => {
    const room = twoScreens();
    const seen = observe(room);
    for (const requests of ['xGet Status Call', 'xGet Status MediaChannels']) {
      room.faults = failing(room.faults, startingWith(requests), 'no match');
    }
    room.start();
    await room.wait(310);
    expect([seen.seconds(READ), seen.warnings()]).toEqual([[0, 0.2, 300.3], []]);
    expect([room.outputs.role(1), room.outputs.role(2)]).toEqual(['Second', 'First']);
  });

  it('may fail for the screens alone, at first', async () => {
    const room = twoScreens();
    const seen = observe(room);
    fail(room, 'xGet Status Video Output', 'fails', 1);
    room.start();
    await room.wait(10);
    expect([seen.seconds('xSet'), seen.warnings()]).toEqual([[1, 1.1, 1.1], []]);
  });

  it('are repeated after 1, 2, 4 … 60 seconds while they fail, with one line for each time that they begin to', async () => {
    const room = twoScreens();
    const seen = observe(room);
    fail(room, 'xGet', 'fails');
    room.start();
    await room.wait(200);
    expect(seen.seconds(READ)).toEqual([0, 1, 3, 7.1, 15.1, 31.1, 63.1, 123.1, 183.2]);
    room.faults = faultless(20);
    await room.wait(80);
    fail(room, READ, 'fails');
    await room.wait(310);
    const line = 'reading the codec failed; trying again';
    expect(seen.warnings()).toEqual([line, line]);
  });

  it('that fail once are repeated without a line', async () => {
    const room = await inCall();
    const seen = observe(room);
    fail(room, READ, 'fails', 1);
    await room.wait(35);
    const [first = 0, second = 0] = seen.seconds(READ);
    expect(second - first).toBeCloseTo(1, 0);
    expect(seen.warnings()).toEqual([]);
  });

  it('confirm a change, also one during a slow read, and one at a time', async () => {
    const room = await inCall();
    const seen = observe(room);
    let isSlow = true;
    room.faults = { ...faultless(20), answerDelay: ({ method }) => (isSlow && method === 'xGet' ? 2000 : 0) };
    room.shares.farEnd();
    await room.wait(1);
    room.shares.stop();
    await room.wait(1);
    isSlow = false;
    await room.wait(20);
    expect(seen.seconds(READ)).toEqual([0.2, 2.2]);
    expect(seen.seconds(SET)).toEqual([0, 1.5]);
  });

  it('come once after an event of a share that has ended', async () => {
    const room = await inCall();
    const seen = observe(room);
    room.reportRaw('PresentationStopped', { Cause: 'userRequested' });
    await room.wait(10);
    expect(seen.seconds(READ)).toEqual([0.2]);
  });

  it('that are never answered are given up after three seconds', async () => {
    const room = await inCall();
    const seen = observe(room);
    fail(room, 'xGet', 'request lost');
    await room.wait(60);
    const [first = 0, second = 0, third = 0] = seen.seconds(READ);
    expect([second - first, third - second]).toEqual([4, 5]);
  });
});

describe('a role that cannot be written', () => {
  const NAMES = ['2 MonitorRole to Second', '1 MonitorRole to First'];
  const lines = (before: string, after: string): readonly string[] =>
    NAMES.map((name) => `${before} Video Output Connector ${name}${after}`);

  it('is written again after 1, 2, 4 … 60 seconds if that fails, with one line for each output', async () => {
    const room = await inCall();
    const seen = observe(room);
    fail(room, 'xSet', 'fails');
    room.shares.farEnd();
    await room.wait(300);
    expect(seen.seconds(SET)).toEqual([0, 1, 3.1, 7.1, 15.1, 31.1, 63.1, 123.2, 183.2, 243.2]);
    expect(seen.warnings()).toEqual(lines('setting', ' failed; trying again'));
  });

  it('is written again at once after a change in the room', async () => {
    const room = await inCall();
    fail(room, 'xSet', 'fails');
    room.shares.farEnd();
    await room.wait(40);
    const seen = observe(room);
    room.panel.tap('presentation-screen-switcher');
    room.panel.tap('another-button');
    await room.wait(0.4);
    room.panel.tap('presentation-screen-switcher');
    await room.wait(2);
    expect(seen.seconds(SET)).toEqual([0.4, 1.4]);
  });

  it('is written again at once after a screen has come back', async () => {
    const room = await inCall();
    fail(room, 'xSet', 'fails');
    room.shares.farEnd();
    await room.wait(40);
    room.outputs.unplug(1);
    await room.wait(4);
    const seen = observe(room);
    room.outputs.plug(1, { inches: 43 });
    await room.wait(2);
    expect(seen.seconds(SET)).toEqual([0, 1]);
  });

  it('is written again after three seconds without an answer, and a pause', async () => {
    const room = await inCall();
    const seen = observe(room);
    fail(room, 'xSet', 'request lost');
    room.shares.farEnd();
    await room.wait(15);
    expect(seen.seconds(SET)).toEqual([0, 4, 9]);
  });

  it('is written every ten minutes after eight refusals, with one line more', async () => {
    const room = await inCall();
    const seen = observe(room);
    fail(room, 'xSet', 'bad parameters');
    room.shares.farEnd();
    await room.wait(TEN_MINUTES + TEN_MINUTES + 200);
    expect(seen.seconds(SET)).toEqual([0, 1, 3.1, 7.1, 15.1, 31.1, 63.1, 123.2, 723.2, 1323.2]);
    expect(seen.warnings()).toEqual([
      ...lines('setting', ' failed; trying again'),
      ...lines('the codec refuses to set', '; next attempt in 10 minutes'),
    ]);
    // A change in the room changes nothing about the refusal.
    room.shares.stop();
    await room.wait(1);
    room.shares.farEnd();
    await room.wait(TEN_MINUTES - 250);
    expect(seen.seconds(SET)).toHaveLength(10);
  });

  it('is tried as at first after two quiet minutes', async () => {
    const room = await inCall();
    for (const quiet of [121, 119]) {
      room.shares.farEnd();
      await room.wait(1.1);
      room.outputs.setRole(2, 'First');
      // The second write may be repeated two seconds later, and has lasted after two minutes more.
      await room.wait(2 + quiet);
      const seen = observe(room);
      room.outputs.setRole(2, 'First');
      await room.wait(0.1);
      room.outputs.setRole(2, 'First');
      await room.wait(20);
      expect(seen.seconds(SET)).toEqual(quiet > 120 ? [0, 1] : [0, 4]);
      room.shares.stop();
      await room.wait(200);
    }
  });

  it('is tried as at first after it failed and then succeeded', async () => {
    const room = await inCall();
    fail(room, SET, 'fails', 7);
    room.shares.farEnd();
    await room.wait(130);
    const seen = observe(room);
    for (let times = 0; times < 3; times += 1) {
      room.outputs.setRole(2, 'First');
      await room.wait(20);
    }
    expect(seen.seconds(SET)).toEqual([0, 20, 40]);
    expect(seen.warnings()).toEqual([]);
  });
});

describe('a role that is missing', () => {
  it('is looked up once more; then the only screen with a role is given back', async () => {
    const room = roomWith('presentation-screen-switcher', {
      product: 'polaris',
      screens: { 1: { inches: 27, builtIn: true }, 2: { inches: 75 } },
    });
    room.outputs.setMonitors('DualPresentationOnly');
    room.outputs.setRole(2, 'Second');
    const seen = observe(room);
    room.start();
    await room.wait(0.9);
    expect([seen.warnings(), seen.seconds('xSet')]).toEqual([[], []]);
    await room.wait(60);
    expect(seen.seconds(READ)).toEqual([0, 1, 1.3]);
    expect(seen.warnings()).toEqual(['no MonitorRole for output 1; not switched until it has one']);
    expect([seen.seconds(SET), room.outputs.role(2)]).toEqual([[1.1], 'First']);
    expect(room.device.readText('Configuration Video Monitors')).toBe('Auto');
  });

  it('from one answer is looked up again, and changes nothing', async () => {
    const room = await inCall();
    const seen = observe(room);
    room.faults = { ...faultless(20), reshape: withoutRoles };
    while (seen.seconds(READ).length === 0) await room.wait(0.1);
    await room.wait(0.1);
    room.faults = faultless(20);
    await room.wait(20);
    const [first = 0, second = 0] = seen.seconds(READ);
    expect(second - first).toBeLessThan(1.1);
    expect([seen.seconds('xSet'), seen.warnings()]).toEqual([[], []]);
  });

  it('from all outputs is logged once, with their numbers', async () => {
    const room = twoScreens();
    room.faults = { ...faultless(20), reshape: withoutRoles };
    const seen = observe(room);
    room.start();
    await room.wait(100);
    expect(seen.warnings()).toEqual(['no MonitorRole for output 1, 2; not switched until it has one']);
    expect(seen.seconds('xSet')).toEqual([]);
  });
});

describe('a clock that timers follow', () => {
  it('and that is set back by hours delays nothing once the codec reports something', async () => {
    const room = await inCall();
    fail(room, 'xSet', 'fails');
    room.shares.farEnd();
    await room.wait(5);
    room.stepClock(-20, 'follow');
    room.faults = faultless(20);
    const seen = observe(room);
    for (let second = 0; second < 20; second += 1) {
      room.outputs.reportLinkDetails();
      await room.wait(1);
    }
    // Two seconds of the pause are lost.
    expect(seen.seconds(SET)).toEqual([3.8]);
    expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
  });

  it('and that is set back by hours just after a report delays nothing beyond the next ones', async () => {
    const room = await inCall();
    room.shares.farEnd();
    // Until the report, before it is looked at.
    await room.clock.run(10);
    room.stepClock(-20, 'follow');
    for (let second = 0; second < 3; second += 1) {
      room.outputs.reportLinkDetails();
      await room.wait(1);
    }
    expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
  });

  it('and that is set forward by hours brings nothing forward', async () => {
    const room = await inCall();
    room.outputs.unplug(2);
    await room.wait(1);
    const seen = observe(room);
    room.stepClock(20, 'follow');
    await room.wait(1.5);
    room.outputs.plug(2, { inches: 75 });
    await room.wait(10);
    expect(seen.seconds('xSet')).toEqual([]);
  });
});

describe('another macro that always sets the opposite role', () => {
  it('is answered after 1, 2, 4 … seconds, eight times, and then every ten minutes, with one line', async () => {
    const room = await inCall();
    const seen = observe(room);
    room.competingMacro.start({ oppositeRoles: true });
    room.outputs.setRole(2, 'Second');
    await room.wait(TEN_MINUTES + TEN_MINUTES + 200);
    expect(seen.seconds('xSet')).toEqual([0, 1, 3.1, 7.1, 15.1, 31.1, 63.1, 123.2, 723.2, 1323.2]);
    expect(seen.warnings()).toEqual([PAUSING]);
  });

  it('is answered fifty times in ten minutes at most, however often people share, with one line', async () => {
    const room = await inCall();
    const seen = observe(room);
    room.competingMacro.start({ oppositeRoles: true });
    for (let change = 0; change < 260; change += 1) {
      if (change % 2 === 0) room.shares.farEnd();
      else room.shares.stop();
      await room.wait(2.5);
    }
    const writes = seen.seconds('xSet');
    const inWindow = (at: number): number => writes.filter((second) => Math.floor(second / 50) === at).length;
    // Twenty writes in 50 seconds are for changes in the room.
    const repeated = Array.from({ length: 13 }, (_, at) => inWindow(at) - 20);
    expect(repeated).toEqual([20, 20, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20]);
    expect(seen.warnings()).toEqual([PAUSING]);
  });
});
