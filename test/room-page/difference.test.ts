/** What the page says about a moment with the macro and the same moment without it. */
import { expect, it } from 'vitest';
import { differenceOf } from '../../src/room-page/difference';
import type { Look, ScreenView, Shown } from '../../src/room-page/protocol';

const NO_CALL: Look = {
  screens: [],
  call: 'none',
  failure: '',
  isSharing: false,
  buttons: [],
  line: '',
  alert: '',
};
const FAILED: Look = { ...NO_CALL, failure: 'SSL error: handshake failure' };

function screens(inches: readonly number[], shown: readonly Shown[]): Look {
  const all = inches.map((size, index): ScreenView => ({
    output: index + 1,
    inches: size,
    aspectRatio: 16 / 9,
    isBuiltIn: false,
    dark: undefined,
    role: '',
    shown: shown[index] ?? 'blank',
  }));
  return { ...NO_CALL, screens: all };
}

it.each<[string, Look, Look, string]>([
  [
    'the presentation is elsewhere',
    screens([75, 55], ['presentation', 'participants']),
    screens([75, 55], ['participants', 'presentation']),
    'Without the macro, this presentation is on the 55-inch screen. With the macro, it is on the 75-inch screen, and the people are on the 55-inch screen.',
  ],
  [
    'screens of one size are told apart',
    screens([55, 55], ['presentation', 'participants']),
    screens([55, 55], ['participants', 'presentation']),
    'Without the macro, this presentation is on the 55-inch screen on output 2. With the macro, it is on the 55-inch screen on output 1, and the people are on the 55-inch screen on output 2.',
  ],
  [
    'only the people are elsewhere',
    screens([75, 55], ['participants', 'blank']),
    screens([75, 55], ['participants', 'participants']),
    'Without the macro, the people are on both screens. With the macro, the people are on the 75-inch screen.',
  ],
  [
    'a dark screen does not count',
    screens([75, 55, 43], ['presentation', 'presentation', 'off']),
    screens([75, 55, 43], ['presentation', 'blank', 'off']),
    'Without the macro, this presentation is on the 75-inch screen. With the macro, it is on both screens.',
  ],
  [
    'nothing differs',
    screens([75, 55], ['presentation', 'participants']),
    screens([75, 55], ['presentation', 'participants']),
    'At this moment, the codec alone shows the same.',
  ],
])('%s', (_, look, alone, sentences) => expect(differenceOf(look, alone).join(' ')).toBe(sentences));

it.each<[string, Partial<Look>, string]>([
  ['repaired', { failure: '', call: 'video' }, 'With the macro, the room is in the meeting.'],
  ['being repaired', { call: 'dialing' }, 'The macro is dialing the meeting again.'],
  [
    'beyond repair',
    { alert: 'Zoom could not be reached' },
    'The macro could not repair it, and says so on the screen.',
  ],
])('a join is %s', (_, look, sentence) =>
  expect(differenceOf({ ...FAILED, ...look }, FAILED)).toEqual([
    'Without the macro, this join has failed (SSL error): people have to dial again, and to enter meeting ID and passcode.',
    sentence,
  ]),
);
