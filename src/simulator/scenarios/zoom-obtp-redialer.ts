import type { Booking } from '../../xapi/xapi';
import { failing, slow, startingWith } from '../codec/faults';
import type { Matching } from '../codec/faults';
import { faultless } from '../codec/link';
import { FAR_END_HUNG_UP, HUNG_UP } from '../room/call-list';
import type { Room } from '../room/room';
import { holds, same } from './scenario';
import type { Scenario } from './scenario';

const MEETING = '81234567890';
const PASSCODE = '246813';
const FULL = MEETING + '.' + PASSCODE + '@zoomcrc.com';

/** A booking of the meeting that runs now, as a calendar brings it. */
export function booking(parts: Partial<Booking> = {}): Booking {
  return {
    Id: 'booking-1',
    Title: 'Weekly review',
    Time: { StartTime: '2026-03-03T09:00:00Z', EndTime: '2026-03-03T10:00:00Z' },
    ...parts,
  };
}

/** A booking whose join button has a number. */
export function bookedNumber(number: string, parts: Partial<Booking> = {}): Booking {
  return booking({ DialInfo: { Calls: { Call: [{ Number: number, Protocol: 'SIP' }] } }, ...parts });
}

/** The text of an invitation as Zoom writes it, with the passcode for people above and the one for rooms below. */
export function invitation(meeting: string, passcode: string): string {
  return [
    'Ana is inviting you to a scheduled Zoom meeting.',
    'Join Zoom Meeting',
    'https://us02web.zoom.us/j/' + meeting + '?pwd=QmFzZTY0',
    'Meeting ID: ' + meeting.replace(/^(\d{3})(\d{4})/, '$1 $2 '),
    'Passcode: x7Kp2Q',
    '---',
    'Join by SIP',
    meeting + '@zoomcrc.com',
    'Join by H.323',
    '162.255.37.11 (US West)',
    'Meeting ID: ' + meeting.replace(/^(\d{3})(\d{4})/, '$1 $2 '),
    'Passcode: ' + passcode,
  ].join('\r\n');
}

// What the settings have by default.
const CONNECTING = 'Connecting to Zoom, one moment please';
const NOT_REACHED = 'Zoom could not be reached. Please try again, or join from your laptop.';
const NO_MEETING = 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.';

const matchingBookings: Matching = (request) => /Book/.test(JSON.stringify(request));

/** The alerts that the screen has shown. */
function alerts(room: Room): readonly string[] {
  return room.journal.filter(({ text }) => text.indexOf('alert: ') === 0).map(({ text }) => text.slice(7));
}

function numbers(room: Room): readonly string[] {
  return room.phone.dialed.map((call) => call.protocol + ' ' + call.number);
}

/** Seconds from the failure of a join that was begun at 1 s to the first redial. */
function secondsUntilDial(room: Room): number {
  const first = room.phone.dialed[0];
  return first ? room.seconds() - (room.clock.now() - first.at) / 1000 - 1.6 : Infinity;
}

/** The console shows a line. */
function says(room: Room, line: RegExp): void {
  holds(line.test(room.log().join('\n')), 'the console shows ' + String(line));
}

function noSecrets(room: Room): void {
  const shown = room.log().join('\n') + room.panel.line() + room.panel.alert();
  holds(shown.indexOf(PASSCODE) < 0, 'the passcode is not shown anywhere');
  holds(shown.indexOf(MEETING) < 0, 'the meeting ID is only shown shortened');
}

async function join(room: Room, uri: string, seconds = 5): Promise<void> {
  room.start();
  await room.wait(1);
  room.phone.joinZoom(uri);
  await room.wait(seconds);
}

const scenarios: readonly (Omit<Scenario, 'plan'> & Partial<Pick<Scenario, 'plan'>>)[] = [
  {
    name: 'join-repaired',
    title: 'A Zoom join fails with an SSL error; the meeting is dialed over Spark and connects',
    async play(room) {
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com', 0.7);
      same(room.panel.line(), CONNECTING, 'the message on the screen');
      await room.wait(5);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      same(room.phone.dialed[0]?.name, 'Weekly review', 'the name of the call');
      same(room.phone.dialed[0]?.into, [], 'active calls when it was dialed');
      holds(secondsUntilDial(room) < 2, 'it was dialed within two seconds of the failure');
      same(room.phone.calls.connected().length, 1, 'connected calls');
      same([room.panel.line(), room.panel.alert()], ['', ''], 'message and alert at the end');
      noSecrets(room);
    },
  },
  {
    name: 'full-address',
    title: 'The redial keeps every part of the failed address: passcode, options, host key and dial code',
    async play(room) {
      await join(room, 'sip:' + MEETING + '.' + PASSCODE + '.504.998877..22@us01.zoomcrc.com;transport=tls');
      same(
        numbers(room),
        ['Spark ' + MEETING + '.' + PASSCODE + '.504.998877..22@us01.zoomcrc.com'],
        'dialed',
      );
      holds(room.log().join('\n').indexOf('998877') < 0, 'the host key is not in the console');
      noSecrets(room);
    },
  },
  {
    name: 'passcode-in-invitation',
    title: 'Only the text of the invitation contains the passcode',
    async play(room) {
      room.calendar.book([booking({ Agenda: invitation(MEETING, PASSCODE) })], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      noSecrets(room);
    },
  },
  {
    name: 'starts-soon',
    title: 'Join is pressed before the meeting starts; the booking is found in the list of bookings',
    async play(room) {
      const soon = { StartTime: '2026-03-03T09:08:00Z', EndTime: '2026-03-03T10:00:00Z' };
      const other = bookedNumber('5555555555.1111@zoomcrc.com', { Id: 'booking-0', Title: 'Other' });
      room.calendar.book([other, bookedNumber(FULL, { Time: soon })], 'booking-0');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'no-meeting-in-address',
    title: 'The failed address has no meeting ID; the current booking has one',
    async play(room) {
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      await join(room, 'sip:zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'no-meeting-anywhere',
    title: 'Neither the address nor the calendar has a meeting ID; an alert is shown',
    async play(room) {
      room.calendar.book([booking()], 'booking-1');
      await join(room, 'sip:zoomcrc.com');
      same(numbers(room), [], 'what was dialed');
      same(room.panel.alert(), NO_MEETING, 'the alert');
      says(room, /no meeting ID in the call or the calendar/);
    },
  },
  {
    name: 'other-meeting-booked',
    title: 'Another meeting is booked; its passcode is not used',
    async play(room) {
      room.calendar.book([bookedNumber('99988877766.1111@zoomcrc.com')], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + MEETING + '@zoomcrc.com'], 'what was dialed');
      same(room.phone.dialed[0]?.name, '', 'the name of the call');
    },
  },
  {
    name: 'calendar-broken',
    title: 'Reading the calendar fails; the meeting is redialed without it',
    async play(room) {
      room.faults = failing(faultless(20), matchingBookings, 'fails');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + MEETING + '@zoomcrc.com'], 'what was dialed');
    },
  },
  {
    name: 'calendar-silent',
    title: 'The calendar never answers; the meeting is redialed without its passcode after five seconds',
    async play(room) {
      room.faults = failing(faultless(20), matchingBookings, 'answer lost');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), [], 'dialed while the calendar may still answer');
      await room.wait(2);
      same(numbers(room), ['Spark ' + MEETING + '@zoomcrc.com'], 'what was dialed');
      same(room.phone.calls.connected().length, 1, 'connected calls');
    },
  },
  {
    name: 'other-failures',
    title: 'Calls that end for other reasons, or do not lead to Zoom, are ignored',
    async play(room) {
      room.start();
      const zoom = 'sip:' + FULL;
      room.phone.joinZoom(zoom, HUNG_UP);
      await room.wait(5);
      room.phone.joinZoom(zoom, FAR_END_HUNG_UP);
      await room.wait(5);
      room.phone.joinZoom(zoom, {
        CauseType: 'OtherRemote',
        CauseString: 'the wireless network is a hassle',
      });
      await room.wait(5);
      room.phone.joinZoom('sip:' + MEETING + '@evilzoomcrc.com');
      await room.wait(5);
      room.phone.joinZoom('sip:zoomcrc.com@example.org');
      await room.wait(5);
      room.phone.joinZoom(zoom, undefined, { direction: 'Incoming' });
      await room.wait(5);
      same(numbers(room), [], 'what was dialed');
      same([room.panel.line(), room.panel.alert()], ['', ''], 'the message on the screen');
      same(
        room.log().filter((line) => /call \d+ ignored/.test(line)).length,
        4,
        'lines about ignored Zoom calls',
      );
      noSecrets(room);
    },
  },
  {
    name: 'second-redial',
    title: 'The first redial fails, too; the second connects',
    async play(room) {
      room.phone.dialOutcome = () => (room.phone.dialed.length === 0 ? 'SSL failure' : 'connects');
      await join(room, 'sip:' + FULL, 20);
      same(numbers(room), ['Spark ' + FULL, 'Spark ' + FULL], 'what was dialed');
      same(room.phone.calls.connected().length, 1, 'connected calls');
      same(room.panel.alert(), '', 'the alert');
    },
  },
  {
    name: 'gives-up',
    title: 'Every redial fails; after the second, an alert is shown and nothing more is dialed',
    async play(room) {
      room.phone.dialOutcome = () => 'SSL failure';
      await join(room, 'sip:' + FULL, 12);
      same(numbers(room).length, 2, 'redials');
      same(room.panel.alert(), NOT_REACHED, 'the alert');
      await room.wait(3600);
      same(numbers(room).length, 2, 'redials after an hour');
      noSecrets(room);
    },
  },
  {
    name: 'dial-refused',
    title: 'The codec rejects Dial; this counts as a failed redial',
    async play(room) {
      room.phone.dialOutcome = () => 'refused';
      await join(room, 'sip:' + FULL, 12);
      same(numbers(room).length, 2, 'dials');
      same(room.panel.alert(), NOT_REACHED, 'the alert');
      noSecrets(room);
    },
  },
  {
    name: 'reported-twice',
    title: 'The same failure is reported twice; it counts once',
    async play(room) {
      room.faults = { ...faultless(20), copies: () => [0, 0, 700, 4000] };
      await join(room, 'sip:' + FULL, 35);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'other-call-connects',
    title: 'Another call connects before the redial; nothing is dialed',
    async play(room) {
      room.start();
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(1);
      room.phone.up();
      await room.wait(30);
      same(numbers(room), [], 'what was dialed');
      same([room.panel.line(), room.panel.alert()], ['', ''], 'the message on the screen');
    },
  },
  {
    name: 'restarted',
    title: 'The macro is restarted while its redial fails; nothing more is dialed',
    async play(room) {
      room.phone.dialOutcome = () => 'SSL failure';
      room.start();
      room.phone.joinZoom('sip:' + FULL);
      for (let round = 0; round < 20; round += 1) {
        await room.wait(1.8);
        room.start();
      }
      await room.wait(60);
      holds(numbers(room).length <= 2, 'at most two redials, and there were ' + numbers(room).length);
      same(alerts(room), [NOT_REACHED], 'alerts');
    },
  },
  {
    name: 'next-week',
    title: 'The same meeting fails again a week later, and is redialed again',
    async play(room) {
      await join(room, 'sip:' + FULL);
      room.phone.hangUp();
      await room.wait(7 * 24 * 3600);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(5);
      same(numbers(room).length, 2, 'redials in all');
      same(room.phone.calls.connected().length, 1, 'connected calls');
    },
  },
  {
    name: 'old-firmware',
    title: 'Old firmware reports few details of a call that ends',
    plan: { hasShortDisconnectEvent: true, firmware: '9.15' },
    async play(room) {
      await join(room, 'sip:' + FULL);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'quiet',
    title: 'With `showMessages = false`, the join is repaired without a message',
    async play(room) {
      room.phone.dialOutcome = () => 'SSL failure';
      room.start({ showMessages: false });
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(60);
      same(numbers(room).length, 2, 'redials');
      holds(!room.journal.some((entry) => entry.who === 'screen'), 'nothing is on the screen');
    },
  },
  {
    name: 'redial-ends-before-answer',
    title:
      'Dial is answered only after its call has failed; the room still gets a second redial and the alert',
    async play(room) {
      room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 5000);
      room.phone.dialOutcome = () => 'SSL failure';
      await join(room, 'sip:' + FULL, 35);
      same(numbers(room).length, 2, 'redials');
      same(alerts(room), [NOT_REACHED], 'alerts');
    },
  },
  {
    name: 'second-failure-while-redialing',
    title:
      'Join was pressed twice, and the second failure is reported while the redial rings; it changes nothing',
    async play(room) {
      room.phone.dialOutcome = () => 'rings';
      await join(room, 'sip:' + FULL);
      same(numbers(room).length, 1, 'redials');
      room.device.reportEvent('CallDisconnect', {
        CallId: '77',
        OrigCallDirection: 'outgoing',
        CauseType: 'OtherLocal',
        CauseString: 'SSL error',
        Protocol: 'SIP',
        RequestedURI: 'sip:' + FULL,
      });
      await room.wait(3);
      room.phone.calls.end(room.phone.calls.live()[0] || 0, FAR_END_HUNG_UP);
      await room.wait(10);
      same(numbers(room).length, 2, 'redials');
      room.phone.calls.end(room.phone.calls.live()[0] || 0, FAR_END_HUNG_UP);
      await room.wait(5);
      same(alerts(room), [NOT_REACHED], 'alerts');
    },
  },
  {
    name: 'slow-to-connect',
    title: 'The second Dial is never answered, but its call connects after 11.5 seconds; there is no alert',
    async play(room) {
      room.phone.dialOutcome = () => (room.phone.dialed.length === 0 ? 'SSL failure' : 'connects');
      await join(room, 'sip:' + FULL);
      room.phone.answeredAfterMs = 11500;
      room.faults = failing(faultless(20), startingWith('xCommand/Dial'), 'answer lost', 1);
      await room.wait(60);
      same(numbers(room).length, 2, 'redials');
      same(alerts(room), [], 'alerts');
      same(room.phone.calls.connected().length, 1, 'connected calls');
      says(room, /: connected$/);
    },
  },
  {
    name: 'hung-up-without-answer',
    title: 'The answer to Dial is lost, and people hang up while it rings; nothing more is dialed',
    async play(room) {
      room.phone.dialOutcome = () => 'rings';
      room.faults = failing(faultless(20), startingWith('xCommand/Dial'), 'answer lost', 1);
      await join(room, 'sip:' + FULL);
      room.phone.hangUp();
      await room.wait(60);
      same(numbers(room).length, 1, 'redials');
      same(alerts(room), [], 'alerts');
      same(room.panel.line(), '', 'the message on the screen');
      says(room, /hung up or canceled in the room/);
    },
  },
  {
    name: 'clock-set-back-a-day',
    title: 'The clock is set back by a day after a failed repair; later meetings are redialed again',
    async play(room) {
      room.phone.dialOutcome = () => 'SSL failure';
      await join(room, 'sip:' + FULL, 25);
      room.stepClock(-24);
      await room.wait(120);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(20);
      same(numbers(room).length, 2, 'redials within the five minutes');
      await room.wait(900);
      room.phone.dialOutcome = () => 'connects';
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(5);
      same(numbers(room).length, 3, 'redials in all');
      same(room.phone.calls.connected().length, 1, 'connected calls');
    },
  },
  {
    name: 'clock-set-forward',
    title: 'The clock is set forward by an hour between two failures; the redial limit still holds',
    async play(room) {
      room.phone.dialOutcome = () => 'SSL failure';
      await join(room, 'sip:' + FULL, 25);
      room.stepClock(1);
      await room.wait(5);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(20);
      same(numbers(room).length, 2, 'redials within the five minutes');
    },
  },
  {
    name: 'clock-set-back-during-repair',
    title: 'The clock is set back by an hour while a join is repaired; it is repaired nevertheless',
    async play(room) {
      room.phone.calls.clearedAfterMs = 3000;
      await join(room, 'sip:' + FULL, 0.615);
      room.stepClock(-1);
      await room.wait(2);
      room.stepClock(-1);
      await room.wait(60);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      same(room.phone.calls.connected().length, 1, 'connected calls');
    },
  },
  {
    name: 'huge-invitation',
    title: 'Invitations with thousands of digits, spaces, @ or tags do not block the redial',
    async play(room) {
      const hostile = ['7', ' ', '@', '<a ', 'passcode: 1-', 'join by sip', 'join zoom meeting', '&nbsp;'];
      // All texts that are read of a calendar have 40,000 characters together.
      const bookings = hostile.map((part, index) =>
        booking({
          Id: 'hostile-' + index,
          Agenda: 'Join by SIP Passcode' + new Array(Math.ceil(4900 / part.length)).join(part),
        }),
      );
      room.calendar.book(bookings.concat(bookedNumber(FULL)), 'hostile-0');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'unknown-cause',
    title:
      'A secure connection fails with a cause that matches no keyword; the console shows it without digits and addresses',
    async play(room) {
      room.start();
      room.phone.joinZoom('sip:' + FULL, {
        CauseType: 'OtherRemote',
        CauseString: 'handshake with ' + FULL + ' failed, error 40',
      });
      await room.wait(5);
      const warnings = room.journal.filter((entry) => entry.who === 'warning').map((entry) => entry.text);
      same(
        warnings,
        [
          'Zoom meeting 81…90: call 3 ignored: not an SSL failure (OtherRemote: handshake with … failed, error )',
        ],
        'warnings',
      );
      noSecrets(room);
    },
  },
  {
    name: 'complete-address',
    title: 'The failed address has a passcode; it is redialed at once although the calendar does not answer',
    async play(room) {
      room.faults = failing(faultless(20), matchingBookings, 'answer lost', 9);
      room.start({ redialDelaySeconds: 0 });
      await room.wait(1);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(1);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'slow-calendar',
    title: 'The calendar takes 1.5 seconds to answer; its passcode is used',
    async play(room) {
      room.faults = slow(faultless(20), startingWith('xCommand/Bookings'), () => 1500);
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'other-call-up-already',
    title: 'A join fails during another call; nothing is shown over it, and nothing is dialed',
    async play(room) {
      room.start();
      room.phone.up();
      await room.wait(1);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(30);
      same(numbers(room), [], 'what was dialed');
      holds(!/line: |alert: /.test(room.journal.map((entry) => entry.text).join()), 'nothing is shown');
      says(room, /another call is active$/);
    },
  },
  {
    name: 'incoming-call-rings',
    title: 'An incoming call rings when the redial is due; the redial follows when it has stopped',
    async play(room) {
      await join(room, 'sip:' + FULL, 1);
      room.phone.ring(20);
      await room.wait(19);
      same(numbers(room), [], 'dialed while it rings');
      await room.wait(4);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      same(room.phone.dialed[0]?.into, [], 'active calls when it was dialed');
    },
  },
  {
    name: 'private-booking',
    title: 'The booking is private; its title is not shown as the name of the call',
    async play(room) {
      room.calendar.book([bookedNumber(FULL, { Privacy: 'Private' })], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      same(room.phone.dialed[0]?.name, '', 'the name of the call');
    },
  },
  {
    name: 'display-name-rejected',
    title: 'The codec rejects a Dial with a DisplayName; it is repeated without it',
    async play(room) {
      room.phone.refusesDisplayName = true;
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(room.phone.calls.connected().length, 1, 'connected calls');
      same(room.phone.dialed.slice(-1)[0]?.name, '', 'the name of the call');
    },
  },
  {
    name: 'display-name-rejected-late',
    title:
      'A Dial with a DisplayName is rejected after 6 seconds; a call that connected meanwhile is not disturbed',
    async play(room) {
      room.phone.refusesDisplayName = true;
      room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 6000);
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed before the rejection');
      room.phone.up();
      await room.wait(30);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      says(room, /another call is active$/);
    },
  },
  {
    name: 'calls-answered-with-nothing',
    title:
      'The codec twice answers that there is no call while another call is active; nothing is dialed into that call',
    async play(room) {
      await join(room, 'sip:' + FULL, 1);
      room.phone.up();
      room.faults = failing(faultless(20), startingWith('xGet Status Call'), 'no match', 2);
      await room.wait(30);
      same(numbers(room), [], 'what was dialed');
      says(room, /another call is active$/);
    },
  },
  {
    name: 'after-midnight',
    title: 'The meeting starts just after midnight and is joined just before',
    async play(room) {
      const time = { StartTime: '2026-03-04T00:05:00Z', EndTime: '2026-03-04T01:00:00Z' };
      room.calendar.book([bookedNumber(FULL, { Time: time })]);
      room.start();
      await room.wait(14.95 * 3600);
      room.phone.joinZoom('sip:' + MEETING + '@zoomcrc.com');
      await room.wait(5);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      const lists = room.requests.filter(({ request }) => request.method === 'xCommand/Bookings/List');
      same(lists[0]?.request.params, { Days: 2, DayOffset: 0 }, 'the days that are read');
    },
  },
  {
    name: 'other-scheme',
    title: 'The failed address has an unusual scheme',
    async play(room) {
      await join(room, 'webex:' + FULL);
      room.phone.hangUp();
      await room.wait(5);
      room.phone.joinZoom('h320:' + FULL);
      await room.wait(5);
      same(numbers(room), ['Spark ' + FULL, 'Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'not-registered-to-webex',
    title: 'The codec is not registered to Webex, which Spark requires; the console warns once at the start',
    async play(room) {
      room.device.put('Status Webex Status', 'Disabled');
      room.start();
      await room.wait(1);
      same(
        room.log().filter((line) => /not registered to Webex \(Webex Status: Disabled\)/.test(line)).length,
        1,
        'warnings',
      );
      room.start({ redialProtocol: 'Sip' });
      await room.wait(1);
      same(room.log().filter((line) => /not registered/.test(line)).length, 1, 'warnings with Sip');
    },
  },
  {
    name: 'other-call-while-redial-rings',
    title: 'Another call is answered while the redial rings; the message disappears at once',
    async play(room) {
      room.phone.dialOutcome = () => 'rings';
      await join(room, 'sip:' + FULL);
      same(room.panel.line(), CONNECTING, 'the message while the redial rings');
      room.phone.up();
      await room.wait(0.1);
      same(room.panel.line(), '', 'the message on the screen');
      await room.wait(60);
      same(numbers(room).length, 1, 'redials');
      same(alerts(room), [], 'alerts');
      says(room, /another call is active$/);
    },
  },
  {
    name: 'call-comes-up-as-redial-fails',
    title: 'A call connects at the moment the redial fails; the message does not stay on the screen',
    async play(room) {
      room.phone.dialOutcome = () => 'rings';
      await join(room, 'sip:' + FULL);
      room.phone.redialEnds('fails');
      room.phone.up();
      await room.wait(0.1);
      same(room.panel.line(), '', 'the message on the screen');
      await room.wait(60);
      same(numbers(room).length, 1, 'redials');
    },
  },
  {
    name: 'call-after-the-alert',
    title: 'A call connects while the alert is shown; the alert disappears',
    async play(room) {
      room.phone.dialOutcome = () => 'refused';
      await join(room, 'sip:' + FULL, 12);
      same(room.panel.alert(), NOT_REACHED, 'the alert');
      room.phone.up();
      await room.wait(0.1);
      same(room.panel.alert(), '', 'the alert during the call');
    },
  },
  {
    name: 'join-again-after-the-alert',
    title:
      'Another meeting is joined while the alert is shown; the alert disappears, and that meeting is repaired',
    async play(room) {
      room.phone.dialOutcome = (number) => (number === FULL ? 'refused' : 'connects');
      await join(room, 'sip:' + FULL, 12);
      same(room.panel.alert(), NOT_REACHED, 'the alert');
      room.phone.joinZoom('sip:99988877766.1111@zoomcrc.com');
      await room.wait(0.7);
      same(room.panel.alert(), '', 'the alert');
      await room.wait(5);
      same(room.phone.calls.connected().length, 1, 'connected calls');
    },
  },
  {
    name: 'people-cancel',
    title: 'People press Join again before the second redial, and hang up; the macro does not redial',
    async play(room) {
      room.phone.dialOutcome = () => 'SSL failure';
      await join(room, 'sip:' + FULL);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(0.3);
      room.phone.hangUp();
      await room.wait(60);
      same(numbers(room).length, 1, 'redials');
      same(alerts(room), [], 'alerts');
      same(room.panel.line(), '', 'the message on the screen');
      says(room, /hung up or canceled in the room$/);
    },
  },
  {
    name: 'people-cancel-before-answer',
    title:
      'People press Join again and hang up while Dial is not answered and its call has failed; no redial follows',
    async play(room) {
      room.faults = slow(faultless(20), startingWith('xCommand/Dial'), () => 5000);
      room.phone.dialOutcome = () => 'SSL failure';
      await join(room, 'sip:' + FULL);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(0.3);
      room.phone.hangUp();
      await room.wait(60);
      same(numbers(room).length, 1, 'redials');
      same(alerts(room), [], 'alerts');
    },
  },
  {
    name: 'booked-twice',
    title: 'The meeting is booked twice, and only the second booking has the passcode',
    async play(room) {
      const bare = bookedNumber(MEETING + '@zoomcrc.com');
      room.calendar.book([bare, bookedNumber(FULL, { Id: 'booking-2', Title: 'Copy' })], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      same(room.phone.dialed[0]?.name, 'Weekly review', 'the name of the call');
    },
  },
  {
    name: 'options-without-passcode',
    title:
      'The failed address has option 504, which RoomOS adds, and no passcode; the passcode is inserted before it',
    async play(room) {
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      await join(room, 'sip:' + MEETING + '..504@zoomcrc.com');
      same(numbers(room), ['Spark ' + MEETING + '.' + PASSCODE + '.504@zoomcrc.com'], 'what was dialed');
    },
  },
  {
    name: 'joins-over-spark',
    title: 'The Join button itself dials over Spark, and fails; the meeting is redialed nevertheless',
    async play(room) {
      room.start();
      await room.wait(70);
      room.phone.joinZoom('spark:' + FULL, undefined, { protocol: 'Spark' });
      await room.wait(5);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      same(room.phone.calls.connected().length, 1, 'connected calls');
    },
  },
  {
    name: 'calls-unreadable-at-start',
    title:
      'The calls cannot be read when the macro starts; a Spark call that fails soon may be a redial, a later one is not',
    async play(room) {
      room.faults = failing(faultless(20), startingWith('xGet Status Call'), 'fails', 2);
      room.start();
      await room.wait(59);
      room.phone.joinZoom('spark:' + FULL, undefined, { protocol: 'Spark' });
      await room.wait(5);
      same(numbers(room), [], 'dialed within a minute of the start');
      same(alerts(room), [NOT_REACHED], 'alerts');
      room.phone.joinZoom('spark:' + FULL, undefined, { protocol: 'Spark' });
      await room.wait(5);
      same(numbers(room), ['Spark ' + FULL], 'dialed later');
    },
  },
  {
    name: 'connected-before-the-start',
    title:
      'On old firmware, a call that was connected when the macro started ends with an SSL error; nothing is redialed',
    plan: { hasShortDisconnectEvent: true, firmware: '9.15' },
    async play(room) {
      const call = room.phone.calls.begin({
        uri: 'sip:' + FULL,
        protocol: 'SIP',
        direction: 'Outgoing',
        video: true,
        title: '',
      });
      room.phone.calls.connect(call, 300);
      await room.wait(1);
      room.start();
      await room.wait(60);
      room.phone.endCall(call, 'SSL failure');
      await room.wait(10);
      same(numbers(room), [], 'what was dialed');
      says(room, /it was connected$/);
    },
  },
  {
    name: 'second-failure-without-id',
    title:
      'A join without a meeting ID is pressed twice; its second failure does not end the repair while the redial rings',
    async play(room) {
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      ringingRedialThatFails(room);
      await join(room, 'sip:zoomcrc.com');
      room.phone.joinZoom('sip:zoomcrc.com');
      await repairFailed(room);
      says(room, /Zoom: call \d+ ignored: a redial is in progress/);
    },
  },
  {
    name: 'other-meeting-fails-too',
    title: 'Another meeting fails while a redial rings; the repair of the first one goes on to its end',
    async play(room) {
      ringingRedialThatFails(room);
      await join(room, 'sip:' + FULL);
      room.phone.joinZoom('sip:92345678901.135791@zoomcrc.com');
      await repairFailed(room);
      says(room, /Zoom meeting 92…01: call \d+ ignored: a redial is in progress/);
    },
  },
  {
    name: 'earlier-redial-rings',
    title:
      'A redial rings on after another call has ended its repair, and another join fails; its redial waits for the first',
    async play(room) {
      room.phone.dialOutcome = (number) => (number === FULL ? 'rejected' : 'connects');
      room.phone.failsAfterMs = 40000;
      await join(room, 'sip:' + FULL);
      const other = room.phone.up();
      await room.wait(2);
      room.phone.endCall(other, 'hung up');
      await room.wait(2);
      room.phone.joinZoom('sip:92345678901.135791@zoomcrc.com');
      await room.wait(20);
      same(numbers(room), ['Spark ' + FULL], 'dialed while the first redial rings');
      await room.wait(20);
      same(numbers(room), ['Spark ' + FULL, 'Spark 92345678901.135791@zoomcrc.com'], 'what was dialed');
      same(room.phone.calls.connected().length, 1, 'connected calls');
    },
  },
  {
    name: 'late-end-of-a-redial',
    title:
      'A redial ends unreported, another meeting fails, then that end is reported; the other is redialed',
    async play(room) {
      room.phone.dialOutcome = (number) => (number === FULL ? 'rings' : 'connects');
      await join(room, 'sip:' + FULL);
      room.faults = { ...faultless(20), copies: () => [5000] };
      room.phone.redialEnds('fails');
      room.faults = faultless(20);
      await room.wait(4);
      room.phone.joinZoom('sip:92345678901.135791@zoomcrc.com');
      await room.wait(20);
      same(numbers(room), ['Spark ' + FULL, 'Spark 92345678901.135791@zoomcrc.com'], 'what was dialed');
      same(room.phone.calls.connected().length, 1, 'connected calls');
      says(room, /81…90: call 4 ignored: a redial is in/);
    },
  },
  {
    name: 'dial-without-call-id',
    title:
      'Dial is answered without a CallId, and its call is listed 12 seconds later; it is the only redial',
    async play(room) {
      room.phone.dialAnswer = 'nothing';
      room.phone.listedAfterMs = 12000;
      room.phone.answeredAfterMs = 14000;
      await join(room, 'sip:' + FULL, 65);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      same(alerts(room), [], 'alerts');
      says(room, /: connected$/);
    },
  },
  {
    name: 'dial-fails-without-code',
    title:
      'Dial is rejected without an error code though it rings, and its call is never listed; nothing more is dialed, and an alert follows',
    async play(room) {
      room.phone.dialAnswer = 'an error without a code';
      room.phone.listedAfterMs = Infinity;
      room.phone.dialOutcome = () => 'rings';
      await join(room, 'sip:' + FULL, 31);
      same(alerts(room), [], 'alerts within half a minute');
      await room.wait(5);
      same(alerts(room), [NOT_REACHED], 'alerts');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      says(room, /giving up: the redial is not listed/);
    },
  },
  {
    name: 'likely-cause',
    title: 'The console names the likely cause of the SSL failures once, if certificates are verified',
    async play(room) {
      await join(room, 'sip:' + FULL);
      const cause =
        /a likely cause: SIP TlsVerify is On, so only certificates of uploaded CAs count; see "Fix/;
      room.phone.hangUp();
      await room.wait(5);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(5);
      same(room.log().filter((line) => cause.test(line)).length, 1, 'lines after two failures');
      room.device.put('Configuration SIP TlsVerify', 'Off');
      room.phone.hangUp();
      await room.wait(5);
      await join(room, 'sip:' + FULL);
      same(numbers(room).length, 3, 'redials');
      same(
        room.log().filter((line) => cause.test(line)).length,
        1,
        'lines after a restart, with TlsVerify Off',
      );
    },
  },
];

/** In the room as it is, unless a scenario says otherwise. */
export const redialerScenarios: readonly Scenario[] = scenarios.map((one) => ({ plan: {}, ...one }));

/** Every redial rings for 20 seconds, and then fails. */
function ringingRedialThatFails(room: Room): void {
  room.phone.dialOutcome = () => 'rejected';
  room.phone.failsAfterMs = 20000;
}

async function repairFailed(room: Room): Promise<void> {
  await room.wait(120);
  same(numbers(room), ['Spark ' + FULL, 'Spark ' + FULL], 'what was dialed');
  same(alerts(room), [NOT_REACHED], 'alerts');
}
