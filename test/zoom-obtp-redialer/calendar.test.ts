/** How the calendar completes a redial. */
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../src/xapi/booking';
import { bookedMeetings } from '../../src/zoom-obtp-redialer/calendar';
import { redialerRoom } from '../simulate';
import { bookedNumber, booking, invitation } from '../../src/simulator/scenarios/zoom-obtp-redialer';

const MEETING = '81234567890';

interface Redial {
  readonly number: string;
  readonly name: string;
}

/** The number that is dialed after the join of an address fails at 09:00 with these bookings. */
async function redial(address: string, bookings: readonly Booking[], current = ''): Promise<Redial> {
  const room = redialerRoom();
  room.calendar.book(bookings, current);
  room.start();
  room.phone.joinZoom(`sip:${address}`);
  await room.wait(5);
  const { number, name } = room.phone.dialed[0] ?? { number: '', name: '' };
  return { number, name };
}

async function numberFor(address: string, bookings: readonly Booking[], current = ''): Promise<string> {
  return (await redial(address, bookings, current)).number;
}

function at(start: string, end: string, of: Booking): Booking {
  return { ...of, Time: { StartTime: `2026-03-03T${start}:00Z`, EndTime: `2026-03-03T${end}:00Z` } };
}

function agenda(text: string): Booking {
  return booking({ Agenda: text });
}

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

  it('a number that is not a Zoom address is ignored', async () => {
    const both = bookedNumber('boss@example.org', { Agenda: invitation(MEETING, '2222') });
    expect(await numberFor('zoomcrc.com', [both], 'booking-1')).toBe(`${MEETING}.2222@zoomcrc.com`);
  });
});

describe('the text of an invitation', () => {
  const html = `<p>Join Zoom Meeting</p><p>Passcode:&nbsp;x7Kp2Q</p><b>Join by SIP</b><br/>
    <a href="sip:${MEETING}@zoomcrc.com">${MEETING}@zoomcrc.com</a><p>Passcode:&nbsp;<b>135790</b></p>`;

  it.each([
    ['as Zoom writes it', invitation(MEETING, '135790'), '135790'],
    ['as HTML', html, '135790'],
    [
      'with H.323 only',
      `Join Zoom Meeting\nMeeting ID: 812 3456 7890\nPasscode: 999999\nJoin by H.323\n1.2.3.4\nPasscode: 135790`,
      '135790',
    ],
    [
      'with H323, in capitals',
      `JOIN ZOOM MEETING\nMEETING ID: 812-3456-7890\nJOIN BY H323\nPASSCODE: 135790`,
      '135790',
    ],
    ['with the passcode in the SIP address', `Join by SIP\n${MEETING}.135790@zoomcrc.com`, '135790'],
    [
      'with an alphanumeric passcode only',
      `Join Zoom Meeting\nMeeting ID: 812 3456 7890\nPasscode: 135790\nJoin by SIP\n${MEETING}@zoomcrc.com\nPasscode: 1a2b3c`,
      '',
    ],
    [
      'with a numeric passcode for people only',
      `Join Zoom Meeting\nMeeting ID: 812 3456 7890\nPasscode: 135790`,
      '',
    ],
    [
      'with another meeting before it',
      `${invitation('55544433322', '222222')}\n\n${invitation(MEETING, '135790')}`,
      '135790',
    ],
    [
      'as HTML of Outlook, with attributes between label and number',
      `<p class=MsoNormal><b>Join by SIP</b><o:p></o:p></p><p class="x"><span style='font-size:9.0pt;color:#333'>${MEETING}@zoomcrc.com</span></p>
      <p>Passcode<span lang=EN-US>: <span style="color:#333">135790</span></span><o:p>&nbsp;</o:p></p>`,
      '135790',
    ],
    [
      'with characters as entities',
      `Join by SIP ${MEETING}&#64;zoomcrc.com Passcode&#58;&#160;135790`,
      '135790',
    ],
    ['with dashes in the passcode', `Join by SIP ${MEETING}@zoomcrc.com Passcode: 135-790`, '135790'],
    [
      'with dashes of all kinds in its numbers',
      'Meeting ID: 812\u20103456\u20117890 Join by SIP Passcode: 1\u20103\u20115\u20127\u20139\u2014\u20150',
      '135790',
    ],
    [
      'with non-breaking spaces between words',
      `Join by&nbsp;SIP ${MEETING}@zoomcrc.com&nbsp;Passcode: 135790`,
      '135790',
    ],
    [
      'with non-breaking spaces by their number',
      `Join by&#160;SIP ${MEETING}@zoomcrc.com&#160;Passcode: 135790`,
      '135790',
    ],
    [
      'with tags in a label',
      `Join by <b class="x">SIP</b> ${MEETING}@zoomcrc.com Passcode: 135790`,
      '135790',
    ],
    [
      'with the address in angle brackets',
      `Join by SIP <sip:${MEETING}@zoomcrc.com> Passcode: 135790`,
      '135790',
    ],
    [
      'with numbers before the address',
      `Join by H.323 or SIP 1: ${MEETING}@zoomcrc.com Passcode: 135790`,
      '135790',
    ],
    ['with the address in bold', `Join by SIP **${MEETING}@zoomcrc.com** Passcode: 135790`, '135790'],
    [
      'with other addresses',
      `Join by SIP (help@example.org, lobby@zoomcrc.com) ${MEETING}@zoomcrc.com. Passcode: 135790 ${'blah '.repeat(50)}`,
      '135790',
    ],
    ['without spaces', 'Meeting ID:81234567890 Join by SIP Passcode:135790', '135790'],
    [
      'with other numbers after the labels',
      'Meeting ID and PIN: 55555 Meeting ID: 812 3456 7890 Join by SIP Passcode and PIN: 99 Passcode: 135790',
      '135790',
    ],
    [
      'with a passcode of 20 digits',
      `Join by SIP ${MEETING}@zoomcrc.com Passcode: ${'1'.repeat(20)}`,
      '1'.repeat(20),
    ],
    ['with a passcode of 21 digits', `Join by SIP ${MEETING}@zoomcrc.com Passcode: ${'1'.repeat(21)}`, ''],
    ['that is very long', `${'blah '.repeat(3000)}${invitation(MEETING, '135790')}`, '135790'],
  ])('%s', async (_, text, passcode) => {
    const expected = passcode === '' ? MEETING : `${MEETING}.${passcode}`;
    expect(await numberFor(`${MEETING}@zoomcrc.com`, [agenda(text)], 'booking-1')).toBe(
      `${expected}@zoomcrc.com`,
    );
  });
});
