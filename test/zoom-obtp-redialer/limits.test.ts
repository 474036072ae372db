/** Every documented limit, from both of its sides. */
import { describe, expect, it } from 'vitest';
import * as steps from '../../src/simulator/scenarios/redialer-steps';
import { startingWith } from '../../src/simulator/codec/faults';
import { BUDGET_MS } from '../../src/zoom-obtp-redialer/repair';
import { help } from '../../src/zoom-obtp-redialer/settings';
import { redialerRoom } from '../simulate';
import { seen } from './seen';

const { ANOTHER, BARE, bookedNumber, booking, delays, fails, FULL, join, joinAgain, redials } = steps;

describe('time', () => {
  it.each([
    [8.5, [FULL], ''],
    [9.5, [], steps.NOT_REACHED],
  ])(
    'a failed call that is cleared %d s after its end: waited for until 8 s after the redial is due',
    async (seconds, dialed, alert) => {
      const room = redialerRoom();
      room.phone.calls.clearedAfterMs = seconds * 1000;
      await join(room, FULL, 12.6);
      expect([seen(room).dialed, room.panel.alert()]).toEqual([dialed, alert]);
    },
  );

  it.each([
    [4, [FULL], ''],
    [12, [], steps.NOT_REACHED],
  ])('calls that cannot be read for %d s are waited for likewise', async (seconds, dialed, alert) => {
    const room = await join(redialerRoom(), FULL, 0);
    fails(room, steps.CALLS, 'fails');
    await room.wait(seconds);
    expect(seen(room).dialed).toEqual([]);
    fails(room, steps.CALLS, 'fails', 0);
    await room.wait(1);
    expect([seen(room).dialed, room.panel.alert()]).toEqual([dialed, alert]);
  });

  it.each([
    [59, [FULL]],
    [62, []],
  ])('an incoming call that rings for %d s from the redial on', async (seconds, dialed) => {
    const room = await join(redialerRoom(), FULL, 1.5);
    room.phone.ring(seconds);
    await room.wait(80);
    expect(seen(room).dialed).toEqual(dialed);
  });

  it.each([
    [119, 'connected'],
    [122, 'another call is active'],
  ])('a redial that rings for %d s and connects', async (seconds, ending) => {
    const room = redialerRoom();
    redials(room, 'rings');
    await join(room, FULL, 1.7);
    room.phone.redialEnds('fails');
    await room.wait(5.1);
    expect(seen(room).dialed).toEqual([FULL, FULL]);
    await room.wait(seconds);
    room.phone.redialEnds('connects');
    await room.wait(1);
    expect(seen(room).last).toBe(ending);
  });

  it.each([
    [14, ''],
    [16, 'Fire drill at 10'],
  ])("another macro's line, if the redial connects %d s after ours was shown", async (seconds, shown) => {
    const room = redialerRoom();
    redials(room, 'rings');
    await join(room, FULL, 1.7);
    const params = { Text: 'Fire drill at 10', Duration: '600' };
    room.device.request(
      { method: 'xCommand/UserInterface/Message/TextLine/Display', params },
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
    redials(room, 'refused');
    delays(room, startingWith('xCommand/UserInterface'), milliseconds);
    await join(room, FULL, 30, { maxRedials: 1 });
    expect(seen(room).alerts).toHaveLength(shown);
  });

  it.each([
    [299, [FULL]],
    [301, [FULL, FULL]],
  ])('a meeting that is joined again %d s after its last redial', async (seconds, dialed) => {
    const room = redialerRoom();
    redials(room, 'SSL failure');
    await join(room, FULL, 1.7, { maxRedials: 1 });
    expect(seen(room).dialed).toEqual([FULL]);
    await room.wait(seconds - 0.6);
    await joinAgain(room, FULL, 3);
    expect(seen(room).dialed).toEqual(dialed);
  });
});

describe('the redial budget', () => {
  it('counts the time that its setting states', () => {
    expect(help.maxRedials).toContain(`within ${BUDGET_MS / 60_000} minutes`);
  });

  it('counts a redial although the time of an earlier one is over', async () => {
    const room = redialerRoom();
    redials(room, 'refused');
    await join(room, FULL, 200, { maxRedials: 1 });
    await joinAgain(room, ANOTHER, 110);
    await joinAgain(room, ANOTHER);
    expect(seen(room).dialed).toEqual([FULL, ANOTHER]);
  });

  it('of all meetings together is three times that of one', async () => {
    const room = redialerRoom();
    redials(room, 'refused');
    await join(room, FULL, 5, { maxRedials: 1 });
    for (let meeting = 1; meeting < 5; meeting += 1) await joinAgain(room, `1111${meeting}@zoomcrc.com`);
    expect(seen(room).dialed).toHaveLength(3);
  });

  it('is not free again after a redial that was hung up, or one of another meeting that connected', async () => {
    const room = redialerRoom();
    redials(room, 'rings', 'connects');
    await join(room, FULL, 3, { maxRedials: 1 });
    room.phone.hangUp();
    await room.wait(3);
    await joinAgain(room, ANOTHER);
    room.phone.hangUp();
    await room.wait(1);
    await joinAgain(room);
    expect(seen(room).dialed).toEqual([FULL, ANOTHER]);
  });
});

describe('length', () => {
  const text = `Join by SIP ${BARE} Passcode: 246813 `;
  const long = booking({ Agenda: 'x'.repeat(30_000) });
  const ending = (end: number) => booking({ Agenda: `${'x'.repeat(end - text.length)} ${text}` });
  const later = bookedNumber(FULL, { Time: { StartTime: '2026-03-03T09:01:00Z' } });
  const others = Array.from({ length: 20 }, (_, index) => bookedNumber(ANOTHER, { Id: `other-${index}` }));

  // The list holds the current booking once more, whose text counts once.
  it.each([
    ['an invitation whose passcode ends at character 20,000', [ending(20_000)], FULL],
    ['an invitation whose passcode ends at character 20,010', [ending(20_010)], BARE],
    ['one invitation of 20,000 characters before that of the meeting', [long, ending(900)], FULL],
    ['two invitations of 20,000 characters before that of the meeting', [long, long, ending(900)], BARE],
    ['19 bookings before that of the meeting', [...others.slice(1), later], FULL],
    ['20 bookings before that of the meeting', [...others, later], BARE],
  ])('%s', async (_, bookings, dialed) => {
    const room = redialerRoom();
    steps.book(room, ...bookings.map((one, index) => ({ ...one, Id: `booking-${index + 1}` })));
    await join(room, BARE, 8);
    expect(seen(room).dialed).toEqual([dialed]);
  });
});
