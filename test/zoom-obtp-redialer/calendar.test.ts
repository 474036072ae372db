/** How the calendar completes a redial. */
import { describe, expect, it } from 'vitest';
import { startingWith } from '../../src/simulator/codec/faults';
import type { Outcome } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import {
  BARE,
  bookedNumber,
  booking,
  fails,
  invitation,
  join,
  MEETING,
  numbers,
} from '../../src/simulator/scenarios/redialer-steps';
import type { Booking } from '../../src/xapi/xapi';
import { bookedMeetings } from '../../src/zoom-obtp-redialer/calendar';
import { redialerRoom } from '../simulate';
import { numberFor, redial } from './booked-redial';

/** In the calendar. */
const OURS = `${MEETING}.1111@zoomcrc.com`;
const ours = bookedNumber(OURS);
const other = bookedNumber('99988877766.2222@zoomcrc.com', { Id: 'booking-2', Title: 'Other' });

function at(start: string, end: string, of: Booking, day = '2026-03-03'): Booking {
  return { ...of, Time: { StartTime: `${day}T${start}Z`, EndTime: `${day}T${end}Z` } };
}

describe('which booking is used', () => {
  it.each([
    ['starts in 14 minutes', '09:14:00', '10:00:00', true],
    ['starts in 16 minutes', '09:16:00', '10:00:00', false],
    ['has run for an hour', '08:00:00', '10:00:00', true],
    ['ended ten minutes ago', '08:00:00', '08:50:00', true],
    ['ended 16 minutes ago', '08:00:00', '08:44:00', false],
  ])('a booking that %s: %s to %s: %s', async (_, start, end, isUsed) => {
    expect((await redial('zoomcrc.com', [at(start, end, ours)])).number).toBe(isUsed ? OURS : '');
  });

  it.each([
    ['08:50', true],
    ['08:30', false],
  ])('a booking without an end that started at %s: %s', async (start, isUsed) => {
    const open = { ...ours, Time: { StartTime: `2026-03-03T${start}:00Z` } };
    expect((await redial('zoomcrc.com', [open])).number).toBe(isUsed ? OURS : '');
  });

  const tomorrow = at(
    '09:00:00',
    '10:00:00',
    bookedNumber(`${MEETING}.1111.504.998877@zoomcrc.com`, { Title: 'Dismissal' }),
    '2026-03-04',
  );
  const next = at('09:05:00', '10:00:00', { ...ours, Id: 'booking-2' });
  const titled = { ...ours, Title: `Weekly\r\nreview ${'x'.repeat(300)}` };
  const broken = [{}, { DialInfo: { Calls: {} } }, { DialInfo: { Calls: { Call: { Number: '' } } } }];
  const [NOBODY, NAME] = ['zoomcrc.com', 'Weekly review'];

  it.each<[string, string, readonly Booking[], string, string, string]>([
    [
      'the current one rather than one that starts nearer',
      NOBODY,
      [at('09:00:00', '09:30:00', other), at('08:30:00', '09:30:00', ours)],
      'booking-1',
      OURS,
      NAME,
    ],
    [
      'the nearest one if none is current',
      NOBODY,
      [at('08:00:00', '10:00:00', other), at('09:05:00', '10:00:00', ours)],
      '',
      OURS,
      NAME,
    ],
    [
      'that of the same meeting if the address names one',
      BARE,
      [other, at('08:00:00', '10:00:00', ours)],
      'booking-2',
      OURS,
      NAME,
    ],
    [
      'the current one, even if its time is unknown',
      NOBODY,
      [{ ...ours, Time: {} }],
      'booking-1',
      OURS,
      NAME,
    ],
    [
      'the next one if the current one has no number',
      NOBODY,
      [booking({ Title: 'Standup' }), next],
      'booking-1',
      OURS,
      NAME,
    ],
    [
      'the next one if the current one has a number without a meeting ID',
      NOBODY,
      [bookedNumber(NOBODY, { Title: 'Standup' }), next],
      'booking-1',
      OURS,
      NAME,
    ],
    ['only the passcode of one of the same meeting on another day', BARE, [tomorrow], '', OURS, ''],
    ['all of one of today, where there is another day, too', BARE, [tomorrow, ours], '', OURS, NAME],
    ['a long title in one line', OURS, [titled], '', OURS, `Weekly review ${'x'.repeat(241)}`],
    ['none that is empty or malformed', BARE, broken, '', BARE, ''],
  ])('%s', async (_, address, bookings, current, number, name) => {
    expect(await redial(address, bookings, current)).toEqual({ number, name });
  });

  it.each([
    ['jane.doe@zoomcrc.com', ''],
    ['1234@zoomcrc.com', ''],
    ['99988877766#1234@zoomcrc.com', ''],
    ['+99988877766@zoomcrc.com', ''],
    ['company@room.zoomcrc.com', ''],
    ['zoomcrc.com', OURS],
    ['@zoomcrc.com', OURS],
    ['%20@zoomcrc.com', OURS],
    ['.@zoomcrc.com', OURS],
  ])('none if somebody dialed another meeting: for %s, "%s" is dialed', async (address, dialed) => {
    expect((await redial(address, [ours])).number).toBe(dialed);
  });

  it.each([
    ['09:15:00.000', '10:00:00.000', true],
    ['09:15:00.001', '10:00:00.000', false],
    ['08:00:00.000', '08:45:00.000', true],
    ['08:00:00.000', '08:44:59.999', false],
  ])('to the millisecond: from %s to %s at 09:00: %s', (start, end, isNear) => {
    const [meeting] = bookedMeetings([], [at(start, end, ours)], Date.parse('2026-03-03T09:00:00Z'), [
      'zoomcrc.com',
    ]);
    expect(meeting?.isNear).toBe(isNear);
  });
});

describe('what is used of a booking', () => {
  const text = invitation(MEETING, '2222');
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
    ['a number with blanks around it', 'zoomcrc.com', ` sip:${OURS} `, '', OURS],
    ['a link as the number', 'zoomcrc.com', `https://example.zoom.us/j/${MEETING}?pwd=x`, '', BARE],
    ['a dial string for H.323', 'zoomcrc.com', `162.255.37.11##${MEETING}#1111`, 'A Zoom call', OURS],
    ['an address with blanks', 'zoomcrc.com', 'sip:812 3456%207890.1111@zoomcrc.com', '', OURS],
    ['an address with a name', 'zoomcrc.com', `"Weekly" <sip:${OURS}>`, '', OURS],
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
    fails(room, startingWith(beginning), outcome, times);
    return await join(room, BARE, 8);
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
