/** How the calendar completes a redial. */
import { describe, expect, it } from 'vitest';
import { failing, startingWith } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import { bookedMeetings } from '../../src/zoom-obtp-redialer/calendar';
import { redialerRoom } from '../simulate';
import { at, MEETING, numberFor, redial } from './booked-redial';
import { bookedNumber, booking, invitation } from '../../src/simulator/scenarios/zoom-obtp-redialer';

describe('which booking is used', () => {
  const ours = bookedNumber(`${MEETING}.1111@zoomcrc.com`);
  const other = bookedNumber('99988877766.2222@zoomcrc.com', { Id: 'booking-2', Title: 'Other' });

  it.each([
    ['starts in 14 minutes', '09:14', '10:00', true],
    ['starts in 16 minutes', '09:16', '10:00', false],
    ['starts in an hour', '10:00', '11:00', false],
    ['has run for an hour', '08:00', '10:00', true],
    ['ended ten minutes ago', '08:00', '08:50', true],
    ['ended 16 minutes ago', '08:00', '08:44', false],
    ['ended half an hour ago', '08:00', '08:30', false],
  ])('a booking that %s', async (_, start, end, counts) => {
    expect(await numberFor('zoomcrc.com', [at(start, end, ours)])).toBe(
      counts ? `${MEETING}.1111@zoomcrc.com` : '',
    );
  });

  it('a booking without an end that started just now', async () => {
    const open = { ...ours, Time: { StartTime: '2026-03-03T08:50:00Z' } };
    expect(await numberFor('zoomcrc.com', [open])).toBe(`${MEETING}.1111@zoomcrc.com`);
    const long = { ...ours, Time: { StartTime: '2026-03-03T08:30:00Z' } };
    expect(await numberFor('zoomcrc.com', [long])).toBe('');
  });

  it('the current booking rather than one that starts nearer', async () => {
    const bookings = [at('09:00', '09:30', other), at('08:30', '09:30', ours)];
    expect(await numberFor('zoomcrc.com', bookings, 'booking-1')).toBe(`${MEETING}.1111@zoomcrc.com`);
  });

  it('the nearest booking if none is current', async () => {
    const bookings = [at('08:00', '10:00', other), at('09:05', '10:00', ours)];
    expect(await numberFor('zoomcrc.com', bookings)).toBe(`${MEETING}.1111@zoomcrc.com`);
  });

  it('the booking of the same meeting if the address names one, and its title as the name of the call', async () => {
    const bookings = [at('09:00', '10:00', other), at('08:00', '10:00', ours)];
    expect(await redial(`${MEETING}@zoomcrc.com`, bookings, 'booking-2')).toEqual({
      number: `${MEETING}.1111@zoomcrc.com`,
      name: 'Weekly review',
    });
  });

  it('the current booking, even if its time is unknown', async () => {
    const timeless = { ...ours, Time: {} };
    expect(await numberFor('zoomcrc.com', [timeless], 'booking-1')).toBe(`${MEETING}.1111@zoomcrc.com`);
  });

  it.each([
    ['has no number', booking({ Title: 'Standup' })],
    ['has a Zoom number without a meeting ID', bookedNumber('zoomcrc.com', { Title: 'Standup' })],
  ])('the next booking if the current one %s', async (_, current) => {
    const next = at('09:05', '10:00', bookedNumber(`${MEETING}.1111@zoomcrc.com`, { Id: 'booking-2' }));
    expect(await redial('zoomcrc.com', [current, next], 'booking-1')).toEqual({
      number: `${MEETING}.1111@zoomcrc.com`,
      name: 'Weekly review',
    });
  });

  it.each([
    'jane.doe@zoomcrc.com',
    '1234@zoomcrc.com',
    '99988877766#1234@zoomcrc.com',
    '+99988877766@zoomcrc.com',
    'company@room.zoomcrc.com',
  ])('no booking if somebody dialed %s, which may be another meeting', async (address) => {
    expect(await numberFor(address, [at('09:00', '10:00', ours)])).toBe('');
  });

  it.each(['zoomcrc.com', '@zoomcrc.com', '%20@zoomcrc.com', '.@zoomcrc.com'])(
    'the current booking if somebody dialed %s',
    async (address) => {
      expect(await numberFor(address, [at('09:00', '10:00', ours)])).toBe(`${MEETING}.1111@zoomcrc.com`);
    },
  );

  it('only the passcode of a booking of the same meeting on another day', async () => {
    const tomorrow = {
      ...bookedNumber(`${MEETING}.1111.504.998877@zoomcrc.com`, { Title: 'Dismissal' }),
      Time: { StartTime: '2026-03-04T09:00:00Z', EndTime: '2026-03-04T10:00:00Z' },
    };
    expect(await redial(`${MEETING}@zoomcrc.com`, [tomorrow])).toEqual({
      number: `${MEETING}.1111@zoomcrc.com`,
      name: '',
    });
    expect(await redial(`${MEETING}@zoomcrc.com`, [tomorrow, at('09:00', '10:00', ours)])).toEqual({
      number: `${MEETING}.1111@zoomcrc.com`,
      name: 'Weekly review',
    });
  });

  it('a title with several lines or a long title as the name of the call', async () => {
    const titled = { ...ours, Title: `Weekly\r\nreview ${'x'.repeat(300)}` };
    const { name } = await redial(`${MEETING}.1@zoomcrc.com`, [at('09:00', '10:00', titled)]);
    expect(name).toMatch(/^Weekly review x+$/);
    expect(name.length).toBe(255);
  });

  it('other bookings if one is empty or malformed', async () => {
    const broken = [{}, { DialInfo: { Calls: {} } }, { DialInfo: { Calls: { Call: { Number: '' } } } }];
    expect(
      await numberFor(
        `${MEETING}@zoomcrc.com`,
        broken.map((one) => at('09:00', '10:00', one)),
      ),
    ).toBe(`${MEETING}@zoomcrc.com`);
  });
});

describe('people may be joining a booking', () => {
  const now = Date.parse('2026-03-03T09:00:00Z');

  it.each([
    ['09:15:00.000', '10:00:00.000', true],
    ['09:15:00.001', '10:00:00.000', false],
    ['08:00:00.000', '08:45:00.000', true],
    ['08:00:00.000', '08:44:59.999', false],
  ])('from %s to %s at 09:00: %s', (start, end, isNear) => {
    const time = { StartTime: `2026-03-03T${start}Z`, EndTime: `2026-03-03T${end}Z` };
    const [meeting] = bookedMeetings([], [bookedNumber(`${MEETING}@zoomcrc.com`, { Time: time })], now, [
      'zoomcrc.com',
    ]);
    expect(meeting?.isNear).toBe(isNear);
  });
});

describe('what is used of a booking', () => {
  it('only the parts that the address lacks are used', async () => {
    const full = bookedNumber(`${MEETING}.1111.504.7777..22@eu.zoomcrc.com`);
    expect(await numberFor(`${MEETING}.2222@zoomcrc.com`, [full], 'booking-1')).toBe(
      `${MEETING}.2222.504.7777..22@zoomcrc.com`,
    );
  });

  it('the number of the Join button takes precedence over the text', async () => {
    const both = bookedNumber(`${MEETING}.1111@zoomcrc.com`, { Agenda: invitation(MEETING, '2222') });
    expect(await numberFor(`${MEETING}@zoomcrc.com`, [both], 'booking-1')).toBe(
      `${MEETING}.1111@zoomcrc.com`,
    );
  });

  it('the text supplies the passcode if the number has none', async () => {
    const both = bookedNumber(`${MEETING}@zoomcrc.com`, { Agenda: invitation(MEETING, '2222') });
    expect(await numberFor(`${MEETING}@zoomcrc.com`, [both], 'booking-1')).toBe(
      `${MEETING}.2222@zoomcrc.com`,
    );
  });

  it('blanks around the number are ignored', async () => {
    const blank = bookedNumber(` sip:${MEETING}.1111@zoomcrc.com `);
    expect(await numberFor('zoomcrc.com', [blank], 'booking-1')).toBe(`${MEETING}.1111@zoomcrc.com`);
  });

  it.each([
    ['the link', `https://example.zoom.us/j/${MEETING}?pwd=x`, `${MEETING}@zoomcrc.com`],
    ['a dial string for H.323', `162.255.37.11##${MEETING}#1111`, `${MEETING}.1111@zoomcrc.com`],
    ['an address with blanks', `sip:812 3456%207890.1111@zoomcrc.com`, `${MEETING}.1111@zoomcrc.com`],
    ['an address with a name', `"Weekly" <sip:${MEETING}.1111@zoomcrc.com>`, `${MEETING}.1111@zoomcrc.com`],
  ])('the number of the Join button may be %s', async (_, number, dialed) => {
    const zoom = bookedNumber(number, { Agenda: 'A Zoom call' });
    expect(await numberFor('zoomcrc.com', [zoom], 'booking-1')).toBe(dialed);
  });

  it('the passcode in a text belongs to the meeting of the number', async () => {
    const both = bookedNumber(`https://example.zoom.us/j/${MEETING}`, { Agenda: 'Passcode: 2222' });
    expect(await numberFor('zoomcrc.com', [both], 'booking-1')).toBe(`${MEETING}.2222@zoomcrc.com`);
  });

  it('a number that is not a Zoom address is ignored', async () => {
    const both = bookedNumber('boss@example.org', { Agenda: invitation(MEETING, '2222') });
    expect(await numberFor('zoomcrc.com', [both], 'booking-1')).toBe(`${MEETING}.2222@zoomcrc.com`);
  });
});

describe('a calendar that cannot be read once', () => {
  it.each(['fails', 'undefined', 'no match'] as const)('is read again: %s', async (failure) => {
    const room = redialerRoom();
    room.calendar.book([at('09:05', '10:00', bookedNumber(`${MEETING}.1111@zoomcrc.com`))]);
    room.faults = failing(faultless(20), startingWith('xCommand/Bookings/List'), failure, 1);
    room.start();
    room.phone.joinZoom(`sip:${MEETING}@zoomcrc.com`);
    await room.wait(8);
    expect(room.phone.dialed.map(({ number }) => number)).toEqual([`${MEETING}.1111@zoomcrc.com`]);
    expect(room.log().join()).not.toContain('reading the calendar failed');
  });

  it('is a warning if it cannot be read twice', async () => {
    const room = redialerRoom();
    room.faults = failing(faultless(20), startingWith('xCommand/Bookings/List'), 'undefined', 2);
    room.start();
    room.phone.joinZoom(`sip:${MEETING}@zoomcrc.com`);
    await room.wait(8);
    expect(room.log()).toContain('reading the calendar failed (code 0: an empty answer)');
  });

  it('has no current booking if the codec has nothing to say about it', async () => {
    const room = redialerRoom();
    room.calendar.book([bookedNumber(`${MEETING}.1111@zoomcrc.com`)]);
    room.faults = failing(faultless(20), startingWith('xGet Status Bookings'), 'no match', 9);
    room.start();
    room.phone.joinZoom(`sip:${MEETING}@zoomcrc.com`);
    await room.wait(8);
    expect(room.log().join()).not.toContain('reading the calendar failed');
  });
});
