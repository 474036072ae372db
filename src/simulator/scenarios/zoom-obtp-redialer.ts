import { FAR_END_HUNG_UP, HUNG_UP } from '../room/call-list';
import type { Room } from '../room/room';
import {
  alerts,
  ANOTHER,
  BARE,
  begin,
  book,
  bookedNumber,
  booking,
  BOOKINGS,
  CALLS,
  delays,
  DIAL,
  fails,
  FULL,
  invitation,
  join,
  joinAgain,
  LINE,
  MEETING,
  NO_MEETING,
  NOT_REACHED,
  numbers,
  PASSCODE,
  redials,
  reports,
  worksAgain,
} from './redialer-steps';
import { holds, same } from './scenario';
import type { Scenario } from './scenario';

/** In the room as it is, unless there is a plan. */
type Story = Pick<Scenario, 'title' | 'play'> & Partial<Pick<Scenario, 'plan'>>;

/** What was dialed over Spark, in this order; nothing over another protocol. */
function dialed(room: Room, ...expected: readonly string[]): void {
  const over = room.phone.dialed.map((call) => call.protocol + ' ' + call.number);
  same(
    over,
    expected.map((number) => 'Spark ' + number),
    'what was dialed',
  );
}

/** The names of the calls that were dialed. */
function named(room: Room, ...expected: readonly string[]): void {
  same(
    room.phone.dialed.map((call) => call.name),
    expected,
    'the names of the calls',
  );
}

/** The room is in one call. */
function connected(room: Room): void {
  same(room.phone.calls.connected().length, 1, 'connected calls');
}

/** What is on the screen now. */
function shows(room: Room, line: string, alert = ''): void {
  same([room.panel.line(), room.panel.alert()], [line, alert], 'message and alert');
}

/** All alerts that there were. */
function alerted(room: Room, ...expected: readonly string[]): void {
  same(alerts(room), expected, 'alerts');
}

/** The console shows a line so many times. */
function says(room: Room, line: RegExp, times = 1): void {
  same(room.log().filter((one) => line.test(one)).length, times, 'lines like ' + String(line));
}

function noSecrets(room: Room): void {
  const shown = room.log().join('\n') + room.panel.line() + room.panel.alert();
  holds(shown.indexOf(PASSCODE) < 0, 'the passcode is not shown anywhere');
  holds(shown.indexOf(MEETING) < 0, 'the meeting ID is only shown shortened');
}

/** While the redial of a join rings, a second join fails; the repair of the first goes on to its end. */
function secondFailure(title: string, first: string, second: string, line: RegExp): Story {
  return {
    title: title,
    async play(room) {
      book(room, bookedNumber(FULL));
      redials(room, 'rejected');
      room.phone.failsAfterMs = 20000;
      await join(room, first);
      await joinAgain(room, second, 120);
      dialed(room, FULL, FULL);
      alerted(room, NOT_REACHED);
      says(room, line);
    },
  };
}

const stories: Readonly<Record<string, Story>> = {
  'join-repaired': {
    title: 'A Zoom join fails with an SSL error; the meeting is dialed over Spark and connects',
    async play(room) {
      book(room, bookedNumber(FULL));
      await join(room, BARE, 0.7);
      const failedAt = room.clock.now() - 100;
      shows(room, LINE);
      await room.wait(5);
      dialed(room, FULL);
      named(room, 'Weekly review');
      same(room.phone.dialed[0]?.into, [], 'active calls when it was dialed');
      holds(
        (room.phone.dialed[0]?.at || Infinity) < failedAt + 2000,
        'it was dialed within two seconds of the failure',
      );
      connected(room);
      shows(room, '');
      noSecrets(room);
    },
  },
  'full-address': {
    title: 'The redial keeps every part of the failed address: passcode, options, host key and dial code',
    async play(room) {
      const address = MEETING + '.' + PASSCODE + '.504.998877..22@us01.zoomcrc.com';
      await join(room, address + ';transport=tls');
      dialed(room, address);
      holds(room.log().join('\n').indexOf('998877') < 0, 'the host key is not in the console');
      noSecrets(room);
    },
  },
  'passcode-in-invitation': {
    title: 'Only the text of the invitation contains the passcode',
    async play(room) {
      book(room, booking({ Agenda: invitation(MEETING, PASSCODE) }));
      await join(room, BARE);
      dialed(room, FULL);
      noSecrets(room);
    },
  },
  'starts-soon': {
    title: 'Join is pressed before the meeting starts; the booking is found in the list of bookings',
    async play(room) {
      const soon = { StartTime: '2026-03-03T09:08:00Z', EndTime: '2026-03-03T10:00:00Z' };
      const other = bookedNumber('5555555555.1111@zoomcrc.com', { Id: 'booking-0', Title: 'Other' });
      room.calendar.book([other, bookedNumber(FULL, { Time: soon })], 'booking-0');
      await join(room, BARE);
      dialed(room, FULL);
    },
  },
  'no-meeting-in-address': {
    title: 'The failed address has no meeting ID; the current booking has one',
    async play(room) {
      book(room, bookedNumber(FULL));
      await join(room, 'zoomcrc.com');
      dialed(room, FULL);
    },
  },
  'no-meeting-anywhere': {
    title: 'Neither the address nor the calendar has a meeting ID; an alert is shown',
    async play(room) {
      book(room, booking());
      await join(room, 'zoomcrc.com');
      dialed(room);
      shows(room, '', NO_MEETING);
      says(room, /no meeting ID in the call or the calendar/);
    },
  },
  'other-meeting-booked': {
    title: 'Another meeting is booked; its passcode is not used',
    async play(room) {
      book(room, bookedNumber(ANOTHER));
      await join(room, BARE);
      dialed(room, BARE);
      named(room, '');
    },
  },
  'calendar-broken': {
    title: 'Reading the calendar fails; the meeting is redialed without it',
    async play(room) {
      fails(room, BOOKINGS, 'fails');
      await join(room, BARE);
      dialed(room, BARE);
    },
  },
  'calendar-silent': {
    title: 'The calendar never answers; the meeting is redialed without its passcode after five seconds',
    async play(room) {
      fails(room, BOOKINGS, 'answer lost');
      await join(room, BARE);
      dialed(room);
      await room.wait(2);
      dialed(room, BARE);
      connected(room);
    },
  },
  'other-failures': {
    title: 'Calls that end for other reasons, or do not lead to Zoom, are ignored',
    async play(room) {
      room.start();
      await room.wait(1);
      const before = room.requests.length;
      const hassle = { CauseType: 'OtherRemote', CauseString: 'the wireless network is a hassle' };
      for (const cause of [HUNG_UP, FAR_END_HUNG_UP, hassle]) {
        room.phone.joinZoom('sip:' + FULL, cause);
        await room.wait(5);
      }
      await joinAgain(room, MEETING + '@evilzoomcrc.com');
      await joinAgain(room, 'zoomcrc.com@example.org');
      room.phone.joinZoom('sip:' + FULL, undefined, { direction: 'Incoming' });
      await room.wait(5);
      dialed(room);
      shows(room, '');
      same(room.requests.length, before, 'requests');
      says(room, /call \d+ ignored/, 4);
      noSecrets(room);
    },
  },
  'second-redial': {
    title: 'The first redial fails, too; the second connects',
    async play(room) {
      redials(room, 'SSL failure', 'connects');
      await join(room, FULL, 20);
      dialed(room, FULL, FULL);
      const dials = room.requests.filter(({ request }) => request.method === 'xCommand/Dial');
      same(dials[0]?.request.params, { Number: FULL, Protocol: 'Spark' }, 'the first Dial, without a name');
      connected(room);
      alerted(room);
    },
  },
  'gives-up': {
    title: 'Every redial fails; after the second, an alert is shown and nothing more is dialed',
    async play(room) {
      redials(room, 'SSL failure');
      await join(room, FULL, 12);
      dialed(room, FULL, FULL);
      shows(room, '', NOT_REACHED);
      await room.wait(3600);
      dialed(room, FULL, FULL);
      noSecrets(room);
    },
  },
  'dial-refused': {
    title: 'The codec rejects Dial; this counts as a failed redial, and another join is not redialed',
    async play(room) {
      redials(room, 'refused');
      book(room, bookedNumber(FULL));
      await join(room);
      shows(room, LINE);
      await room.wait(7);
      dialed(room, FULL, FULL);
      named(room, 'Weekly review', 'Weekly review');
      shows(room, '', NOT_REACHED);
      const displayed = room.requests.filter(({ request }) => /Display$/.test(request.method));
      same(
        displayed.slice(-2).map(({ request }) => request.params),
        [
          { Text: LINE, Duration: 15 },
          { Title: 'Zoom', Text: NOT_REACHED, Duration: 20 },
        ],
        'what is displayed',
      );
      noSecrets(room);
      await joinAgain(room, FULL, 8);
      dialed(room, FULL, FULL);
      alerted(room, NOT_REACHED, NOT_REACHED);
    },
  },
  'reported-twice': {
    title: 'The same failure is reported twice; it counts once',
    async play(room) {
      reports(room, 0, 0, 700, 4000);
      await join(room, FULL, 35);
      dialed(room, FULL);
    },
  },
  'other-call-connects': {
    title: 'Another call connects before the redial, and is short; nothing is dialed',
    async play(room) {
      await join(room, FULL, 1);
      room.phone.up();
      await room.wait(2);
      shows(room, '');
      room.phone.hangUp();
      await room.wait(60);
      dialed(room);
      alerted(room);
    },
  },
  restarted: {
    title: 'The macro is restarted while its redial fails; nothing more is dialed',
    async play(room) {
      redials(room, 'SSL failure');
      await join(room, FULL, 0);
      for (let round = 0; round < 20; round += 1) {
        await room.wait(1.8);
        room.start();
      }
      await room.wait(60);
      holds(numbers(room).length <= 2, 'at most two redials, and there were ' + numbers(room).length);
      alerted(room, NOT_REACHED);
    },
  },
  'next-week': {
    title: 'A meeting that was connected fails again, at once and a week later, and is redialed each time',
    async play(room) {
      await join(room);
      for (const seconds of [5, 5, 7 * 24 * 3600]) {
        room.phone.hangUp();
        await room.wait(seconds);
        await joinAgain(room);
        connected(room);
      }
      dialed(room, FULL, FULL, FULL, FULL);
    },
  },
  'old-firmware': {
    title: 'Old firmware reports few details of a call that ends',
    plan: { hasShortDisconnectEvent: true, firmware: '9.15' },
    async play(room) {
      await join(room);
      dialed(room, FULL);
    },
  },
  quiet: {
    title: 'With `showMessages = false`, the join is repaired without a message',
    async play(room) {
      redials(room, 'SSL failure');
      await join(room, FULL, 60, { showMessages: false });
      dialed(room, FULL, FULL);
      holds(!room.journal.some((entry) => entry.who === 'screen'), 'nothing is on the screen');
    },
  },
  'redial-ends-before-answer': {
    title:
      'Dial is answered only after its call has failed; the room still gets a second redial and the alert',
    async play(room) {
      delays(room, DIAL, 5000);
      redials(room, 'SSL failure');
      await join(room, FULL, 35);
      dialed(room, FULL, FULL);
      alerted(room, NOT_REACHED);
    },
  },
  'clock-set-back-a-day': {
    title: 'The clock is set back by a day after a failed repair; later meetings are redialed again',
    async play(room) {
      redials(room, 'SSL failure');
      await join(room, FULL, 25);
      room.stepClock(-24);
      await room.wait(120);
      await joinAgain(room, FULL, 20);
      dialed(room, FULL, FULL);
      await room.wait(900);
      redials(room, 'connects');
      await joinAgain(room);
      dialed(room, FULL, FULL, FULL);
      connected(room);
    },
  },
  'clock-set-forward': {
    title: 'The clock is set forward by an hour between two failures; the redial limit still holds',
    async play(room) {
      redials(room, 'SSL failure');
      await join(room, FULL, 25);
      room.stepClock(1);
      await room.wait(5);
      await joinAgain(room, FULL, 20);
      dialed(room, FULL, FULL);
    },
  },
  'clock-set-back-during-repair': {
    title: 'The clock is set back by an hour while a join is repaired; it is repaired nevertheless',
    async play(room) {
      room.phone.calls.clearedAfterMs = 3000;
      await join(room, FULL, 0.615);
      room.stepClock(-1);
      await room.wait(2);
      room.stepClock(-1);
      await room.wait(60);
      dialed(room, FULL);
      connected(room);
    },
  },
  'huge-invitation': {
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
      await join(room, BARE);
      dialed(room, FULL);
    },
  },
  'unknown-cause': {
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
  'complete-address': {
    title: 'The failed address has a passcode; it is redialed at once although the calendar does not answer',
    async play(room) {
      fails(room, BOOKINGS, 'answer lost', 9);
      await join(room, FULL, 1, { redialDelaySeconds: 0 });
      dialed(room, FULL);
    },
  },
  'slow-calendar': {
    title: 'The calendar takes 4.9 seconds to answer; its passcode is used',
    async play(room) {
      delays(room, (request) => request === 'xCommand/Bookings/List', 4900);
      room.calendar.book([bookedNumber(FULL)]);
      await join(room, BARE, 8);
      dialed(room, FULL);
    },
  },
  'other-call-up-already': {
    title: 'A join fails during another call; nothing is shown over it, and nothing is dialed',
    async play(room) {
      room.start();
      room.phone.up();
      await room.wait(1);
      await joinAgain(room, FULL, 30);
      dialed(room);
      holds(!room.journal.some((entry) => entry.who === 'screen'), 'nothing is on the screen');
      says(room, /another call is active$/);
    },
  },
  'incoming-call-rings': {
    title: 'An incoming call rings when the redial is due; the redial follows when it has stopped',
    async play(room) {
      await join(room, FULL, 1);
      room.phone.ring(20);
      await room.wait(19);
      dialed(room);
      await room.wait(4);
      dialed(room, FULL);
      same(room.phone.dialed[0]?.into, [], 'active calls when it was dialed');
    },
  },
  'private-booking': {
    title: 'The booking is private; its title is not shown as the name of the call',
    async play(room) {
      book(room, bookedNumber(FULL, { Privacy: 'Private' }));
      await join(room, BARE);
      dialed(room, FULL);
      named(room, '');
    },
  },
  'display-name-rejected': {
    title: 'The codec rejects a Dial with a DisplayName; it is repeated without it, and does not count',
    async play(room) {
      room.phone.refusesDisplayName = true;
      book(room, bookedNumber(FULL));
      redials(room, 'connects', 'SSL failure', 'connects');
      await join(room, BARE, 12);
      named(room, 'Weekly review', '', '');
      connected(room);
    },
  },
  'display-name-rejected-late': {
    title:
      'A Dial with a DisplayName is rejected after 6 seconds; a call that connected meanwhile is not disturbed',
    async play(room) {
      room.phone.refusesDisplayName = true;
      delays(room, DIAL, 6000);
      book(room, bookedNumber(FULL));
      await join(room, BARE);
      dialed(room, FULL);
      room.phone.up();
      await room.wait(30);
      dialed(room, FULL);
      says(room, /another call is active$/);
    },
  },
  'calls-answered-with-nothing': {
    title:
      'The codec twice answers that there is no call while another call is active; nothing is dialed into that call',
    async play(room) {
      await join(room, FULL, 1);
      room.phone.up();
      fails(room, CALLS, 'no match', 2);
      await room.wait(30);
      dialed(room);
      says(room, /another call is active$/);
    },
  },
  'after-midnight': {
    title: 'The meeting starts just after midnight and is joined just before',
    async play(room) {
      const time = { StartTime: '2026-03-04T00:05:00Z', EndTime: '2026-03-04T01:00:00Z' };
      room.calendar.book([bookedNumber(FULL, { Time: time })]);
      room.start();
      await room.wait(14.95 * 3600);
      await joinAgain(room, BARE);
      dialed(room, FULL);
      const lists = room.requests.filter(({ request }) => request.method === 'xCommand/Bookings/List');
      same(lists[0]?.request.params, { Days: 2, DayOffset: 0 }, 'the days that are read');
    },
  },
  'not-registered-to-webex': {
    title:
      'The codec is not registered to Webex, which Spark requires; the console warns once, a minute after the start',
    async play(room) {
      room.device.put('Status Webex Status', 'Disabled');
      room.start();
      await room.wait(61);
      says(room, /not registered to Webex \(Webex Status: Disabled\)/);
      room.start({ redialProtocol: 'Sip' });
      await room.wait(61);
      says(room, /not registered/);
    },
  },
  'other-call-while-redial-rings': {
    title: 'Another call is answered while the redial rings; the message disappears at once',
    async play(room) {
      redials(room, 'rings');
      await join(room);
      shows(room, LINE);
      room.phone.up();
      await room.wait(0.1);
      shows(room, '');
      await room.wait(60);
      dialed(room, FULL);
      alerted(room);
      says(room, /another call is active$/);
    },
  },
  'call-comes-up-as-redial-fails': {
    title: 'A call connects at the moment the redial fails; the message does not stay on the screen',
    async play(room) {
      redials(room, 'rings');
      await join(room);
      room.phone.redialEnds('fails');
      room.phone.up();
      await room.wait(0.1);
      shows(room, '');
      await room.wait(60);
      dialed(room, FULL);
    },
  },
  'call-after-the-alert': {
    title: 'A call connects while the alert is shown; the alert disappears',
    async play(room) {
      redials(room, 'refused');
      await join(room, FULL, 12);
      shows(room, '', NOT_REACHED);
      room.phone.up();
      await room.wait(0.1);
      shows(room, '');
    },
  },
  'join-again-after-the-alert': {
    title:
      'Another meeting is joined while the alert is shown; the alert disappears, and that meeting is repaired',
    async play(room) {
      room.phone.dialOutcome = (number) => (number === FULL ? 'refused' : 'connects');
      await join(room, FULL, 12);
      shows(room, '', NOT_REACHED);
      await joinAgain(room, ANOTHER, 0.7);
      same(room.panel.alert(), '', 'the alert');
      await room.wait(5);
      connected(room);
    },
  },
  'people-cancel': {
    title: 'People press Join again before the second redial, and hang up; the macro does not redial',
    async play(room) {
      redials(room, 'SSL failure');
      await join(room);
      await joinAgain(room, FULL, 0.3);
      room.phone.hangUp();
      await room.wait(60);
      dialed(room, FULL);
      alerted(room);
      shows(room, '');
      says(room, /hung up or canceled in the room$/);
    },
  },
  'people-cancel-before-answer': {
    title:
      'People press Join again and hang up while Dial is not answered and its call has failed; no redial follows',
    async play(room) {
      delays(room, DIAL, 5000);
      redials(room, 'SSL failure');
      await join(room);
      await joinAgain(room, FULL, 0.3);
      room.phone.hangUp();
      await room.wait(60);
      dialed(room, FULL);
      alerted(room);
    },
  },
  'booked-twice': {
    title: 'The meeting is booked twice, and only the second booking has the passcode',
    async play(room) {
      const bare = bookedNumber(BARE);
      book(room, bare, bookedNumber(FULL, { Id: 'booking-2', Title: 'Copy' }));
      await join(room, BARE);
      dialed(room, FULL);
      named(room, 'Weekly review');
    },
  },
  'options-without-passcode': {
    title:
      'The failed address has option 504, which RoomOS adds, and no passcode; the passcode is inserted before it',
    async play(room) {
      book(room, bookedNumber(FULL));
      await join(room, MEETING + '..504@zoomcrc.com');
      dialed(room, MEETING + '.' + PASSCODE + '.504@zoomcrc.com');
    },
  },
  'joins-over-spark': {
    title: 'The Join button itself dials over Spark, and fails; the meeting is redialed nevertheless',
    async play(room) {
      room.start();
      await room.wait(70);
      room.phone.joinZoom('spark:' + FULL, undefined, { protocol: 'Spark' });
      await room.wait(5);
      dialed(room, FULL);
      connected(room);
    },
  },
  'calls-unreadable-at-start': {
    title:
      'The calls cannot be read when the macro starts; a Spark call that fails soon may be a redial, a later one is not',
    async play(room) {
      fails(room, CALLS, 'fails', 2);
      room.start();
      await room.wait(59);
      room.phone.joinZoom('spark:' + FULL, undefined, { protocol: 'Spark' });
      await room.wait(5);
      dialed(room);
      alerted(room, NOT_REACHED);
      room.phone.joinZoom('spark:' + FULL, undefined, { protocol: 'Spark' });
      await room.wait(5);
      dialed(room, FULL);
    },
  },
  'connected-before-the-start': {
    title:
      'On old firmware, a call that was connected when the macro started ends with an SSL error; nothing is redialed',
    plan: { hasShortDisconnectEvent: true, firmware: '9.15' },
    async play(room) {
      const call = begin(room, 'sip:' + FULL);
      room.phone.calls.connect(call, 300);
      await room.wait(1);
      room.start();
      await room.wait(60);
      room.phone.endCall(call, 'SSL failure');
      await room.wait(10);
      dialed(room);
      says(room, /it was connected$/);
    },
  },
  'second-failure-while-redialing': secondFailure(
    'Join was pressed twice, and the second failure is reported while the redial rings; it changes nothing',
    FULL,
    FULL,
    /Zoom meeting 81…90: call \d+ ignored: a redial is in progress/,
  ),
  'second-failure-without-id': secondFailure(
    'A join without a meeting ID is pressed twice; its second failure does not end the repair while the redial rings',
    'zoomcrc.com',
    'zoomcrc.com',
    /Zoom: call \d+ ignored: a redial is in progress/,
  ),
  'other-meeting-fails-too': secondFailure(
    'Another meeting fails while a redial rings; the repair of the first one goes on to its end',
    FULL,
    ANOTHER,
    /Zoom meeting 99…66: call \d+ ignored: a redial is in progress/,
  ),
  'earlier-redial-rings': {
    title:
      'A redial rings on after another call has ended its repair, and another join fails; its redial waits for the first',
    async play(room) {
      room.phone.dialOutcome = (number) => (number === FULL ? 'rejected' : 'connects');
      room.phone.failsAfterMs = 40000;
      await join(room);
      const other = room.phone.up();
      await room.wait(2);
      room.phone.endCall(other, 'hung up');
      await room.wait(2);
      await joinAgain(room, ANOTHER, 20);
      dialed(room, FULL);
      await room.wait(20);
      dialed(room, FULL, ANOTHER);
      connected(room);
    },
  },
  'late-end-of-a-redial': {
    title:
      'A redial ends unreported, another meeting fails, then that end is reported; the other is redialed',
    async play(room) {
      room.phone.dialOutcome = (number) => (number === FULL ? 'rings' : 'connects');
      await join(room);
      reports(room, 5000);
      room.phone.redialEnds('fails');
      worksAgain(room);
      await room.wait(4);
      await joinAgain(room, ANOTHER, 20);
      dialed(room, FULL, ANOTHER);
      connected(room);
      says(room, /81…90: call 4 ignored: a redial is in/);
    },
  },
  'dial-fails-without-code': {
    title:
      'Dial is rejected without an error code though it rings, and its call is never listed; nothing more is dialed, and an alert follows',
    async play(room) {
      room.phone.dialAnswer = 'an error without a code';
      room.phone.listedAfterMs = Infinity;
      redials(room, 'rings');
      await join(room, FULL, 31);
      alerted(room);
      await room.wait(5);
      alerted(room, NOT_REACHED);
      dialed(room, FULL);
      says(room, /giving up: the redial is not listed/);
    },
  },
  'likely-cause': {
    title: 'The console names the likely cause of the SSL failures once, if certificates are verified',
    async play(room) {
      const cause =
        /a likely cause: SIP TlsVerify is On, so only certificates of uploaded CAs count; see "Fix/;
      await join(room);
      room.phone.hangUp();
      await room.wait(5);
      await joinAgain(room);
      says(room, cause);
      room.device.put('Configuration SIP TlsVerify', 'Off');
      room.phone.hangUp();
      await room.wait(5);
      await join(room);
      dialed(room, FULL, FULL, FULL);
      says(room, cause);
    },
  },
};

export const redialerScenarios = Object.keys(stories).reduce<readonly Scenario[]>((all, name) => {
  const story = stories[name];
  return story ? all.concat({ name: name, plan: {}, ...story }) : all;
}, []);
