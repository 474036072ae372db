/** However a codec answers `Dial`, and whenever it lists the call: each attempt dials once. */
import { describe, expect, it } from 'vitest';
import { failing, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import { HUNG_UP } from '../../src/simulator/room/call-list';
import type { DialAnswer } from '../../src/simulator/room/phone';
import type { Room } from '../../src/simulator/room/room';
import { redialerRoom } from '../simulate';
import { alertsOf, failedJoin, NOT_REACHED } from './failed-join';
import { expectAllEnded } from './rules';

const ANSWERS: readonly (DialAnswer | 'no answer')[] = [
  'call',
  'nothing',
  'an error without a code',
  'no answer',
];
const LISTED: readonly number[] = [0, 12, 20, Infinity];
const TABLE = ANSWERS.flatMap((answer) => LISTED.map((seconds) => [answer, seconds] as const));

function roomThat(answer: DialAnswer | 'no answer', listedAfter: number): Room {
  const room = redialerRoom();
  room.phone.listedAfterMs = listedAfter * 1000;
  if (answer === 'no answer')
    room.faults = failing(faultless(20), startingWith('xCommand/Dial'), 'answer lost');
  else room.phone.dialAnswer = answer;
  return room;
}

describe.each(TABLE)('Dial is answered with %s, and the call listed after %d s:', (answer, listedAfter) => {
  it.each([0.9, 14, 25])(
    'a redial that connects after %d s is the only one, and no alert covers it',
    async (seconds) => {
      const room = roomThat(answer, listedAfter);
      room.phone.answeredAfterMs = seconds * 1000;
      await failedJoin(room);
      await room.wait(200);
      expect(room.phone.dialed.length).toBe(1);
      expect(room.phone.calls.connected().length).toBe(1);
      expect(alertsOf(room)).toEqual([]);
      expect(room.log().slice(-1)[0]).toMatch(
        listedAfter < seconds || answer === 'call' ? /: connected$/ : /: (connected|another call is active)$/,
      );
      expectAllEnded(room);
    },
  );

  it('a redial whose end is reported is followed by one more, and by an alert', async () => {
    const room = roomThat(answer, listedAfter);
    room.phone.dialOutcome = () => 'SSL failure';
    await failedJoin(room);
    await room.wait(60);
    expect(room.phone.dialed.map(({ into }) => into)).toEqual([[], []]);
    expect(alertsOf(room)).toEqual([NOT_REACHED]);
    expectAllEnded(room);
  });

  it('a redial that rings is the only one, and an alert is shown after half a minute if it was never listed', async () => {
    const room = roomThat(answer, listedAfter);
    room.phone.dialOutcome = () => 'rings';
    await failedJoin(room);
    await room.wait(31);
    expect(alertsOf(room)).toEqual([]);
    await room.wait(200);
    expect(room.phone.dialed.length).toBe(1);
    expect(alertsOf(room)).toEqual(listedAfter === Infinity ? [NOT_REACHED] : []);
    expectAllEnded(room);
  });

  it('a redial that is hung up while it rings is the only one, and no alert is shown', async () => {
    const room = roomThat(answer, listedAfter);
    room.phone.dialOutcome = () => 'rings';
    await failedJoin(room);
    await room.wait(8);
    room.phone.hangUp();
    await room.wait(200);
    expect(room.phone.dialed.length).toBe(1);
    expect(alertsOf(room)).toEqual([]);
    expect(room.log().slice(-1)[0]).toMatch(/hung up or canceled in the room$/);
  });
});

describe('a call that connects while the answer to Dial is missing ends the repair', () => {
  it('as connected if it leads to the meeting', async () => {
    const room = roomThat('no answer', 0);
    await failedJoin(room);
    await room.wait(3);
    expect(room.log().slice(-1)).toEqual(['Zoom meeting 81…90: connected']);
  });

  it('as another call if it does not', async () => {
    const room = roomThat('no answer', Infinity);
    room.phone.dialOutcome = () => 'rings';
    await failedJoin(room);
    await room.wait(3);
    room.phone.up();
    await room.wait(1);
    expect(room.log().slice(-1)).toEqual(['Zoom meeting 81…90: another call is active']);
    await room.wait(60);
    expect(alertsOf(room)).toEqual([]);
  });

  it('but not if it has ended before, which is reported late', async () => {
    const room = roomThat('no answer', Infinity);
    room.phone.dialOutcome = () => 'rings';
    room.start();
    await room.wait(1);
    const id = room.phone.ring(60);
    room.phone.calls.end(id, HUNG_UP);
    await room.wait(1);
    room.phone.joinZoom('sip:81234567890.246813@zoomcrc.com');
    await room.wait(4);
    room.device.reportEvent('CallSuccessful', { CallId: String(id) });
    await room.wait(60);
    expect(alertsOf(room)).toEqual([NOT_REACHED]);
  });
});

it.each([
  [0, 1],
  [1, 2],
  [2, 2],
  [3, 2],
  [4, 2],
  [5, 1],
  [-32_601, 1],
])('a Dial that is rejected with code %d is dialed %d times', async (code, dials) => {
  const room = redialerRoom();
  let dialed = 0;
  room.device.onCommand('Dial', () => {
    dialed += 1;
    const error: unknown = { code, message: 'Rejected' };
    throw error;
  });
  await failedJoin(room);
  await room.wait(60);
  expect(dialed).toBe(dials);
  expect(alertsOf(room)).toEqual([NOT_REACHED]);
});

it.each([0, 200])(
  'a repair takes at most 11 requests if the failed call is cleared after %d ms',
  async (cleared) => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = cleared;
    room.calendar.book(
      [{ Id: 'now', Title: 'Review', Agenda: 'Join by SIP 81234567890@zoomcrc.com Passcode: 246813' }],
      'now',
    );
    room.start();
    await room.wait(1);
    const before = room.requests.length;
    room.phone.joinZoom('sip:81234567890@zoomcrc.com');
    await room.wait(60);
    expect(room.phone.calls.connected().length).toBe(1);
    const requests = room.requests.slice(before).map(({ request }) => JSON.stringify(request));
    expect(requests.filter((request) => !request.includes('SIP"')).length).toBeLessThanOrEqual(11);
  },
);
