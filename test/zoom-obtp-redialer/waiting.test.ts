/** What a repair waits for, what it remembers, and what it prints. */
import { describe, expect, it } from 'vitest';
import { failing, slow, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import { roomWithBrokenConsole } from '../console-lines';
import { redialerRoom } from '../simulate';
import {
  alertsOf,
  failedJoin,
  lastLine,
  LINE,
  looksAtCalls,
  NOT_REACHED,
  reportFailure,
} from './failed-join';
import { ANOTHER, FULL, MEETING } from './rules';

describe('the last twenty calls that connected', () => {
  it.each([
    [19, 'ignored: it was connected'],
    [20, 'failed with an SSL error (OtherLocal: ssl failure)'],
  ])(
    'are remembered, however often they are reported: with %d later ones, the first was %s',
    async (others, line) => {
      const room = redialerRoom();
      room.start();
      await room.wait(1);
      const connects = (id: number) => {
        room.device.reportEvent('CallSuccessful', { CallId: String(id) });
      };
      connects(77);
      for (let times = 0; times < 2; times += 1) for (let id = 0; id < others; id += 1) connects(100 + id);
      await room.wait(1);
      reportFailure(room, { CallId: '77' });
      await room.wait(0.1);
      expect(room.log().some((one) => one.endsWith(`call 77 ${line}`))).toBe(true);
    },
  );
});

it('calls without an id are not taken for the same call', async () => {
  const room = redialerRoom();
  room.start();
  await room.wait(1);
  reportFailure(room, { CallId: '', CauseType: 'RemoteBusy' });
  reportFailure(room, { CallId: '', RequestedURI: `sip:${MEETING}@zoomcrc.com` });
  await room.wait(3);
  expect(room.phone.dialed.length).toBe(1);
});

describe('the message after a failure', () => {
  it.each([
    ['a call is known to be up, and the codec once answers that there is none', 'up', 1, 200, ''],
    ['the end of a call was not reported, and the failed call is listed', 'lost', 0, 200, LINE],
    ['no call is known to be up, and none is listed', 'none', 0, 0, LINE],
    ['the calls cannot be read', 'none', 2, 200, ''],
  ])('where %s', async (_, other, failures, cleared, line) => {
    const room = redialerRoom();
    room.start({ redialDelaySeconds: 5 });
    await room.wait(0.1);
    const id = other === 'none' ? 0 : room.phone.up();
    await room.wait(1);
    if (other === 'lost') {
      room.faults = { ...faultless(20), copies: () => [] };
      room.phone.endCall(id, 'hung up');
      await room.wait(1);
      room.faults = faultless(20);
    }
    room.phone.calls.clearedAfterMs = cleared;
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(0.605);
    if (failures > 0) {
      room.faults = failing(faultless(20), looksAtCalls, other === 'up' ? 'no match' : 'fails', failures);
    }
    await room.wait(2);
    expect(room.panel.line()).toBe(line);
  });
});

describe('a Dial that is answered after another call has ended', () => {
  it.each([
    ['with a call', 'call', { CallId: '9' }],
    ['without a call', 'nothing', { CallId: '' }],
  ] as const)('%s, is still followed', async (_, answer, report) => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'rings';
    room.phone.dialAnswer = answer;
    room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 3000);
    await failedJoin(room);
    await room.wait(2.5);
    reportFailure(room, { RequestedURI: `sip:${ANOTHER}`, ...report });
    await room.wait(10);
    room.phone.redialEnds('connects');
    await room.wait(1);
    expect(room.log().join()).not.toContain('redial failed');
    expect(lastLine(room)).toBe('Zoom meeting 81…90: connected');
  });
});

it('a redial without an id, and never listed, is repeated as soon as its end is reported', async () => {
  const room = redialerRoom();
  room.phone.dialOutcome = () => 'SSL failure';
  room.phone.dialAnswer = 'nothing';
  room.phone.listedAfterMs = Infinity;
  await failedJoin(room);
  await room.wait(9);
  expect(room.phone.dialed.length).toBe(2);
});

it('a repair that connects prints four lines', async () => {
  const room = await failedJoin();
  await room.wait(5);
  expect(room.log().slice(1)).toEqual([
    expect.stringContaining('call 3 failed with an SSL error'),
    expect.stringContaining('a likely cause'),
    'Zoom meeting 81…90: redialing over Spark with the passcode',
    'Zoom meeting 81…90: connected',
  ]);
});

describe('until no call is left', () => {
  it('calls that cannot be read are waited for as a failed call is', async () => {
    const room = await failedJoin();
    room.faults = failing(faultless(20), looksAtCalls, 'fails');
    await room.wait(12);
    expect(room.phone.dialed).toEqual([]);
    expect(alertsOf(room)).toEqual([NOT_REACHED]);
  });

  it('the message is shown as soon as the calls can be read', async () => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = 4000;
    await failedJoin(room);
    await room.wait(0.605);
    room.faults = failing(faultless(20), looksAtCalls, 'fails', 2);
    await room.wait(0.9);
    expect(room.panel.line()).toBe('');
    await room.wait(0.5);
    expect(room.panel.line()).toBe(LINE);
  });
});

it('a Dial that is refused late does not disturb a call to the meeting that people have placed meanwhile', async () => {
  const room = redialerRoom();
  room.phone.dialOutcome = () => 'refused';
  room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 12_000);
  await failedJoin(room);
  await room.wait(4);
  room.phone.calls.begin({
    uri: `spark:${FULL}`,
    protocol: 'Spark',
    direction: 'Outgoing',
    video: true,
    title: '',
  });
  await room.wait(20);
  expect(room.phone.dialed.length).toBe(1);
  expect(alertsOf(room)).toEqual([]);
});

it.each([0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8])(
  'nothing is dialed into a call that connects %d s after the failure, while a look at the calls is under way',
  async (seconds) => {
    const room = await failedJoin();
    await room.wait(0.7);
    room.faults = slow(failing(faultless(20), looksAtCalls, 'no match', 3), looksAtCalls, () => 300);
    await room.wait(seconds - 0.1);
    room.phone.up();
    await room.wait(30);
    expect(room.phone.dialed).toEqual([]);
  },
);

it('the message is shown once, and that it cannot be shown is no warning', async () => {
  const room = redialerRoom();
  room.phone.calls.clearedAfterMs = 4000;
  await failedJoin(room);
  await room.wait(3);
  expect(room.requests.filter(({ request }) => /TextLine/.test(request.method)).length).toBe(1);
  room.faults = failing(faultless(20), startingWith('xCommand/UserInterface'), 'fails');
  await room.wait(5);
  expect(room.log().join()).not.toContain('showing the alert failed');
});

it('an exception after an answer ends the repair, and the next failed join is redialed', async () => {
  const { room, breakConsole } = roomWithBrokenConsole('zoom-obtp-redialer');
  await failedJoin(room);
  await room.wait(1);
  breakConsole(true);
  await room.wait(30);
  breakConsole(false);
  expect(room.log()).toContain(
    'internal error while handling an answer (code 0: broken console); please report this line',
  );
  room.phone.joinZoom(`sip:${FULL}`);
  await room.wait(5);
  expect(room.phone.calls.connected().length).toBe(1);
});

it.each([
  ['people hang up a call to another meeting', ANOTHER, 'LocalDisconnect', 1],
  ['another call to the meeting fails', FULL, 'RemoteBusy', 1],
  ['people hang up another call to the meeting', FULL, 'LocalDisconnect', 0],
])('before the redial, %s', async (_, number, type, dials) => {
  const room = await failedJoin();
  await room.wait(0.7);
  reportFailure(room, { RequestedURI: `sip:${number}`, CauseType: type, CauseString: '' });
  await room.wait(5);
  expect(room.phone.dialed.length).toBe(dials);
});
