/** Every documented limit, from both of its sides. */
import { describe, expect, it } from 'vitest';
import { failing, slow, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { bookedNumber, booking } from '../../src/simulator/scenarios/zoom-obtp-redialer';
import { BUDGET_MS } from '../../src/zoom-obtp-redialer/budget';
import { help } from '../../src/zoom-obtp-redialer/settings';
import { redialerRoom } from '../simulate';
import { NOT_REACHED } from './failed-join';
import { ANOTHER, FULL, MEETING } from './rules';

function numbers(room: Room): readonly string[] {
  return room.phone.dialed.map(({ number }) => number);
}

async function join(room: Room, uri = `sip:${FULL}`): Promise<void> {
  room.start();
  await room.wait(1);
  room.phone.joinZoom(uri);
  await room.wait(0.6);
}

describe('time', () => {
  it.each([
    [8.5, 1, ''],
    [9.5, 0, NOT_REACHED],
  ])(
    'a failed call that is cleared %d s after its end: waited for until 8 s after the redial is due',
    async (seconds, redials, alert) => {
      const room = redialerRoom();
      room.phone.calls.clearedAfterMs = seconds * 1000;
      await join(room);
      await room.wait(12);
      expect([room.phone.dialed.length, room.panel.alert()]).toEqual([redials, alert]);
    },
  );

  it.each([
    [59, 1],
    [62, 0],
  ])('an incoming call that rings for %d s from the redial on', async (seconds, redials) => {
    const room = redialerRoom();
    await join(room);
    await room.wait(0.9);
    room.phone.ring(seconds);
    await room.wait(80);
    expect(room.phone.dialed.length).toBe(redials);
  });

  it.each([
    [4900, FULL],
    [5100, `${MEETING}@zoomcrc.com`],
  ])('a calendar that answers after %d ms', async (milliseconds, dialed) => {
    const room = redialerRoom();
    room.faults = slow(faultless(20), startingWith('xCommand/Bookings'), () => milliseconds);
    room.calendar.book([bookedNumber(FULL)]);
    await join(room, `sip:${MEETING}@zoomcrc.com`);
    await room.wait(10);
    expect(numbers(room)).toEqual([dialed]);
  });

  it.each([
    [119, 'connected'],
    [122, 'another call is active'],
  ])('a redial that rings for %d s and connects', async (seconds, ending) => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'rings';
    await join(room);
    await room.wait(1.1);
    room.phone.redialEnds('fails');
    await room.wait(5.1);
    expect(room.phone.dialed.length).toBe(2);
    await room.wait(seconds);
    room.phone.redialEnds('connects');
    await room.wait(1);
    expect(room.log().slice(-1)[0]).toBe(`Zoom meeting 81…90: ${ending}`);
  });

  it.each([
    [14, ''],
    [16, 'Fire drill at 10'],
  ])("another macro's line, if the redial connects %d s after ours was shown", async (seconds, shown) => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'rings';
    await join(room);
    await room.wait(1.1);
    const line = { Text: 'Fire drill at 10', Duration: '600' };
    room.device.request(
      { method: 'xCommand/UserInterface/Message/TextLine/Display', params: line },
      () => undefined,
    );
    await room.wait(seconds - 1.1);
    room.phone.redialEnds('connects');
    await room.wait(1);
    expect(room.panel.line()).toBe(shown);
  });

  it.each([
    [1900, 1],
    [2100, 2],
  ])('an answer about the alert that takes %d ms', async (milliseconds, shown) => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'refused';
    room.faults = slow(faultless(20), startingWith('xCommand/UserInterface'), () => milliseconds);
    room.start({ maxRedials: 1 });
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(30);
    expect(room.journal.filter(({ text }) => text.startsWith('alert: ')).length).toBe(shown);
  });

  it.each([
    [29.8, ''],
    [31, NOT_REACHED],
  ])('an answer to Dial, which was not carried out, that is missing for %d s', async (seconds, alert) => {
    const room = redialerRoom();
    room.faults = failing(faultless(20), startingWith('xCommand/Dial'), 'request lost');
    await join(room);
    await room.wait(1.05 + seconds);
    expect(room.panel.alert()).toBe(alert);
  });

  it.each([
    [299, 0],
    [301, 1],
  ])('a meeting that is joined again %d s after its last redial', async (seconds, more) => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'SSL failure';
    room.start({ maxRedials: 1 });
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(1.7);
    expect(room.phone.dialed.length).toBe(1);
    await room.wait(seconds - 0.6);
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(3);
    expect(room.phone.dialed.length).toBe(1 + more);
  });

  it.each([
    [0.9, 0],
    [1.2, 1],
  ])('the default pause, %d s after the failure', async (seconds, redials) => {
    const room = redialerRoom();
    await join(room);
    await room.wait(seconds);
    expect(room.phone.dialed.length).toBe(redials);
  });
});

describe('the redial budget', () => {
  it('counts the time that its setting states', () => {
    expect(help.maxRedials).toContain(`within ${BUDGET_MS / 60_000} minutes`);
  });

  it('of one meeting does not count for another, which gets its own', async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = (number) => (number === FULL ? 'SSL failure' : 'connects');
    await join(room);
    await room.wait(20);
    room.phone.joinZoom(`sip:${ANOTHER}`);
    await room.wait(5);
    expect(numbers(room)).toEqual([FULL, FULL, ANOTHER]);
    expect(room.phone.calls.connected().length).toBe(1);
  });

  it('counts a redial although the time of an earlier one is over', async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'refused';
    room.start({ maxRedials: 1 });
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(200);
    room.phone.joinZoom(`sip:${ANOTHER}`);
    await room.wait(110);
    room.phone.joinZoom(`sip:${ANOTHER}`);
    await room.wait(5);
    expect(numbers(room)).toEqual([FULL, ANOTHER]);
  });

  it('of all meetings together is three times that of one', async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'refused';
    room.start({ maxRedials: 1 });
    for (let meeting = 0; meeting < 5; meeting += 1) {
      room.phone.joinZoom(`sip:8123456789${meeting}.1111@zoomcrc.com`);
      await room.wait(5);
    }
    expect(room.phone.dialed.length).toBe(3);
  });

  it('counts a Dial that was refused for another reason, which keeps its display name', async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'refused';
    room.calendar.book([bookedNumber(FULL)], 'booking-1');
    await join(room);
    await room.wait(30);
    expect(room.phone.dialed.map(({ name }) => name)).toEqual(['Weekly review', 'Weekly review']);
  });

  it('is used by redials without a display name, where no booking gives one', async () => {
    const room = redialerRoom();
    await join(room);
    await room.wait(5);
    const dials = room.requests.filter(({ request }) => request.method === 'xCommand/Dial');
    expect(dials.map(({ request }) => request.params)).toEqual([{ Number: FULL, Protocol: 'Spark' }]);
  });

  it('is not free again after a redial that was hung up', async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = () => 'rings';
    room.start({ maxRedials: 1 });
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(3);
    room.phone.hangUp();
    await room.wait(3);
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(5);
    expect(room.phone.dialed.length).toBe(1);
    expect(room.panel.alert()).toBe(NOT_REACHED);
  });

  it('is not free again after a redial of another meeting that connected', async () => {
    const room = redialerRoom();
    room.phone.dialOutcome = (number) => (number === FULL ? 'refused' : 'connects');
    room.start({ maxRedials: 1 });
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(5);
    room.phone.joinZoom(`sip:${ANOTHER}`);
    await room.wait(5);
    room.phone.hangUp();
    await room.wait(1);
    room.phone.joinZoom(`sip:${FULL}`);
    await room.wait(5);
    expect(numbers(room)).toEqual([FULL, ANOTHER]);
  });

  it('does not count a Dial whose display name was rejected', async () => {
    const room = redialerRoom();
    room.phone.refusesDisplayName = true;
    room.phone.dialOutcome = () => 'SSL failure';
    room.calendar.book([bookedNumber(FULL)], 'booking-1');
    await join(room);
    await room.wait(30);
    expect(room.phone.dialed.map(({ name }) => name)).toEqual(['Weekly review', '', '']);
  });

  it('is free again after a redial that connected', async () => {
    const room = redialerRoom();
    await join(room);
    for (let join = 1; join <= 4; join += 1) {
      await room.wait(5);
      expect(room.phone.dialed.length).toBe(join);
      room.phone.hangUp();
      await room.wait(5);
      room.phone.joinZoom(`sip:${FULL}`);
    }
  });
});

describe('length', () => {
  const rest = '@zoomcrc.com';

  it.each([
    [255, 1],
    [256, 0],
  ])('a number of %d characters', async (length, redials) => {
    const start = `${MEETING}.1.`;
    const room = redialerRoom();
    await join(room, `sip:${start}${'2'.repeat(length - start.length - rest.length)}${rest}`);
    await room.wait(5);
    expect(room.phone.dialed.map(({ number }) => number.length)).toEqual(redials ? [length] : []);
  });

  it.each([
    [4, 0],
    [5, 1],
    [40, 1],
    [41, 0],
  ])('a meeting ID of %d digits', async (digits, redials) => {
    const room = redialerRoom();
    await join(room, `sip:${'1'.repeat(digits)}${rest}`);
    await room.wait(5);
    expect(room.phone.dialed.length).toBe(redials);
  });

  const invitation = `Join by SIP ${MEETING}@zoomcrc.com Passcode: 246813 `;

  it.each([
    [20_000, FULL],
    [20_010, `${MEETING}@zoomcrc.com`],
  ])('an invitation whose passcode ends at character %d', async (end, dialed) => {
    const room = redialerRoom();
    const agenda = `${'x'.repeat(end - invitation.length)} ${invitation}`;
    room.calendar.book([booking({ Agenda: agenda })], 'booking-1');
    await join(room, `sip:${MEETING}@zoomcrc.com`);
    await room.wait(8);
    expect(numbers(room)).toEqual([dialed]);
  });

  it.each([
    [1, FULL],
    [2, `${MEETING}@zoomcrc.com`],
  ])(
    'a calendar with %d invitations of 20,000 characters before that of the meeting',
    async (count, dialed) => {
      const room = redialerRoom();
      const others = Array.from({ length: count }, (_, index) =>
        booking({ Id: `long-${index}`, Agenda: 'x'.repeat(30_000) }),
      );
      // The list holds the current booking once more, whose text counts once.
      room.calendar.book([...others, booking({ Agenda: invitation })], 'long-0');
      await join(room, `sip:${MEETING}@zoomcrc.com`);
      await room.wait(8);
      expect(numbers(room)).toEqual([dialed]);
    },
  );

  it.each([
    [19, FULL],
    [20, `${MEETING}@zoomcrc.com`],
  ])('a calendar with %d bookings before that of the meeting', async (count, dialed) => {
    const room = redialerRoom();
    const others = Array.from({ length: count }, () => bookedNumber(ANOTHER));
    room.calendar.book([...others, bookedNumber(FULL, { Time: { StartTime: '2026-03-03T09:01:00Z' } })]);
    await join(room, `sip:${MEETING}@zoomcrc.com`);
    await room.wait(8);
    expect(numbers(room)).toEqual([dialed]);
  });
});
