/** The state machine with events that come in an unusual phase, and with calls that it remembers. */
import { describe } from 'vitest';
import {
  booked,
  call,
  calls,
  clearing,
  connected,
  dialed,
  dialing,
  ended,
  gathering,
  holdsFor,
  joinFails,
  OTHER,
  redialFails,
  ringing,
  timer,
  unreadable,
} from './machine-events';
import { FULL } from './rules';

describe('a redial of an earlier repair that still rings', () => {
  const nothing = { type: 'bookings', meetings: [] } as const;
  const nothingToDial = [
    ...[...ringing, calls(call('9', 'connected', ''))],
    ...[ended('8', 'zoomcrc.com', 'OtherLocal'), nothing, timer('due')],
  ];
  const again = [...ringing, calls(call('9', 'connected', '')), ended('8', OTHER, 'OtherLocal')];
  const waiting = [...again, nothing, timer('due')];
  holdsFor([
    ['is waited for', [...waiting, calls(call('4', 'dialing'))], 'clearing', ['wake look 250', 'show line']],
    [
      'is waited for longer',
      [...waiting, calls(call('4', 'dialing')), timer('limit')],
      'clearing',
      ['wake limit 52000'],
    ],
    [
      'does not hide another call',
      [...waiting, calls(call('4', 'dialing'), call('9', 'dialing'))],
      'idle',
      ['log Zoom meeting 99…66: another call is active'],
    ],
    [
      'is another call once it is connected',
      [...waiting, calls(call('4', 'connected'))],
      'idle',
      ['log Zoom meeting 99…66: another call is active'],
    ],
    [
      'is followed instead of an alert',
      [...nothingToDial, calls(call('4', 'dialing'))],
      'ringing',
      ['wake look 5000', 'wake limit 120000'],
    ],
    [
      'is followed instead of an alert, which is shown when it has failed',
      [...[...nothingToDial, calls(call('4', 'dialing')), redialFails, timer('due')], calls()],
      'alerting',
      [
        'warn Zoom: giving up: no meeting ID in the call or the calendar, alert shown',
        'alert messageNoMeeting',
        'wake limit 20000',
      ],
    ],
    [
      'is followed if it is the one of this repair',
      [...ringing, calls(), calls(), calls(call('4', 'dialing'))],
      'ringing',
      ['wake look 5000', 'wake limit 120000'],
    ],
  ]);
});

describe('a call that connects', () => {
  holdsFor([
    [
      'over the protocol of redials before anything was dialed',
      [joinFails, calls(call('9', 'dialing'))],
      'idle',
      ['log another call is active'],
    ],
    ['while nothing is repaired', [connected('9')], 'idle', []],
    ['during the pause', [...gathering, connected('9')], 'gathering', ['clear TextLine', 'read calls']],
    ['again during the pause', [...gathering, connected('9'), connected('9')], 'gathering', []],
    [
      'before the redial',
      [...gathering, booked, timer('due'), connected('9')],
      'clearing',
      ['clear TextLine', 'read calls'],
    ],
    // To read the calls now would end the wait for the answer.
    ['before Dial is answered', [...dialing, connected('4')], 'dialing', ['clear TextLine']],
  ]);
});

describe('the last twenty calls that connected', () => {
  const others = (count: number) => Array.from({ length: count }, (_, index) => connected(`2${index}`));
  holdsFor([
    [
      'are remembered, however often they are reported',
      [connected('1'), ...others(19), ...others(19), ended('1', FULL, 'OtherLocal')],
      'idle',
      ['log call 1 ignored: it was connected'],
    ],
    [
      'are all that is remembered',
      [connected('1'), ...others(20), ended('1', FULL, 'OtherLocal')],
      'gathering',
      [
        'log call 1 failed with an SSL error (OtherLocal: ssl error)',
        'read calls',
        'wake due 1000',
        'read bookings',
      ],
    ],
  ]);
});

describe('calls without an id', () => {
  holdsFor([
    [
      'are not taken for the same call',
      [ended('', OTHER, 'RemoteBusy'), ended('', FULL, 'OtherLocal')],
      'gathering',
      [
        'log call ? failed with an SSL error (OtherLocal: ssl error)',
        'read calls',
        'wake due 1000',
        'read bookings',
      ],
    ],
  ]);
});

describe('an event that comes late', () => {
  holdsFor([
    ['bookings before the redial', [...clearing, booked], 'clearing', []],
    ['an answer to Dial while nothing is repaired', [dialed('4')], 'idle', []],
    [
      'an error of Dial while nothing is repaired',
      [{ type: 'refused', error: '', isBadParameter: false }],
      'idle',
      [],
    ],
    [
      'the answers about the calls, after the limit',
      [...clearing, timer('limit')],
      'giving up',
      ['read calls'],
    ],
    ['a limit before Dial is answered', [...dialing, timer('limit')], 'dialing', ['read calls']],
    ['calls that cannot be read, during the pause', [joinFails, unreadable], 'gathering', []],
    [
      'the limit, while a call is ending that has not been reported',
      [...clearing, calls(call('6', 'ending')), timer('limit')],
      'giving up',
      ['read calls'],
    ],
  ]);
});
