/** When the switcher sends requests and tries again, in seconds, and how often it says so. */
import { describe, expect, it } from 'vitest';
import { slow, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Outcome } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import {
  BUTTON,
  fail,
  observe,
  replaceInReports,
  share,
  SMALL,
  started,
  stop,
} from '../../src/simulator/scenarios/switcher-steps';
import { roomInCall, roomOf } from './rooms';

const READ = 'xGet Status Conference Presentation';
const CALLS = 'xGet Status Call';
const SET = 'xSet Configuration Video Output Connector 2';
const PANEL = 'xCommand/UserInterface/Extensions/Panel';
const TEN_MINUTES = 600;
const PAUSING =
  'another macro or control system keeps changing the same settings; pausing until the next call or share';

/** When something fails: at once, and after 1, 2, 4 … 60 seconds. */
const RETRIES = [0, 1, 3, 7, 15, 31, 63, 123];

const SAVING = ['saving the button failed; trying again'];
const READING = ['reading the codec failed; trying again'];
const FAILED = ['setting Video Output Connector 2 MonitorRole to Second failed; trying again'];
const REFUSED = [
  ...FAILED,
  'the codec refuses to set Video Output Connector 2 MonitorRole to Second; next attempt in 10 minutes',
];

interface Situation {
  readonly room: () => Room | Promise<Room>;
  readonly begin: (room: Room) => void;
}
const START: Situation = { room: roomOf, begin: (room) => room.start() };
const REMOVAL: Situation = { room: roomOf, begin: (room) => room.start({ showButton: false }) };
const SHARE: Situation = { room: roomInCall, begin: (room) => room.shares.farEnd() };

// prettier-ignore
it.each<readonly [what: string, situation: Situation, requests: string, outcome: Outcome, times: number, seconds: readonly number[], warnings: readonly string[]]>([
  ['saving the button',   START,   PANEL, 'answered',       Infinity, [0],                                    []],
  ['saving the button',   START,   PANEL, 'fails',          Infinity, [...RETRIES, 723, 1323],                SAVING],
  ['saving the button',   START,   PANEL, 'no match',       Infinity, [...RETRIES, 723, 1323],                SAVING],
  ['removing the button', REMOVAL, PANEL, 'fails',          Infinity, [0],                                    []],
  ['removing the button', REMOVAL, PANEL, 'request lost',   2,        [0, 4, 9],                              SAVING],
  ['reading all',         START,   READ,  'answered',       Infinity, [0, 0, 300, 600, 900, 1200],            []],
  ['reading no calls',    START,   CALLS, 'no match',       Infinity, [0, 0, 300, 600, 900, 1200],            []],
  ['reading the screens', START,   'xGet Status Video', 'fails', 1,   [0, 1, 1, 301, 601, 901, 1201],         []],
  ['reading at first',    START,   READ,  'fails',          9,        [...RETRIES, 183, 243, 243, 543, 844, 1144], READING],
  ['reading at first',    START,   READ,  'request lost',   2,        [0, 4, 9, 9, 309, 609, 909, 1209],         READING],
  ['writing a role',      SHARE,   SET,   'fails',          7,        RETRIES,                                FAILED],
  ['writing a role',      SHARE,   SET,   'fails',          8,        [...RETRIES, 183],                      FAILED],
  ['writing a role',      SHARE,   SET,   'request lost',   2,        [0, 4, 9],                              FAILED],
  ['writing a role',      SHARE,   SET,   'bad parameters', Infinity, [...RETRIES, 723, 1323],                REFUSED],
])('%s happens again when it should, and the console says what fails: %#', async (_, { room: roomBefore, begin }, requests, outcome, times, seconds, warnings) => {
  const room = await roomBefore();
  const seen = observe(room);
  fail(room, requests, outcome, times);
  begin(room);
  await room.wait(TEN_MINUTES + TEN_MINUTES + 200);
  expect([seen.seconds(requests).map(Math.round), seen.warnings()]).toEqual([seconds, warnings]);
});

it('a change in the room changes nothing about a refusal', async () => {
  const room = await roomInCall();
  fail(room, 'xSet', 'bad parameters');
  await share(room);
  await room.wait(200);
  const seen = observe(room);
  await stop(room);
  await share(room);
  await room.wait(TEN_MINUTES - 250);
  expect([seen.writes(), seen.warnings()]).toEqual([[], []]);
});

describe('reads', () => {
  it.each([
    ['an audio call', (room: Room) => room.phone.up({ video: false })],
    ['a share', (room: Room) => room.shares.begin('HDMI')],
  ])('come every 30 seconds during %s, also after a restart', async (_, begin) => {
    const room = roomOf();
    begin(room);
    await started(room);
    await started(room);
    const seen = observe(room);
    await room.wait(95);
    expect(seen.seconds(READ)).toEqual([28, 58, 88.1]);
  });

  it('confirm a change, also one during a slow read, and one at a time', async () => {
    const room = await roomInCall();
    const seen = observe(room);
    room.faults = slow(faultless(20), startingWith('xGet'), () => (room.shares.isOn() ? 2000 : 0));
    room.shares.farEnd();
    await room.wait(1);
    room.shares.stop();
    await room.wait(21);
    expect(seen.seconds(READ)).toEqual([0.2, 2.2]);
    expect(seen.seconds(SET)).toEqual([0, 1.5]);
  });

  it.each([
    ['PresentationStarted'],
    ['PresentationPreviewStarted'],
    ['PresentationStopped'],
    ['PresentationPreviewStopped'],
  ])('come once after an event of a share that the status does not have: %s', async (event) => {
    const room = await roomInCall();
    const seen = observe(room);
    room.reportRaw(event, { Cause: 'userRequested' });
    await room.wait(10);
    expect(seen.seconds(READ)).toEqual([0.2]);
  });
});

describe('a role that cannot be written', () => {
  it.each<readonly [what: string, prepare: (room: Room) => void, change: (room: Room) => void]>([
    ['a swap', (room) => room.panel.tap(BUTTON), (room) => room.panel.tap(BUTTON)],
    ['a screen', (room) => room.outputs.unplug(1), (room) => room.outputs.plug(1, SMALL)],
  ])('is written again at once after a change of %s', async (_, prepare, change) => {
    const room = await roomInCall();
    fail(room, 'xSet', 'fails');
    room.shares.farEnd();
    await room.wait(40);
    prepare(room);
    room.panel.tap('another-button');
    await room.wait(4);
    const seen = observe(room);
    change(room);
    await room.wait(2);
    expect(seen.seconds(SET)).toEqual([0, 1]);
  });

  it('is tried as at first after two quiet minutes', async () => {
    const room = await roomInCall();
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
});

it('a role that is missing in one answer is looked up again, and changes nothing', async () => {
  const room = await roomInCall();
  const seen = observe(room);
  replaceInReports(room, /,"MonitorRole":"\w+"/g, '');
  while (seen.seconds(READ).length === 0) await room.wait(0.1);
  await room.wait(0.1);
  room.faults = faultless(20);
  await room.wait(20);
  const [first = 0, second = 0] = seen.seconds(READ);
  expect(second - first).toBeLessThan(1.1);
  expect([seen.writes(), seen.warnings()]).toEqual([[], []]);
});

describe('another macro that always sets the opposite role', () => {
  it('is answered after 1, 2, 4 … seconds, eight times, and then every ten minutes, with one line', async () => {
    const room = await roomInCall();
    const seen = observe(room);
    room.competingMacro.start({ oppositeRoles: true });
    room.outputs.setRole(2, 'Second');
    await room.wait(TEN_MINUTES + TEN_MINUTES + 200);
    expect(seen.seconds('xSet').map(Math.round)).toEqual([...RETRIES, 723, 1323]);
    expect(seen.warnings()).toEqual([PAUSING]);
  });

  it('is answered fifty times in ten minutes at most, however often people share, with one line', async () => {
    const room = await roomInCall();
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
