import type { Booking } from '../../xapi/booking';
import { faultless } from '../codec/link';
import { FAR_END_HUNG_UP, HUNG_UP } from '../room/calls';
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

function numbers(room: Room): readonly string[] {
  return room.phone.dialed.map((call) => call.protocol + ' ' + call.number);
}

/** Seconds from the failure of a join that was begun at 1 s to the first redial. */
function secondsUntilDial(room: Room): number {
  const first = room.phone.dialed[0];
  return first ? room.seconds() - (room.clock.now() - first.at) / 1000 - 1.6 : Infinity;
}

function noSecrets(room: Room): void {
  const shown = room.log().join('\n') + room.panel.line() + room.panel.alert();
  holds(shown.indexOf(PASSCODE) < 0, 'the passcode is nowhere to be read');
  holds(shown.indexOf(MEETING) < 0, 'the meeting id is only shown shortened');
}

async function join(room: Room, uri: string): Promise<void> {
  room.start();
  await room.wait(1);
  room.phone.joinZoom(uri);
  await room.wait(5);
}

export const redialerScenarios: readonly Scenario[] = [
  {
    name: 'join-repaired',
    title: 'A Zoom join fails with an SSL error; the meeting is dialed over Spark and connects',
    plan: {},
    async play(room) {
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      room.start();
      await room.wait(1);
      room.phone.joinZoom('sip:' + MEETING + '@zoomcrc.com');
      await room.wait(0.7);
      same(room.panel.line(), 'Connecting to Zoom, one moment please', 'what the screen says meanwhile');
      await room.wait(5);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      same(room.phone.dialed[0]?.name, 'Weekly review', 'the name of the call');
      same(room.phone.dialed[0]?.into, [], 'calls that were live when it was dialed');
      holds(secondsUntilDial(room) < 2, 'it was dialed within two seconds of the failure');
      same(room.phone.calls.connected().length, 1, 'calls that are up');
      same([room.panel.line(), room.panel.alert()], ['', ''], 'what the screen says in the end');
      noSecrets(room);
    },
  },
  {
    name: 'full-address',
    title: 'All that the failed address holds is dialed again: passcode, options, host key and dial code',
    plan: {},
    async play(room) {
      await join(room, 'sip:' + MEETING + '.' + PASSCODE + '.504.998877..22@us01.zoomcrc.com;transport=tls');
      same(
        numbers(room),
        ['Spark ' + MEETING + '.' + PASSCODE + '.504.998877..22@us01.zoomcrc.com'],
        'dialed',
      );
      holds(room.log().join('\n').indexOf('998877') < 0, 'the host key is not in the log');
      noSecrets(room);
    },
  },
  {
    name: 'passcode-in-invitation',
    title: 'The passcode stands only in the text of the invitation',
    plan: {},
    async play(room) {
      room.calendar.book([booking({ Agenda: invitation(MEETING, PASSCODE) })], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
      noSecrets(room);
    },
  },
  {
    name: 'starts-soon',
    title: 'The meeting is about to start, so it is in the list of bookings but not the current one',
    plan: {},
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
    title: 'The failed address names no meeting; the booking that runs now does',
    plan: {},
    async play(room) {
      room.calendar.book([bookedNumber(FULL)], 'booking-1');
      await join(room, 'sip:zoomcrc.com');
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'no-meeting-anywhere',
    title: 'Neither the address nor the calendar names a meeting; the room is told so',
    plan: {},
    async play(room) {
      room.calendar.book([booking()], 'booking-1');
      await join(room, 'sip:zoomcrc.com');
      same(numbers(room), [], 'what was dialed');
      holds(/No Zoom meeting number/.test(room.panel.alert()), 'the room is told');
      holds(/names a Zoom meeting/.test(room.log().join('\n')), 'the log tells it');
    },
  },
  {
    name: 'other-meeting-booked',
    title: 'Another meeting is booked now; its passcode is not used',
    plan: {},
    async play(room) {
      room.calendar.book([bookedNumber('99988877766.1111@zoomcrc.com')], 'booking-1');
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + MEETING + '@zoomcrc.com'], 'what was dialed');
      same(room.phone.dialed[0]?.name, '', 'the name of the call');
    },
  },
  {
    name: 'calendar-broken',
    title: 'The calendar cannot be read; the meeting is dialed all the same',
    plan: {},
    async play(room) {
      room.faults = {
        ...faultless(20),
        outcomeOf: (request) => (/Book/.test(JSON.stringify(request)) ? 'fails' : 'answered'),
      };
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + MEETING + '@zoomcrc.com'], 'what was dialed');
    },
  },
  {
    name: 'calendar-silent',
    title: 'The calendar never answers; the meeting is dialed all the same, within two seconds',
    plan: {},
    async play(room) {
      room.faults = {
        ...faultless(20),
        outcomeOf: (request) => (/Book/.test(JSON.stringify(request)) ? 'answer lost' : 'answered'),
      };
      await join(room, 'sip:' + MEETING + '@zoomcrc.com');
      same(numbers(room), ['Spark ' + MEETING + '@zoomcrc.com'], 'what was dialed');
      holds(secondsUntilDial(room) < 2, 'it was dialed within two seconds of the failure');
    },
  },
  {
    name: 'left-alone',
    title: 'Calls that end for other reasons, or lead elsewhere, are left alone',
    plan: {},
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
      same([room.panel.line(), room.panel.alert()], ['', ''], 'what the screen says');
      same(
        room.log().filter((line) => /left alone/.test(line)).length,
        4,
        'lines about Zoom calls left alone',
      );
      noSecrets(room);
    },
  },
  {
    name: 'second-redial',
    title: 'The first redial fails too; the second connects',
    plan: {},
    async play(room) {
      room.phone.dialOutcome = () => (room.phone.dialed.length === 0 ? 'SSL failure' : 'connects');
      await join(room, 'sip:' + FULL);
      await room.wait(15);
      same(numbers(room), ['Spark ' + FULL, 'Spark ' + FULL], 'what was dialed');
      same(room.phone.calls.connected().length, 1, 'calls that are up');
      same(room.panel.alert(), '', 'the alert');
    },
  },
  {
    name: 'gives-up',
    title: 'Every redial fails; after the second the room is told, and nothing more is dialed',
    plan: {},
    async play(room) {
      room.phone.dialOutcome = () => 'SSL failure';
      await join(room, 'sip:' + FULL);
      await room.wait(7);
      same(numbers(room).length, 2, 'redials');
      holds(/could not be reached/.test(room.panel.alert()), 'the room is told');
      await room.wait(3600);
      same(numbers(room).length, 2, 'redials after an hour');
      noSecrets(room);
    },
  },
  {
    name: 'dial-refused',
    title: 'The codec refuses to dial; that counts as a failed try',
    plan: {},
    async play(room) {
      room.phone.dialOutcome = () => 'refused';
      await join(room, 'sip:' + FULL);
      await room.wait(7);
      same(numbers(room).length, 2, 'dials');
      holds(/could not be reached/.test(room.panel.alert()), 'the room is told');
      noSecrets(room);
    },
  },
  {
    name: 'told-twice',
    title: 'The same failure is told twice; it is one failure',
    plan: {},
    async play(room) {
      room.faults = { delay: () => 10, outcomeOf: () => 'answered', copies: () => [0, 0, 700, 4000] };
      await join(room, 'sip:' + FULL);
      await room.wait(30);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'moved-on',
    title: 'Another call comes up before the redial; nothing is dialed into it',
    plan: {},
    async play(room) {
      room.start();
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(1);
      room.phone.up();
      await room.wait(30);
      same(numbers(room), [], 'what was dialed');
      same([room.panel.line(), room.panel.alert()], ['', ''], 'what the screen says');
    },
  },
  {
    name: 'restarted',
    title: 'The macro is restarted while its redial is failing; it does not start all over',
    plan: {},
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
      const told = room.journal.filter((entry) => /could not be reached/.test(entry.text));
      same(told.length, 1, 'times that the room was told that Zoom cannot be reached');
    },
  },
  {
    name: 'next-week',
    title: 'The same meeting fails again a week later, and is helped again',
    plan: {},
    async play(room) {
      await join(room, 'sip:' + FULL);
      room.phone.hangUp();
      await room.wait(7 * 24 * 3600);
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(5);
      same(numbers(room).length, 2, 'redials in all');
      same(room.phone.calls.connected().length, 1, 'calls that are up');
    },
  },
  {
    name: 'old-firmware',
    title: 'A firmware that tells little of a call that ends',
    plan: { hasShortDisconnectEvent: true, firmware: '9.15' },
    async play(room) {
      await join(room, 'sip:' + FULL);
      same(numbers(room), ['Spark ' + FULL], 'what was dialed');
    },
  },
  {
    name: 'quiet',
    title: 'With messages switched off the join is repaired without a word',
    plan: {},
    async play(room) {
      room.phone.dialOutcome = () => 'SSL failure';
      room.start({ showMessages: false });
      room.phone.joinZoom('sip:' + FULL);
      await room.wait(60);
      same(numbers(room).length, 2, 'redials');
      holds(!room.journal.some((entry) => entry.who === 'screen'), 'nothing is on the screen');
    },
  },
];
