/** The state machine from `Dial` to the end of its call. */
import { describe } from 'vitest';
import type { Event } from '../../src/zoom-obtp-redialer/phases';
import {
  call,
  calls,
  connected,
  dialed,
  dialing,
  ended,
  holdsFor,
  OTHER,
  redialFails,
  ringing,
  timer,
  unreadable,
} from './machine-events';
import { FULL } from './rules';

const hungUp = (callId: string, uri: string): Event => ended(callId, uri, 'LocalDisconnect', 'Spark');
const AGAIN = ['read calls', 'wake due 5000'];
const FAILED = 'warn redial failed';

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
