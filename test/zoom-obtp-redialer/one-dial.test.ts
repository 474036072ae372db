/** However a codec answers `Dial`, and whenever it lists the call: each attempt dials once. */
import { describe, expect, it } from 'vitest';
import { HUNG_UP } from '../../src/simulator/room/call-list';
import type { DialAnswer } from '../../src/simulator/room/phone';
import type { Room } from '../../src/simulator/room/room';
import {
  alerts,
  BARE,
  book,
  booking,
  DIAL,
  fails,
  FULL,
  join,
  joinAgain,
  lastLine,
  NOT_REACHED,
  numbers,
  redials,
} from '../../src/simulator/scenarios/redialer-steps';
import { redialerRoom } from '../simulate';
import { expectAllEnded } from './rules';

type Answer = DialAnswer | 'no answer';
const ANSWERS: readonly Answer[] = ['call', 'nothing', 'an error without a code', 'no answer'];
const LISTED: readonly number[] = [0, 12, 20, Infinity];
const TABLE = ANSWERS.flatMap((answer) => LISTED.map((seconds) => [answer, seconds] as const));

function roomThat(answer: Answer, listedAfter: number): Room {
  const room = redialerRoom();
  room.phone.listedAfterMs = listedAfter * 1000;
  if (answer === 'no answer') fails(room, DIAL, 'answer lost');
  else room.phone.dialAnswer = answer;
  return room;
}

describe.each(TABLE)('Dial is answered with %s, and the call listed after %d s:', (answer, listedAfter) => {
  it.each([0.9, 14, 25])(
    'a redial that connects after %d s is the only one, and no alert covers it',
    async (seconds) => {
      const room = roomThat(answer, listedAfter);
      room.phone.answeredAfterMs = seconds * 1000;
      await join(room, FULL, 200);
      expect(numbers(room)).toEqual([FULL]);
      expect(room.phone.calls.connected()).toHaveLength(1);
      expect(alerts(room)).toEqual([]);
      expect(lastLine(room)).toMatch(
        listedAfter < seconds || answer === 'call' ? /: connected$/ : /: (connected|another call is active)$/,
      );
      expectAllEnded(room);
    },
  );

  it('a redial whose end is reported is followed by one more, at once, and by an alert', async () => {
    const room = roomThat(answer, listedAfter);
    redials(room, 'SSL failure');
    await join(room, FULL, 9);
    expect(room.phone.dialed.map(({ into }) => into)).toEqual([[], []]);
    await room.wait(50);
    expect(numbers(room)).toHaveLength(2);
    expect(alerts(room)).toEqual([NOT_REACHED]);
    expectAllEnded(room);
  });

  it('a redial that rings is the only one, and an alert is shown after half a minute if it was never listed', async () => {
    const room = roomThat(answer, listedAfter);
    redials(room, 'rings');
    await join(room, FULL, 31);
    expect(alerts(room)).toEqual([]);
    await room.wait(200);
    expect(numbers(room)).toEqual([FULL]);
    expect(alerts(room)).toEqual(listedAfter === Infinity ? [NOT_REACHED] : []);
    expectAllEnded(room);
  });

  it('a redial that is hung up while it rings is the only one, and no alert is shown', async () => {
    const room = roomThat(answer, listedAfter);
    redials(room, 'rings');
    await join(room, FULL, 8);
    room.phone.hangUp();
    await room.wait(200);
    expect(numbers(room)).toEqual([FULL]);
    expect([room.panel.line(), ...alerts(room)]).toEqual(['']);
    expect(lastLine(room)).toMatch(/hung up or canceled in the room$/);
  });
});

describe('a call to somebody that connects while the answer to Dial is missing', () => {
  it('ends the repair', async () => {
    const room = roomThat('no answer', Infinity);
    redials(room, 'rings');
    await join(room, FULL, 3);
    room.phone.up();
    await room.wait(1);
    expect(lastLine(room)).toBe('Zoom meeting 81…90: another call is active');
    await room.wait(60);
    expect(alerts(room)).toEqual([]);
  });

  it('ends nothing if it has ended before, which is reported late', async () => {
    const room = roomThat('no answer', Infinity);
    redials(room, 'rings');
    room.start();
    await room.wait(1);
    const id = room.phone.ring(60);
    room.phone.calls.end(id, HUNG_UP);
    await room.wait(1);
    await joinAgain(room, FULL, 4);
    room.device.reportEvent('CallSuccessful', { CallId: String(id) });
    await room.wait(60);
    expect(alerts(room)).toEqual([NOT_REACHED]);
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
  await join(room, FULL, 60);
  expect(dialed).toBe(dials);
  expect(alerts(room)).toEqual([NOT_REACHED]);
});

it.each([0, 200])(
  'a repair takes at most 13 requests if the failed call is cleared after %d ms',
  async (cleared) => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = cleared;
    book(room, booking({ Agenda: `Join by SIP ${BARE} Passcode: 246813` }));
    room.start();
    await room.wait(1);
    const before = room.requests.length;
    await joinAgain(room, BARE, 60);
    expect(room.phone.calls.connected()).toHaveLength(1);
    const requests = room.requests.slice(before).map(({ request }) => JSON.stringify(request));
    expect(requests.filter((request) => !request.includes('SIP"')).length).toBeLessThanOrEqual(13);
  },
);
