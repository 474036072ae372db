/** How the calendar completes a redial. */
import { describe, expect, it } from 'vitest';
import { startingWith } from '../../src/simulator/codec/faults';
import type { Outcome } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import * as steps from '../../src/simulator/scenarios/redialer-steps';
import type { Booking } from '../../src/xapi/xapi';
import { bookedMeetings } from '../../src/zoom-obtp-redialer/calendar';
import { redialerRoom } from '../simulate';
import { numberFor, redial } from './booked-redial';

const { BARE, bookedNumber, booking, MEETING, numbers } = steps;

/** In the calendar. */
const OURS = `${MEETING}.1111@zoomcrc.com`;
const ours = bookedNumber(OURS);
const other = bookedNumber('99988877766.2222@zoomcrc.com', { Id: 'booking-2', Title: 'Other' });

function at(start: string, end: string, of: Booking, day = '2026-03-03'): Booking {
  return { ...of, Time: { StartTime: `${day}T${start}Z`, EndTime: `${day}T${end}Z` } };
}

describe('at 09:00, a booking', () =>
  it.each([
    ['starts in 15 minutes', '09:15:00.000', '10:00:00', true],
    ['starts a millisecond later', '09:15:00.001', '10:00:00', false],
    ['has run for an hour', '08:00:00', '10:00:00', true],
    ['ended 15 minutes ago', '08:00:00', '08:45:00.000', true],
    ['ended a millisecond before', '08:00:00', '08:44:59.999', false],
    ['started ten minutes ago and has no end', '08:50:00', '', true],
    ['started half an hour ago and has no end', '08:30:00', '', false],
  ])('that %s counts if only the domain was dialed (%s to %s): %s', (_, start, end, isNear) => {
    const now = Date.parse('2026-03-03T09:00:00Z');
    const [meeting] = bookedMeetings([], [at(start, end, ours)], now, ['zoomcrc.com']);
    expect(meeting?.isNear).toBe(isNear);
  }));

describe('which booking is used', () => {
  const running = at('08:00:00', '10:00:00', ours);
  const soon = at('09:05:00', '10:00:00', { ...ours, Id: 'booking-2' });
  const over = at('07:00:00', '08:00:00', ours);
  const timeless = { ...ours, Time: {} };
  const withoutNumber = booking({ Title: 'Standup' });
  const withoutMeeting = bookedNumber('zoomcrc.com', { Title: 'Standup' });
  const dismissal = bookedNumber(`${MEETING}.1111.504.998877@zoomcrc.com`, { Title: 'Dismissal' });
  const tomorrow = at('09:00:00', '10:00:00', dismissal, '2026-03-04');
  const titled = { ...ours, Title: `Weekly\r\nreview ${'x'.repeat(300)}` };
  const broken = [{}, { DialInfo: { Calls: {} } }, { DialInfo: { Calls: { Call: { Number: '' } } } }];
  const nobody = 'zoomcrc.com';

  it.each([
    ['the current one rather than one that starts nearer', nobody, [other, running], 'booking-1'],
    ['the nearest one if none is current', nobody, [at('08:00:00', '10:00:00', other), soon], ''],
    ['that of the same meeting if the address names one', BARE, [other, running], 'booking-2'],
    ['the current one, even if its time is unknown', nobody, [timeless], 'booking-1'],
    ['the next one if the current one has no number', nobody, [withoutNumber, soon], 'booking-1'],
    ['the next one if the current one names no meeting', nobody, [withoutMeeting, soon], 'booking-1'],
    ['all of one of today, where there is another day, too', BARE, [tomorrow, ours], ''],
  ])('%s', async (_, address, bookings, current) => {
    expect(await redial(address, bookings, current)).toEqual({ number: OURS, name: 'Weekly review' });
  });

  it.each([
    ['only the passcode of one of the same meeting on another day', BARE, [tomorrow], OURS, ''],
    ['a long title in one line', OURS, [titled], OURS, `Weekly review ${'x'.repeat(241)}`],
    ['none that is empty or malformed', BARE, broken, BARE, ''],
    ['none that is over', nobody, [over], '', ''],
  ])('%s', async (_, address, bookings, number, name) => {
    expect(await redial(address, bookings)).toEqual({ number, name });
  });

  it.each([
    ['jane.doe@zoomcrc.com', ''],
    ['1234@zoomcrc.com', ''],
    ['+99988877766@zoomcrc.com', ''],
    ['zoomcrc.com', OURS],
    ['@zoomcrc.com', OURS],
    ['%20@zoomcrc.com', OURS],
    ['.@zoomcrc.com', OURS],
  ])('none if somebody dialed another meeting: for %s, "%s" is dialed', async (address, dialed) => {
    expect((await redial(address, [ours])).number).toBe(dialed);
  });
});

describe('what is used of a booking', () => {
  const text = steps.invitation(MEETING, '2222');
  const THEIRS = `${MEETING}.2222@zoomcrc.com`;

  it.each([
    [
      'only the parts that the address lacks',
      `${MEETING}.2222@zoomcrc.com`,
      `${MEETING}.1111.504.7777..22@eu.zoomcrc.com`,
      '',
      `${MEETING}.2222.504.7777..22@zoomcrc.com`,
    ],
    ['the number of the Join button rather than the text', BARE, OURS, text, OURS],
    ['the passcode of the text if the number has none', BARE, BARE, text, THEIRS],
    ['a link as the number', 'zoomcrc.com', `https://example.zoom.us/j/${MEETING}?pwd=x`, '', BARE],
    ['a dial string for H.323', 'zoomcrc.com', `162.255.37.11##${MEETING}#1111`, 'A Zoom call', OURS],
    ['an address with blanks', 'zoomcrc.com', 'sip:812 3456%207890.1111@zoomcrc.com', '', OURS],
    [
      'a passcode of the text for the meeting of the number',
      'zoomcrc.com',
      `https://example.zoom.us/j/${MEETING}`,
      'Passcode: 2222',
      THEIRS,
    ],
    ['not a number that is no Zoom address', BARE, 'boss@example.org', text, THEIRS],
  ])('%s', async (_, address, number, agenda, dialed) => {
    expect(await numberFor(address, bookedNumber(number, { Agenda: agenda }))).toBe(dialed);
  });
});

describe('a calendar that cannot be read', () => {
  async function failedJoin(beginning: string, outcome: Outcome, times: number): Promise<Room> {
    const room = redialerRoom();
    room.calendar.book([at('09:05:00', '10:00:00', ours)]);
    steps.fails(room, startingWith(beginning), outcome, times);
    return await steps.join(room, BARE, 8);
  }

  it.each<Outcome>(['fails', 'undefined', 'no match'])('once is read again: %s', async (outcome) => {
    const room = await failedJoin('xCommand/Bookings/List', outcome, 1);
    expect(numbers(room)).toEqual([OURS]);
    expect(room.log().join()).not.toContain('reading the calendar failed');
  });

  it('twice is a warning', async () => {
    const room = await failedJoin('xCommand/Bookings/List', 'undefined', 2);
    expect(room.log()).toContain('reading the calendar failed (code 0: an empty answer)');
  });

  it('has no current booking if the codec has nothing to say about it', async () => {
    const room = await failedJoin('xGet Status Bookings', 'no match', 9);
    expect(numbers(room)).toEqual([OURS]);
    expect(room.log().join()).not.toContain('reading the calendar failed');
  });
});
