import { describe, expect, it } from 'vitest';
import { namedScenarios, nearNames } from '../../../scripts/demo/scenario-names';
import { drawn, plain, scaleOf } from '../../../scripts/demo/screens-drawing';
import { told } from '../../../scripts/demo/story';
import { summaryOf } from '../../../scripts/demo/summary';
import { roomWith } from '../../simulate';
import type { Entry, ShownScreen } from '../../../src/simulator/room/context';
import type { Shown } from '../../../src/simulator/room/shown-screens';

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

  it('marks a screen that does not report its size', () => {
    const lines = drawing(screensOf([0, 'home screen'], [55, 'home screen'], [10, 'blank']));
    expect(lines.at(-1)).toMatch(/output 1, \?″/);
    // As large as one of a usual size; the smallest can still be seen.
    const [unknown, usual, smallest] = framesIn(lines);
    expect(unknown).toEqual(usual);
    expect(smallest).toEqual({ columns: 6, rows: 3 });
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
});

describe('the summary of a scenario', () => {
  const entry =
    (who: Entry['who'], text: string) =>
    (at: number): Entry => ({ at, who, text });
  const share = entry('people', 'somebody at the far end shares');
  const stop = entry('people', 'the share is stopped');
  const ready = entry('macro', 'ready: output 1 (43 inches) is the largest; as set');
  const failure = entry('codec', 'call 3 fails: SSL error')(1600);
  const attempt = entry('macro', 'Zoom meeting 1…2: redialing over Spark');
  const dialed = entry('codec', 'call 4: dialing spark:1…2@zoomcrc.com');
  const others = entry('codec', 'call 9 is connected');
  const connected = entry('codec', 'call 4 is connected');
  const before = (at: number): Entry => pictureAt(at, [43, 'presentation'], [75, 'participants']);
  const after = (at: number): Entry => pictureAt(at, [43, 'participants'], [75, 'presentation']);
  const first = [share(0), before(0), after(20), stop(500)];
  // It begins again at the moment of its end.
  const second = [share(1000), stop(1000), share(1000), before(1000), after(1050), stop(2000)];
  const end = 'At the end: presentation on output 1, participants on output 2.';

  it.each<[sentence: string, ...journal: readonly Entry[]]>([
    ['The share was on the largest screen 0.34 s after it began.', share(1000), before(1000), after(1340)],
    ['The share was on the largest screen at once.', share(1000), before(1000), after(1000)],
    ['All 2 shares were on the largest screen, the slowest 0.05 s after it began.', ...first, ...second],
    [
      '1 of 2 shares were on the largest screen, the slowest 0.02 s after it began.',
      ...[...first, share(3000), before(3000)],
    ],
    [end, share(0), before(0)],
    [end, ready(0), share(0), after(0), before(20)],
  ])('of the switcher: %s', (sentence, ...journal) =>
    expect(summaryOf('presentation-screen-switcher', journal)).toBe(sentence),
  );

  it.each<[sentence: string, ...journal: readonly Entry[]]>([
    ['No call failed.'],
    ['The join failed at 1.60 s, and nothing was redialed.', failure],
    ['The join failed at 1.60 s, was redialed once, and did not connect.', failure, attempt(2000)],
    [
      'The join failed at 1.60 s, was redialed 2 times, and did not connect.',
      ...[failure, attempt(2000), attempt(7000)],
    ],
    [
      'The join failed at 1.60 s; 1.20 s later the meeting was connected.',
      ...[failure, attempt(2000), dialed(2010), others(2500), connected(2800)],
    ],
  ])('of the redialer: %s', (sentence, ...journal) =>
    expect(summaryOf('zoom-obtp-redialer', journal)).toBe(sentence),
  );
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
