/** What a repair waits for before it dials, what it remembers, and what it prints. */
import { describe, expect, it } from 'vitest';
import { failing, slow, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Outcome } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import * as steps from '../../src/simulator/scenarios/redialer-steps';
import { roomWithBrokenConsole } from '../console-lines';
import { redialerRoom, roomThatThrows } from '../simulate';
import { expectAllEnded } from './rules';
import { seen } from './seen';

const { ANOTHER, BARE, CALLS, fails, FULL, join, joinAgain, LINE, NOT_REACHED, reportFailure } = steps;

it.each([
  [19, 'ignored: it was connected'],
  [20, 'failed with an SSL error (OtherLocal: ssl failure)'],
])(
  'the last twenty calls that connected are remembered, however often they are reported: with %d later ones, the first was %s',
  async (others, line) => {
    const room = redialerRoom();
    room.start();
    await room.wait(1);
    const later = Array.from({ length: others }, (_, index) => 100 + index);
    for (const id of [77, ...later, ...later]) room.device.reportEvent('CallSuccessful', { CallId: id });
    await room.wait(1);
    reportFailure(room, { CallId: '77' });
    await room.wait(0.1);
    expect(room.log().some((one) => one.endsWith(`call 77 ${line}`))).toBe(true);
  },
);

it('calls without an id are not taken for the same call', async () => {
  const room = redialerRoom();
  room.start();
  await room.wait(1);
  reportFailure(room, { CallId: '', CauseType: 'RemoteBusy' });
  reportFailure(room, { CallId: '', RequestedURI: `sip:${BARE}` });
  await room.wait(3);
  expect(seen(room).dialed).toEqual([BARE]);
});

describe('the message after a failure', () => {
  it.each<[string, string, number, Outcome, number, string]>([
    ['a call is known to be up, and eleven answers say that there is none', 'up', 0, 'no match', 11, ''],
    ['the end of a call was not reported, and the failed call is listed', 'lost', 200, 'fails', 0, LINE],
    ['no call is known to be up, and none is listed', 'none', 0, 'fails', 0, LINE],
    ['the calls cannot be read', 'none', 200, 'fails', 2, ''],
  ])('where %s', async (_, other, cleared, failure, times, line) => {
    const room = redialerRoom();
    room.start({ redialDelaySeconds: 5 });
    await room.wait(0.1);
    const id = other === 'none' ? 0 : room.phone.up();
    await room.wait(1);
    if (other === 'lost') {
      steps.reports(room);
      room.phone.endCall(id, 'hung up');
      await room.wait(1);
      steps.worksAgain(room);
    }
    room.phone.calls.clearedAfterMs = cleared;
    await joinAgain(room, FULL, 0.605);
    fails(room, CALLS, failure, times);
    await room.wait(2);
    expect(room.panel.line()).toBe(line);
  });

  it('is shown as soon as the calls can be read, and once; that it cannot be removed is no warning', async () => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = 4000;
    await join(room, FULL, 0.605);
    fails(room, CALLS, 'fails', 2);
    await room.wait(0.9);
    expect(room.panel.line()).toBe('');
    await room.wait(0.5);
    expect(room.panel.line()).toBe(LINE);
    await room.wait(1);
    expect(room.requests.filter(({ request }) => /TextLine/.test(request.method))).toHaveLength(1);
    fails(room, startingWith('xCommand/UserInterface'), 'fails');
    await room.wait(5);
    expect(room.log().join()).not.toContain('showing the alert failed');
  });
});

describe('the redial follows', () => {
  it.each<[string, (room: Room) => void]>([
    ['answers "no match" if it has no calls', (room) => fails(room, CALLS, 'no match')],
    ['keeps an idle call in its list', (room) => room.device.put('Status Call 1 Status', 'Idle')],
  ])('though the codec %s', async (_, happens) => {
    const room = redialerRoom();
    happens(room);
    expect(seen(await join(room)).dialed).toEqual([FULL]);
  });

  it('when another call is cleared, whose end was not reported', async () => {
    const room = redialerRoom();
    room.device.put('Status Call 1', { Status: 'Disconnecting', Direction: 'Outgoing' });
    await join(room);
    expect(seen(room).dialed).toEqual([]);
    room.device.remove('Status Call', 1);
    await room.wait(1);
    expect(seen(room).dialed).toEqual([FULL]);
  });

  it.each([
    ['people hang up a call to another meeting', ANOTHER, 'LocalDisconnect', [FULL]],
    ['another call to the meeting fails', FULL, 'RemoteBusy', [FULL]],
    ['people hang up another call to the meeting', FULL, 'LocalDisconnect', []],
  ])('unless people do not want it: before it, %s', async (_, number, type, dialed) => {
    const room = await join(redialerRoom(), FULL, 0.7);
    reportFailure(room, { RequestedURI: `sip:${number}`, CauseType: type, CauseString: '' });
    await room.wait(5);
    expect(seen(room).dialed).toEqual(dialed);
  });

  it('unless people hang up a call to the meeting before a display name is rejected', async () => {
    const room = redialerRoom();
    room.phone.refusesDisplayName = true;
    steps.book(room, steps.bookedNumber(FULL));
    steps.delays(room, steps.DIAL, 3000);
    await join(room, FULL, 3);
    reportFailure(room, { CauseType: 'LocalDisconnect', CauseString: '' });
    await room.wait(10);
    expect(seen(room)).toMatchObject({ dialed: [FULL], last: 'hung up or canceled in the room' });
  });

  it('for the other meeting only that people join meanwhile', async () => {
    const room = await join(redialerRoom(), 'zoomcrc.com', 0.65);
    await joinAgain(room, ANOTHER, 10);
    expect(seen(room)).toMatchObject({ dialed: [ANOTHER], alerts: [] });
    expectAllEnded(room);
  });

  it.each([
    ['SIP', true],
    ['Spark', false],
  ] as const)(
    'unless a call from before the start may be a redial: over %s, %s',
    async (protocol, isRedialed) => {
      const room = redialerRoom();
      room.phone.joinZoom(`sip:${FULL}`, undefined, { protocol }, 1500);
      room.start();
      await room.wait(8);
      const expected = isRedialed ? { dialed: [FULL], alerts: [] } : { dialed: [], alerts: [NOT_REACHED] };
      expect(seen(room)).toMatchObject(expected);
    },
  );
});

it.each([0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8])(
  'nothing is dialed into a call that connects %d s after the failure, while a look at the calls is under way',
  async (seconds) => {
    const room = await join(redialerRoom(), FULL, 0.7);
    room.faults = slow(failing(faultless(20), CALLS, 'no match', 3), CALLS, () => 300);
    await room.wait(seconds - 0.1);
    room.phone.up();
    await room.wait(30);
    expect(seen(room).dialed).toEqual([]);
  },
);

it('nothing is dialed into a call that is not reported, and that is missing in two looks', async () => {
  const room = await join(redialerRoom(), FULL, 1);
  steps.reports(room);
  room.phone.up();
  room.faults = failing(room.faults, CALLS, 'no match', 2);
  await room.wait(10);
  expect(seen(room).dialed).toEqual([]);
});

it('an exception after an answer ends the repair, and the next failed join is redialed', async () => {
  const { room, breakConsole } = roomWithBrokenConsole('zoom-obtp-redialer');
  await join(room, FULL, 1);
  breakConsole(true);
  await room.wait(30);
  breakConsole(false);
  expect(room.log()).toContain(
    'internal error while handling an answer (code 0: broken console); please report this line',
  );
  await joinAgain(room);
  expect(room.phone.calls.connected()).toHaveLength(1);
});

it.each([
  ['Call', []],
  ['Webex Status', []],
  ['SIP', []],
  ['Bookings Current Id', []],
  ['Bookings List', []],
  ['UserInterface Message TextLine Display', []],
  ['Dial', [NOT_REACHED]],
])(
  'a request of %s that throws, at the start and in a repair, is one that is rejected: the join is redialed, or the next one is',
  async (path, alerts) => {
    // The next request at a path, once it is added.
    const throwing = new Set([path]);
    const room = roomThatThrows('zoom-obtp-redialer', (asked) => throwing.delete(asked));
    room.start();
    await room.wait(70);
    throwing.add(path);
    await joinAgain(room, FULL, 40);
    expect(throwing.size).toBe(path === 'Webex Status' ? 1 : 0);
    expect(seen(room)).toMatchObject({ dialed: alerts.length > 0 ? [] : [FULL], alerts });
    room.phone.hangUp();
    await room.wait(1);
    await joinAgain(room);
    expect(room.phone.calls.connected()).toHaveLength(1);
    expect(room.log().join()).not.toContain('internal error');
  },
);

it('after a repair that connects, four lines are printed, and nothing is requested any more', async () => {
  const room = await join(redialerRoom(), FULL, 310);
  expect(room.log().slice(1)).toEqual([
    expect.stringContaining('call 3 failed with an SSL error'),
    expect.stringContaining('a likely cause'),
    'Zoom meeting 81…90: redialing over Spark with the passcode',
    'Zoom meeting 81…90: connected',
  ]);
  expect(room.held()).toEqual({ subscriptions: 2, timers: 0, requests: 0 });
});
