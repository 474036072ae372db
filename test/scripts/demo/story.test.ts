import { styleText } from 'node:util';
import { describe, expect, it } from 'vitest';
import { namedScenarios, nearNames } from '../../../scripts/demo/scenario-names';
import { drawn, plain, scaleOf } from '../../../scripts/demo/screens-drawing';
import type { Paint } from '../../../scripts/demo/screens-drawing';
import { told } from '../../../scripts/demo/story';
import { summaryOf } from '../../../scripts/demo/summary';
import { roomWith } from '../../simulate';
import type { Entry, ShownScreen } from '../../../src/simulator/room/context';
import type { Shown } from '../../../src/simulator/room/shown-screens';

const coloured: Paint = (style, text) =>
  text.trim() === '' ? text : styleText(style, text, { validateStream: false });
// eslint-disable-next-line no-control-regex
const CODES = /\x1b\[\d+m/g;

function screensOf(...all: readonly [inches: number, shows: Shown][]): readonly ShownScreen[] {
  return all.map(([inches, shows], index) => ({ output: index + 1, inches, shows }));
}

function pictureAt(at: number, ...all: readonly [inches: number, shows: Shown][]): Entry {
  return { at, who: 'screen', text: 'a picture', screens: screensOf(...all) };
}

function drawing(screens: readonly ShownScreen[], width = 60): string[] {
  return drawn(screens, scaleOf([screens], width) ?? NaN, plain);
}

/** Columns and rows of the frames, from the left. */
function framesIn(lines: readonly string[]): { columns: number; rows: number }[] {
  const floor = lines.find((line) => line.includes('└')) ?? '';
  return [...floor.matchAll(/└─+┘/g)].map(({ 0: edge, index }) => {
    const top = lines.findIndex((line) => line[index] === '┌');
    return { columns: edge.length, rows: lines.indexOf(floor) - top + 1 };
  });
}

describe('the drawing of the screens', () => {
  it('is to scale, with aligned screens and what each shows', () => {
    expect(drawing(screensOf([43, 'participants'], [75, 'presentation'])).join('\n')).toBe(
      `
                   ┌──────────────────────────┐
                   │                          │
                   │                   ███    │
┌──────────────┐   │         ███       ███    │
│  o   o   o   │   │         ███  ███  ███    │
│ /|\\ /|\\ /|\\  │   │    ███  ███  ███  ███    │
│              │   │    ███  ███  ███  ███    │
└──────────────┘   └──────────────────────────┘
 output 1, 43″            output 2, 75″`.slice(1),
    );
  });

  it('shows participants, presentations, both, the home screen and nothing', () => {
    const inside = (shows: Shown): string =>
      drawing(screensOf([75, shows]))
        .slice(1, -2)
        .join('');
    expect(inside('participants')).toMatch(/o.*\/\|\\/);
    expect(inside('presentation')).toMatch(/█/);
    expect(inside('participants and presentation')).toMatch(/█.*\/\|\\/);
    expect(inside('home screen')).toMatch(/home screen/);
    expect(inside('blank').replace(/[│ ]/g, '')).toBe('');
  });

  it.each([
    [27, 75],
    [43, 75],
    [75, 43, 55],
    [98, 98, 98],
    [100, 0, 43],
  ])('has widths and heights in the proportion of the inches: %j', (...inches) => {
    const screens = screensOf(...inches.map((size): [number, Shown] => [size, 'home screen']));
    const scale = scaleOf([screens], 60) ?? NaN;
    const lines = drawn(screens, scale, plain);
    framesIn(lines).forEach(({ columns, rows }, index) => {
      const width = (inches[index] || 55) * scale;
      expect(Math.abs(columns - width)).toBeLessThanOrEqual(0.5);
      expect(Math.abs(rows - Math.max(3, (width * 9) / 32))).toBeLessThanOrEqual(0.5);
    });
    expect(framesIn(lines)).toHaveLength(inches.length);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('marks a screen that does not report its size', () => {
    expect(drawing(screensOf([0, 'home screen'])).at(-1)).toMatch(/output 1, \?″/);
  });

  it('keeps its scale throughout', () => {
    const small = screensOf([43, 'home screen']);
    const large = screensOf([98, 'home screen'], [43, 'home screen']);
    const scale = scaleOf([small, large], 60) ?? NaN;
    expect(framesIn(drawn(large, scale, plain))).toEqual([
      { columns: 28, rows: 8 },
      ...framesIn(drawn(small, scale, plain)),
    ]);
  });

  it('follows the journal of a room: every change of a screen, or of what it shows', () => {
    const room = roomWith('presentation-screen-switcher', {
      screens: { 1: { inches: 43 }, 2: { inches: 75 } },
    });
    room.outputs.plug(2, { inches: 98 });
    room.outputs.unplug(1);
    const home = (output: number, inches: number): ShownScreen => ({ output, inches, shows: 'home screen' });
    expect(room.journal.flatMap(({ screens }) => (screens ? [screens] : []))).toEqual([
      [home(1, 43), { ...home(2, 75), shows: 'blank' }],
      [home(1, 43), { ...home(2, 98), shows: 'blank' }],
      [home(2, 98)],
    ]);
  });
});

describe('a journal', () => {
  const journal: readonly Entry[] = [
    { at: 0, who: 'macro', text: 'ready: ' + 'many words '.repeat(20) + 'w'.repeat(200) },
    { at: 1000, who: 'people', text: 'somebody shares' },
    pictureAt(1000, [43, 'presentation'], [75, 'participants']),
    { at: 1010, who: 'warning', text: 'something is odd' },
    { at: 1010, who: 'screen', text: 'alert: Hello' },
    pictureAt(1020, [43, 'presentation'], [75, 'presentation']),
    pictureAt(1020, [43, 'participants'], [75, 'presentation']),
  ];
  const lines = told(journal, plain).split('\n');

  it('is drawn in 60 columns if the labels of its screens fit, and is text alone otherwise', () => {
    const two = [pictureAt(0, [43, 'participants'], [75, 'presentation'])];
    const three = [pictureAt(0, [43, 'participants'], [43, 'participants'], [75, 'presentation'])];
    const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
    expect(told(two, plain, 60)).toContain('┌');
    expect(widest(told(two, plain, 60))).toBeLessThanOrEqual(60);
    expect(told(three, plain, 50)).not.toContain('┌');
    expect(told(three, plain, 50)).toMatch(/screens +participants on outputs 1 and\s+2,/);
  });

  it('has a time, a source and a text, in 80 columns', () => {
    expect(lines[0]).toMatch(/^ {2}0\.00 s {2}macro {4}ready: many words/);
    expect(lines[1]).toMatch(/^ {19}many /);
    expect(lines).toContain('  1.01 s  macro    warning: something is odd');
    expect(lines).toContain('  1.01 s  screen   shows "Hello"');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(
      lines
        .join('')
        .match(/w{10,}/g)
        ?.join('').length,
    ).toBeGreaterThan(100);
  });

  it('shows only the last picture of a moment, also in words', () => {
    const pictures = lines.filter((line) => / screens /.test(line));
    expect(pictures).toEqual([
      '  1.00 s  screens  presentation on output 1, participants on output 2',
      '  1.02 s  screens  participants on output 1, presentation on output 2',
    ]);
    expect(framesIn(lines)).toHaveLength(2);
  });

  it('does not repeat an unchanged picture', () => {
    const same = [...journal, pictureAt(2000, [43, 'blank'], [75, 'home screen']), ...journal.slice(-1)];
    const last = same.map((entry, index) => (index < journal.length ? entry : { ...entry, at: 2000 }));
    expect(told(last, plain)).toBe(told(journal, plain));
  });

  it('counts entries that are repeated at the same moment, or many times', () => {
    const burst = [0, 0, 0, 0].flatMap((at): Entry[] => [
      { at, who: 'people', text: 'on' },
      { at, who: 'people', text: 'off' },
    ]);
    const run = [1, 2, 3, 4, 5].map((second): Entry => ({ at: second * 1000, who: 'codec', text: 'again' }));
    expect(told([...burst, ...run], plain).split('\n')).toEqual([
      '  0.00 s  people   on (4 times)',
      '  0.00 s  people   off (4 times)',
      '  1.00 s  codec    again (5 times, until 5.00\u00a0s)',
    ]);
    expect(told(run.slice(0, 3), plain).split('\n')).toHaveLength(3);
  });

  it('has colors only on request', () => {
    expect(told(journal, plain)).not.toMatch(CODES);
    expect(told(journal, coloured)).toMatch(CODES);
    expect(told(journal, coloured).replace(CODES, '')).toBe(told(journal, plain));
  });
});

describe('the summary of a scenario', () => {
  const switcher = 'presentation-screen-switcher';
  const redialer = 'zoom-obtp-redialer';
  const share = (at: number): Entry => ({ at, who: 'people', text: 'somebody at the far end shares' });
  const stop = (at: number): Entry => ({ at, who: 'people', text: 'the share is stopped' });
  const before = (at: number): Entry => pictureAt(at, [43, 'presentation'], [75, 'participants']);
  const after = (at: number): Entry => pictureAt(at, [43, 'participants'], [75, 'presentation']);
  const failure: Entry = { at: 1600, who: 'codec', text: 'call 3 fails: SSL error' };
  const attempt = (at: number): Entry => ({
    at,
    who: 'macro',
    text: 'Zoom meeting 1…2: redialing over Spark',
  });

  it('says when the share was on the largest screen', () => {
    expect(summaryOf(switcher, [share(1000), before(1000), after(1340)])).toBe(
      'The share was on the largest screen 0.34 s after it began.',
    );
    expect(summaryOf(switcher, [share(1000), before(1000), after(1000)])).toBe(
      'The share was on the largest screen at once.',
    );
  });

  it('counts shares, except those that end at the same moment', () => {
    const first = [share(0), before(0), after(20), stop(500)];
    const second = [share(1000), stop(1000), share(1000), before(1000), after(1050), stop(2000)];
    expect(summaryOf(switcher, [...first, ...second])).toBe(
      'All 2 shares were on the largest screen, the slowest 0.05 s after it began.',
    );
    expect(summaryOf(switcher, [...first, share(3000), before(3000)])).toBe(
      '1 of 2 shares were on the largest screen, the slowest 0.02 s after it began.',
    );
  });

  it('describes the end if no share was on the largest screen, or the settings name another one', () => {
    const end = 'At the end: presentation on output 1, participants on output 2.';
    expect(summaryOf(switcher, [share(0), before(0)])).toBe(end);
    const ready: Entry = { at: 0, who: 'macro', text: 'ready: output 1 (43 inches) is the largest; as set' };
    expect(summaryOf(switcher, [ready, share(0), after(0), before(20)])).toBe(end);
  });

  it('says how long after the failure the meeting was connected', () => {
    const repaired: readonly Entry[] = [
      failure,
      attempt(2000),
      { at: 2010, who: 'codec', text: 'call 4: dialing spark:1…2@zoomcrc.com' },
      { at: 2500, who: 'codec', text: 'call 9 is connected' },
      { at: 2800, who: 'codec', text: 'call 4 is connected' },
    ];
    expect(summaryOf(redialer, repaired)).toBe(
      'The join failed at 1.60 s; 1.20 s later the meeting was connected.',
    );
  });

  it('mentions joins that were not repaired', () => {
    expect(summaryOf(redialer, [])).toBe('No call failed.');
    expect(summaryOf(redialer, [failure])).toMatch(/^The join failed at 1\.60 s, and nothing was redialed/);
    expect(summaryOf(redialer, [failure, attempt(2000), attempt(7000)])).toBe(
      'The join failed at 1.60 s, was redialed 2 times, and did not connect.',
    );
  });
});

describe('the name of a scenario', () => {
  const all = [
    { macro: 'one', name: 'meeting', title: '' },
    { macro: 'one', name: 'restarted', title: '' },
    { macro: 'two', name: 'restarted', title: '' },
    { macro: 'two', name: 'no-meeting-in-address', title: '' },
  ];

  it('may need the name of its macro as a prefix', () => {
    expect(namedScenarios(all, 'meeting')).toEqual([all[0]]);
    expect(namedScenarios(all, 'restarted')).toHaveLength(2);
    expect(namedScenarios(all, 'two/restarted')).toEqual([all[2]]);
  });

  it('may be given in part, or with one of its words', () => {
    expect(nearNames(all, 'Meet')).toEqual(['meeting', 'no-meeting-in-address']);
    expect(nearNames(all, 'one/was-restarted')).toEqual(['restarted']);
    expect(nearNames(all, 'something-else')).toEqual([]);
  });
});
