/** The console's lines, word by word: integrators read and search for them, and the READMEs explain each. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeError as inWords } from '../src/macro/errors';
import * as switcher from '../src/presentation-screen-switcher/messages';
import type { Order } from '../src/presentation-screen-switcher/screens';
import * as redialer from '../src/zoom-obtp-redialer/messages';

const broken = inWords({ code: 1, message: 'Command returned an error.' });
const zoom = (line: string): string => `Zoom meeting 81…90: ${line}`;
const leftAlone = (why: string): string => zoom(redialer.leftAlone('12', why));

const redialerLines: readonly (readonly [told: string, expected: string])[] = [
  [
    redialer.ready(['zoomcrc.com'], 'Spark'),
    'ready: Zoom joins (zoomcrc.com) that fail with SSL errors are redialled over Spark',
  ],
  [zoom(redialer.repairing('12')), zoom('call 12 failed with an SSL error, repairing the join')],
  [zoom(redialer.redialling('Spark', true)), zoom('redialling over Spark, with its passcode')],
  [zoom(redialer.redialling('Spark', false)), zoom('redialling over Spark, no passcode known')],
  [zoom(redialer.CONNECTED), zoom('connected, the join is repaired')],
  [zoom(redialer.redialFailed('NetworkRejected')), zoom('the redial failed (NetworkRejected)')],
  [zoom(redialer.GAVE_UP), zoom('could not be reached, the room is told')],
  [zoom(redialer.OTHER_CALL), zoom('not redialled, another call is up')],
  [zoom(redialer.NOT_GONE), zoom('not redialled, the failed call does not go away; the room is told')],
  [zoom(redialer.HUNG_UP), zoom('the redial was ended in the room, nothing more to do')],
  [
    `Zoom: ${redialer.NO_MEETING}`,
    'Zoom: neither the call nor the calendar names a Zoom meeting, the room is told',
  ],
  [leftAlone(redialer.HAD_BEEN_CONNECTED), zoom('call 12 ended and is left alone, it had been connected')],
  [leftAlone(redialer.SPENT), zoom('call 12 ended and is left alone, it was redialled often enough for now')],
  [
    leftAlone(redialer.NOT_REMEMBERED),
    zoom('call 12 ended and is left alone, it began before the macro started, and may be a redial already'),
  ],
  [
    redialer.noCalendar(broken),
    'calendar: a part of it could not be read (code 1: Command returned an error.), going on without it',
  ],
];

const screen = (output: number, inches: number, pixels = 0): Order['screens'][number] => ({
  output,
  inches,
  isConnected: true,
  name: '',
  own: pixels,
  driven: pixels,
});
const order = (by: Order['by'], isClear: boolean, ...screens: Order['screens']): Order => ({
  by,
  isClear,
  screens,
});
const unequal = (by: Order['by']): Order => order(by, true, screen(2, 0, 8294400), screen(1, 0, 2073600));

const switcherLines: readonly (readonly [told: string, expected: string])[] = [
  [
    switcher.ready(order('inches', true, screen(2, 75), screen(1, 43)), 0),
    'ready: 2 screens, output 2 (75″) is the largest, then output 1 (43″); compared by inches',
  ],
  [
    switcher.ready(order('inches', false, screen(1, 55), screen(2, 55)), 0),
    'ready: 2 screens, output 1 (55″) is the largest, then output 2 (55″); compared by inches; the first are equal, and the lowest output counts as the largest',
  ],
  [
    switcher.ready(unequal('own'), 0),
    'ready: 2 screens, output 2 (8.3 megapixels) is the largest, then output 1 (2.1 megapixels); compared by their own resolution',
  ],
  [
    switcher.ready(unequal('driven'), 0),
    'ready: 2 screens, output 2 (8.3 megapixels) is the largest, then output 1 (2.1 megapixels); compared by the resolution they are driven at',
  ],
  [
    switcher.ready(order('setting', true, screen(1, 43), screen(2, 75)), 0),
    'ready: 2 screens, output 1 (43″) is the largest, then output 2 (75″); as set',
  ],
  [
    switcher.ready(order('inches', true, screen(2, 75), screen(1, 43)), 3),
    'ready: 2 screens, output 2 (75″) is the largest, then output 1 (43″); compared by inches; output 3 is set as the largest, but is not there',
  ],
  [
    switcher.ready(order('inches', true, screen(1, 43)), 0),
    'ready: 1 screen to switch, nothing to do until there are two',
  ],
  [switcher.showing(true, true, false, 2), 'sharing: the presentation goes to output 2'],
  [switcher.showing(true, false, false, 2), 'nobody shares: the speaker goes to output 2'],
  [switcher.showing(false, false, false, 2), 'no call: the main picture goes to output 2'],
  [switcher.showing(true, true, true, 1), 'sharing: the presentation goes to output 1, swapped by hand'],
  [
    switcher.failed('output 2 as Second', broken),
    'output 2 as Second failed (code 1: Command returned an error.): trying again',
  ],
  [
    switcher.failed(switcher.READING, inWords(new Error('no answer'))),
    'reading the screens failed (code 0: no answer): trying again',
  ],
  [
    switcher.failed(switcher.SAVING_BUTTON, broken),
    'saving the button failed (code 1: Command returned an error.): trying again',
  ],
  [switcher.GAVE_UP, 'the roles do not stay as they should, waiting for the next change in the room'],
  [
    switcher.refused(
      'Video Monitors DualPresentationOnly',
      inWords({ code: 4, message: 'Invalid or missing parameters' }),
    ),
    'Video Monitors DualPresentationOnly is refused (code 4: Invalid or missing parameters): hands off, this codec cannot switch its screens',
  ],
  [
    switcher.refused('a role for output 1', 'it takes none'),
    'a role for output 1 is refused (it takes none): hands off, this codec cannot switch its screens',
  ],
];

describe.each([
  ['zoom-obtp-redialer', redialerLines],
  ['presentation-screen-switcher', switcherLines],
])('%s', (macro, lines) => {
  const readme = readFileSync(`macros/${macro}/README.md`, 'utf8');

  it.each(lines)('%s', (told, expected) => {
    expect(told).toBe(expected);
    expect(readme).toContain(`| \`${expected}\``);
  });
});

describe('an error in the log', () => {
  it.each([
    [{ code: 1, message: 'Cannot dial 81234567890.246813@zoomcrc.com now' }, 'code 1: Cannot dial … now'],
    [{ code: '4' }, 'code 4: unknown'],
    ['out of order', 'code 0: out of order'],
    [undefined, 'code 0: unknown'],
    [null, 'code 0: unknown'],
    [{ message: { x: 1 } }, 'code 0: unknown'],
  ])('%j is %s', (error, words) => {
    expect(inWords(error)).toBe(words);
  });
});
