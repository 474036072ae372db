/** The state machine from `Dial` to the end of its call, and events that come in an unusual phase. */
import { describe, expect, it } from 'vitest';
import { next } from '../../src/zoom-obtp-redialer/machine';
import type { Event, Phase } from '../../src/zoom-obtp-redialer/phases';
import {
  booked,
  call,
  calls,
  dialed,
  ended,
  inShort,
  joinFails,
  OTHER,
  redialFails,
  settings,
  started,
  timer,
} from './machine-events';
import { FULL } from './rules';

type Row = readonly [what: string, events: readonly Event[], name: Phase['name'], effects: readonly string[]];

const gathering = [joinFails, calls()];
const clearing = [...gathering, booked, timer('due')];
const dialing = [...clearing, calls()];
const ringing = [...dialing, dialed('4')];
const unreadable: Event = { type: 'calls', calls: undefined };
const connected = (callId: string): Event => ({ type: 'connected', callId });
const hungUp = (callId: string, uri: string): Event => ended(callId, uri, 'LocalDisconnect', 'Spark');
const AGAIN = ['read calls', 'wake due 5000'];
const FAILED = 'warn redial failed';

/** Plays the events of rows: the last one makes the step that is compared. */
function holdsFor(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, events, name, effects) => {
    const before = events.slice(0, -1).reduce((state, event) => next(state, event, 0, settings), started);
    const step = next(before, events[events.length - 1] ?? timer('look'), 0, settings);
    expect([step.phase.name, inShort(step.effects)]).toEqual([name, effects]);
  });
}

describe('until Dial is answered', () => {
  const search = timer('look');
  holdsFor([
    ['an answer without a call', [...dialing, dialed('')], 'dialing', []],
    [
      'an answer after another call has ended',
      [...dialing, ended('5', FULL, 'OtherLocal'), dialed('4')],
      'ringing',
      ['wake look 5000', 'wake limit 120000'],
    ],
    [
      'an error',
      [...dialing, { type: 'refused', error: 'code 1', isBadParameter: false }],
      'gathering',
      [`${FAILED} (code 1)`, ...AGAIN],
    ],
    [
      'no call after ten seconds',
      [...dialing, search, calls()],
      'gathering',
      [`${FAILED} (no answer)`, ...AGAIN],
    ],
    [
      'a call that is ending',
      [...dialing, search, calls(call('4', 'ending'))],
      'gathering',
      [`${FAILED} (no answer)`, ...AGAIN],
    ],
    [
      'the end of a call over the protocol of redials',
      [
        ...dialing,
        ended('5', FULL, 'RemoteNoAnswer', 'Spark'),
        ended('6', FULL, 'RemoteBusy', 'Spark'),
        search,
        calls(),
      ],
      'gathering',
      [`${FAILED} (RemoteBusy)`, ...AGAIN],
    ],
    [
      'the end of a call over another protocol',
      [...dialing, ended('5', FULL, 'OtherLocal', 'SIP'), search, calls()],
      'gathering',
      [`${FAILED} (no answer)`, ...AGAIN],
    ],
    [
      'the end of a call to another meeting',
      [...dialing, ended('5', OTHER, 'OtherLocal', 'Spark'), search, calls()],
      'gathering',
      [`${FAILED} (no answer)`, ...AGAIN],
    ],
    [
      'the end of a call that had connected',
      [...dialing, connected('5'), ended('5', FULL, 'RemoteDisconnect', 'Spark'), search, calls()],
      'idle',
      ['log connected'],
    ],
    [
      'the end of a call that had a duration',
      [...dialing, ended('5', FULL, 'RemoteDisconnect', 'Spark', '9'), search, calls()],
      'idle',
      ['log connected', 'clear TextLine'],
    ],
  ]);
});

describe('a redial that rings', () => {
  const CONNECTED = ['log connected', 'clear TextLine'];
  const OTHER_CALL = ['log another call is active', 'clear TextLine'];
  holdsFor([
    [
      'is followed while it is listed',
      [...ringing, calls(call('4', 'dialing'))],
      'ringing',
      ['wake look 5000'],
    ],
    [
      'may be missing once, because its end may still be reported',
      [...ringing, calls()],
      'ringing',
      ['wake look 2000'],
    ],
    ['is given up if it is missing twice', [...ringing, calls(), calls()], 'giving up', ['read calls']],
    [
      'is missing while it ends',
      [...ringing, calls(call('4', 'ending')), calls(call('4', 'ending'))],
      'giving up',
      ['read calls'],
    ],
    [
      'is missing while another call rings',
      [...ringing, calls(call('9', 'dialing')), calls(call('9', 'dialing'))],
      'giving up',
      ['read calls'],
    ],
    ['may appear again', [...ringing, calls(), calls(call('4', 'dialing'))], 'ringing', ['wake look 5000']],
    [
      'is not given up if the calls cannot be read',
      [...ringing, unreadable, unreadable],
      'ringing',
      ['wake look 2000'],
    ],
    [
      'is no longer followed after two minutes',
      [...ringing, calls(call('4', 'dialing')), timer('limit')],
      'idle',
      OTHER_CALL,
    ],
    [
      'is given up if it is missing after two minutes',
      [...ringing, calls(), timer('limit')],
      'giving up',
      ['read calls'],
    ],
    ['that is connected ends the repair', [...ringing, calls(call('4', 'connected'))], 'idle', CONNECTED],
    ['that connects ends the repair', [...ringing, connected('4')], 'idle', CONNECTED],
    [
      'ends the repair if another call is connected',
      [...ringing, calls(call('9', 'connected', ''))],
      'idle',
      OTHER_CALL,
    ],
    [
      'has the calls read if another one connects',
      [...ringing, connected('9')],
      'ringing',
      ['clear TextLine', 'read calls'],
    ],
    [
      'goes on if another call to the meeting is hung up',
      [...ringing, hungUp('5', FULL)],
      'ringing',
      ['log call 5 ignored: not an SSL failure (LocalDisconnect)'],
    ],
    [
      'is not repeated if another call to the meeting was hung up',
      [...ringing, hungUp('5', FULL), redialFails],
      'idle',
      ['log the redial was hung up or canceled in the room', 'clear TextLine'],
    ],
    [
      'is repeated if calls to others were hung up',
      [...ringing, hungUp('5', OTHER), hungUp('6', 'boss@example.org'), redialFails],
      'gathering',
      [`${FAILED} (OtherLocal: ssl error)`, ...AGAIN],
    ],
    [
      'is known by its id if it is hung up',
      [...ringing, hungUp('4', 'example.org')],
      'idle',
      ['log the redial was hung up or canceled in the room', 'clear TextLine'],
    ],
    [
      'is known by meeting and protocol if its end has no id',
      [...ringing, ended('', FULL, 'RemoteBusy', 'Spark')],
      'gathering',
      [`${FAILED} (RemoteBusy)`, ...AGAIN],
    ],
    [
      'goes on if a call without an id ends that had another protocol',
      [...ringing, ended('', FULL, 'RemoteBusy', 'SIP')],
      'ringing',
      ['log call ? ignored: not an SSL failure (RemoteBusy)'],
    ],
    [
      'goes on if a call without an id ends that led to another meeting',
      [...ringing, ended('', OTHER, 'RemoteBusy', 'Spark')],
      'ringing',
      ['log Zoom meeting 99…66: call ? ignored: not an SSL failure (RemoteBusy)'],
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
