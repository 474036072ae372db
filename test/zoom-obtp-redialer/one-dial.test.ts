/** However a codec answers `Dial`, and whenever it lists the call: each attempt dials once. */
import { describe, expect, it } from 'vitest';
import { HUNG_UP } from '../../src/simulator/room/call-list';
import type { DialAnswer } from '../../src/simulator/room/phone';
import type { Room } from '../../src/simulator/room/room';
import * as steps from '../../src/simulator/scenarios/redialer-steps';
import { redialerRoom } from '../simulate';
import { expectAllEnded } from './rules';
import { seen } from './seen';

const { DIAL, fails, FULL, join, NOT_REACHED, redials } = steps;

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
      expect(room.phone.calls.connected()).toHaveLength(1);
      expect(seen(room)).toMatchObject({ dialed: [FULL], alerts: [] });
      const isKnown = listedAfter < seconds || answer === 'call';
      expect(seen(room).last).toMatch(isKnown ? /^connected$/ : /^(connected|another call is active)$/);
      expectAllEnded(room);
    },
  );

  it('a redial whose end is reported is followed by one more, at once, and by an alert', async () => {
    const room = roomThat(answer, listedAfter);
    redials(room, 'SSL failure');
    await join(room, FULL, 9);
    expect(room.phone.dialed.map(({ into }) => into)).toEqual([[], []]);
    await room.wait(50);
    expect(seen(room)).toMatchObject({ dialed: [FULL, FULL], alerts: [NOT_REACHED] });
    expectAllEnded(room);
  });

  it('a redial that rings is the only one, and an alert is shown after half a minute if it was never listed', async () => {
    const room = roomThat(answer, listedAfter);
    redials(room, 'rings');
    await join(room, FULL, 31);
    expect(seen(room).alerts).toEqual([]);
    await room.wait(200);
    expect(seen(room)).toMatchObject({
      dialed: [FULL],
      alerts: listedAfter === Infinity ? [NOT_REACHED] : [],
    });
    expectAllEnded(room);
  });

  it('a redial that is hung up while it rings is the only one, and no alert is shown', async () => {
    const room = roomThat(answer, listedAfter);
    redials(room, 'rings');
    await join(room, FULL, 8);
    room.phone.hangUp();
    await room.wait(200);
    const last = 'hung up or canceled in the room';
    expect(seen(room)).toEqual({ dialed: [FULL], alerts: [], message: '', last });
  });
});

it('a call that connected and ended before a redial, which is reported late, does not end the repair', async () => {
  const room = roomThat('no answer', Infinity);
  redials(room, 'rings');
  room.start();
  await room.wait(1);
  const id = room.phone.ring(60);
  room.phone.calls.end(id, HUNG_UP);
  await room.wait(1);
  await steps.joinAgain(room, FULL, 4);
  room.device.reportEvent('CallSuccessful', { CallId: String(id) });
  await room.wait(60);
  expect(seen(room).alerts).toEqual([NOT_REACHED]);
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
  expect(seen(room).alerts).toEqual([NOT_REACHED]);
});

it.each([0, 200])(
  'a repair takes at most 11 requests if the failed call is cleared after %d ms',
  async (cleared) => {
    const room = redialerRoom();
    room.phone.calls.clearedAfterMs = cleared;
    steps.book(room, steps.booking({ Agenda: `Join by SIP ${steps.BARE} Passcode: 246813` }));
    room.start();
    // The start is over when the registration to Webex was read.
    await room.wait(61);
    const before = room.requests.length;
    await steps.joinAgain(room, steps.BARE, 60);
    const requests = room.requests.slice(before).map(({ request }) => JSON.stringify(request));
    // The first failure also reads the settings of SIP, to name a likely cause.
    expect(requests.filter((request) => !request.includes('"SIP"')).length).toBeLessThanOrEqual(11);
  },
);
