/** The state machine alone: one story as a table, and every order of events. */
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
import { playOrders } from './orders';
import { FULL, MEETING } from './rules';

const story: readonly (readonly [string, Event, Phase['name'], readonly string[]])[] = [
  [
    'the join fails',
    joinFails,
    'gathering',
    [
      'log call 3 failed with an SSL error (OtherLocal: ssl error)',
      'read calls',
      'wake due 1000',
      'read bookings',
    ],
  ],
  ['the failed call is still listed', calls(call('3', 'dialing')), 'gathering', ['show line']],
  ['the failure is reported again', joinFails, 'gathering', []],
  [
    'Join was pressed twice',
    ended('5', FULL, 'OtherLocal'),
    'gathering',
    ['log call 5 ignored: a redial is in progress'],
  ],
  ['the calendar answers', booked, 'gathering', []],
  ['the pause is over', timer('due'), 'clearing', ['read calls', 'wake limit 8000']],
  ['the failed call is still there', calls(call('3', 'ending')), 'clearing', ['wake look 250']],
  ['time to look again', timer('look'), 'clearing', ['read calls']],
  [
    'no call is left',
    calls(),
    'dialing',
    ['log redialing over Spark with the passcode', `dial ${FULL} Review`, 'wake look 10000'],
  ],
  ['the redial ends before Dial is answered', redialFails, 'dialing', []],
  [
    'Dial is answered',
    dialed('4'),
    'gathering',
    ['warn redial failed (OtherLocal: ssl error)', 'read calls', 'wake due 5000'],
  ],
  ['no call is up', calls(), 'gathering', ['show line']],
  ['the pause is over', timer('due'), 'clearing', ['read calls', 'wake limit 8000']],
  ['an incoming call rings', calls(call('6', 'ringing in', '')), 'clearing', ['wake look 250']],
  ['it rings on', timer('limit'), 'clearing', ['wake limit 52000']],
  [
    'it has stopped',
    calls(),
    'dialing',
    ['log redialing over Spark with the passcode', `dial ${FULL} Review`, 'wake look 10000'],
  ],
  [
    'the codec rejects the parameters',
    { type: 'refused', error: 'code 4', isBadParameter: true },
    'clearing',
    ['warn display name rejected, dialing without it', 'read calls', 'wake limit 8000'],
  ],
  [
    'still no call is up',
    calls(),
    'dialing',
    ['log redialing over Spark with the passcode', `dial ${FULL} `, 'wake look 10000'],
  ],
  ['Dial is not answered', timer('look'), 'dialing', ['read calls']],
  ['its call is there', calls(call('7', 'dialing')), 'ringing', ['wake look 5000', 'wake limit 120000']],
  [
    'it ends',
    ended('7', FULL, 'RemoteBusy', 'Spark'),
    'giving up',
    ['warn redial failed (RemoteBusy)', 'warn redial limit reached (2 in 5 minutes)', 'read calls'],
  ],
  [
    'no call is up',
    calls(),
    'alerting',
    [
      'warn giving up: Zoom unreachable, alert shown',
      'clear TextLine',
      'alert messageNotReached',
      'wake limit 20000',
    ],
  ],
  ['the alert is over', timer('limit'), 'idle', []],
];

it('tells the story of a join that cannot be repaired', () => {
  let state = started;
  for (const [what, event, name, effects] of story) {
    const step = next(state, event, 0, settings);
    expect([what, step.phase.name, inShort(step.effects)]).toEqual([what, name, effects]);
    state = step;
  }
});

describe('before the alert the calls are read once more', () => {
  const failures = [joinFails, booked, timer('due'), calls(), dialed('4'), redialFails];

  it.each<[string, Event, Phase['name'], readonly string[]]>([
    [
      'no call',
      calls(),
      'alerting',
      ['warn giving up: Zoom unreachable, alert shown', 'alert messageNotReached', 'wake limit 20000'],
    ],
    [
      'no answer',
      { type: 'calls', calls: undefined },
      'alerting',
      ['warn giving up: Zoom unreachable, alert shown', 'alert messageNotReached', 'wake limit 20000'],
    ],
    ['another call', calls(call('9', 'connected', '')), 'idle', ['log another call is active']],
    [
      'a call to the meeting that connects',
      calls(call('9', 'dialing')),
      'ringing',
      ['wake look 5000', 'wake limit 120000'],
    ],
    ['a call to the meeting that is connected', calls(call('9', 'connected')), 'idle', ['log connected']],
  ])('%s', (_, event, name, effects) => {
    const once = { ...settings, maxRedials: 1 };
    const state = failures.reduce((before, one) => next(before, one, 0, once), started);
    expect(state.phase.name).toBe('giving up');
    const step = next(state, event, 0, once);
    expect([step.phase.name, inShort(step.effects)]).toEqual([name, effects]);
  });
});

it('a call that came up while a Dial was rejected ends the repair', () => {
  const rejected: Event = { type: 'refused', error: 'code 4', isBadParameter: true };
  const story = [joinFails, booked, timer('due'), calls(), rejected];
  const state = story.reduce((before, one) => next(before, one, 0, settings), started);
  const step = next(state, calls(call('9', 'connected', '')), 0, settings);
  expect([step.phase.name, inShort(step.effects)]).toEqual(['idle', ['log another call is active']]);
});

describe('while a redial is out, another failed join never replaces the repair', () => {
  const THIS = 'log call 9 ignored: a redial is in progress';
  const ANOTHER = 'log Zoom meeting 99…66: call 9 ignored: a redial is in progress';
  const dialing = [ended('3', 'zoomcrc.com', 'OtherLocal'), booked, timer('due'), calls()];
  const ringing = [...dialing, dialed('4')];

  it.each<[string, readonly Event[], string, Phase['name'], readonly string[]]>([
    [
      'without a meeting ID, before Dial is answered',
      dialing,
      'zoomcrc.com',
      'dialing',
      [`log Zoom: ${THIS.slice(4)}`],
    ],
    ['of another meeting, before Dial is answered', dialing, OTHER, 'dialing', [ANOTHER]],
    ['of the same meeting, while it rings', ringing, FULL, 'ringing', [THIS]],
    [
      'without a meeting ID, while it rings',
      ringing,
      'zoomcrc.com',
      'ringing',
      [`log Zoom: ${THIS.slice(4)}`],
    ],
    ['of another meeting, while it rings', ringing, OTHER, 'ringing', [ANOTHER]],
  ])('%s', (_, events, uri, name, effects) => {
    const state = events.reduce((before, event) => next(before, event, 0, settings), started);
    const step = next(state, ended('9', uri, 'OtherLocal'), 0, settings);
    expect([step.phase.name, inShort(step.effects)]).toEqual([name, effects]);
    expect(step.repair).toEqual(state.repair);
  });
});

it('the late end of a redial does not replace the repair of another meeting that was joined since', () => {
  const missing = [joinFails, booked, timer('due'), calls(), dialed('4'), calls(), calls()];
  const joined = [...missing, ended('8', OTHER, 'OtherLocal')];
  const state = joined.reduce((before, one) => next(before, one, 0, settings), started);
  const step = next(state, redialFails, 0, settings);
  expect(step.repair).toEqual(state.repair);
  expect([step.phase.name, inShort(step.effects)]).toEqual([
    'gathering',
    ['log call 4 ignored: a redial is in progress'],
  ]);
});

it.each([
  ['five minutes less a millisecond', 299_999, 'giving up'],
  ['five minutes', 300_000, 'gathering'],
])('a meeting that was redialed twice %s ago is %s', (_, now, name) => {
  const redials = [0, 0].map((at) => ({ meeting: MEETING, at }));
  const state = { ...started, memory: { ...started.memory, redials } };
  expect(next(state, joinFails, now, settings).phase.name).toBe(name);
});

it.each([1, 2, 3, 4])(
  'every repair ends in exactly one of four ways after %i events in every order',
  (length) => {
    playOrders(length);
  },
);
