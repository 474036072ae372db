/** The console's lines, word by word: integrators read and search for them, and the READMEs explain each. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeError as inWords } from '../src/macro/errors';
import * as switcher from '../src/presentation-screen-switcher/messages';
import type { Order } from '../src/presentation-screen-switcher/screens';

const broken = inWords({ code: 1, message: 'Command returned an error.' });
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

describe.each([['presentation-screen-switcher', switcherLines]])('%s', (macro, lines) => {
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
