/** Which screens count as connected, what is known of their sizes, and which one is the largest. */
import { describe, expect, it } from 'vitest';
import { presenceOf, rankBySize, screensOn } from '../../src/presentation-screen-switcher/screens';
import type { Presence, Screen } from '../../src/presentation-screen-switcher/screens';

type Report = Readonly<Record<'Connected' | 'Name' | 'ScreenSize' | 'PreferredFormat' | 'Width', string>>;

const LARGE: Partial<Report> = {
  Connected: 'True',
  Name: 'A',
  ScreenSize: '75',
  PreferredFormat: '3840x2160@60Hz',
  Width: '1920',
};
const UNKNOWN: Partial<Report> = { Connected: 'Unknown' };
const OFF: Partial<Report> = { Connected: 'False' };

function screenAfter(
  reports: readonly Partial<Report>[],
  times: readonly number[],
  id = '2',
): Screen | undefined {
  return reports.reduce<readonly Screen[]>((before, report, index) => {
    const { Connected = 'True', Width, ...ConnectedDevice } = report;
    const Resolution = Width === undefined ? {} : { Width, Height: '1080' };
    const connector = { id, Connected, ConnectedDevice, Resolution } as const;
    return screensOn([connector] as Parameters<typeof screensOn>[0], before, times[index] ?? 0);
  }, [])[0];
}

// prettier-ignore
it.each<readonly [what: string, reports: readonly Partial<Report>[], times: readonly number[], isConnected: boolean]>([
  ['it never was there, and nothing is known',            [UNKNOWN],                            [0],        false],
  ['unknown, it reports its name',                        [{ ...UNKNOWN, Name: 'A' }],          [0],        true],
  ['unknown, it reports its size',                        [{ ...UNKNOWN, ScreenSize: '75' }],   [0],        true],
  ['unknown, it reports -1 inches',                       [{ ...UNKNOWN, ScreenSize: '-1', PreferredFormat: '-1x-1@-1Hz' }], [0], false],
  ['unknown, it reports its resolution',                  [{ ...UNKNOWN, PreferredFormat: '800x600' }], [0], true],
  ['unknown, it was there',                               [LARGE, UNKNOWN],                     [0, 5000],  true],
  ['unknown, it had gone',                                [LARGE, OFF, OFF, UNKNOWN],           [0, 0, 9000, 9000], true],
  ['unknown, it was empty before',                        [OFF, UNKNOWN],                       [0, 5000],  false],
])('counts as connected where %s', (_, reports, times, isConnected) => expect(screenAfter(reports, times)?.presence.isConnected).toBe(isConnected));

describe('what is known of a screen', () => {
  const sizes = (...reports: readonly Partial<Report>[]): unknown => {
    const { name, inches, nativePixels, outputPixels } = screenAfter(reports, []) ?? {};
    return [name, inches, nativePixels, outputPixels];
  };
  const ALL = ['A', 75, 3840 * 2160, 1920 * 1080];

  it.each<readonly [what: string, known: unknown, expected: unknown]>([
    ['all that it reports', sizes(LARGE), ALL],
    ['nothing', sizes({}), ['', 0, 0, 0]],
    ['no size below ten inches', sizes({ ScreenSize: '9' }), ['', 0, 0, 0]],
    ['a size of ten inches', sizes({ ScreenSize: '10' }), ['', 10, 0, 0]],
    ['no format with a negative width', sizes({ PreferredFormat: '-1x2160@60Hz' }), ['', 0, 0, 0]],
    [
      'what it reported before it said -1',
      sizes(LARGE, { Name: '', ScreenSize: '-1', PreferredFormat: '-1x-1@-1Hz' }),
      ALL,
    ],
    ['what it reported before', sizes(LARGE, {}), ALL],
    ['what it reported before, with its name', sizes(LARGE, { Name: 'A', ScreenSize: '0', Width: '0' }), ALL],
    ['nothing of another screen', sizes(LARGE, { Name: 'B' }), ['B', 0, 0, 0]],
    ['nothing of one with another format', sizes(LARGE, { PreferredFormat: '800x600' }), ['', 0, 480000, 0]],
    ['nothing of none', screenAfter([LARGE], [], '0'), undefined],
    ['nothing without an id', screenAfter([LARGE], [], 'x'), undefined],
  ])('is %s', (_, known, expected) => expect(known).toEqual(expected));
});

describe('the ranking', () => {
  const screen = (output: number, inches: number, nativePixels: number, outputPixels: number): Screen => {
    const presence = presenceOf(undefined, true, 0);
    return { output, inches, nativePixels, outputPixels, name: '', presence };
  };
  const small = screen(1, 43, 3, 9);
  const large = screen(2, 75, 2, 8);
  const middle = screen(3, 55, 1, 7);
  const silent = screen(4, 0, 9, 1);
  const odd = screen(5, 0, 0, 10);

  const of4K = (output: number, inches: number): Screen => screen(output, inches, 8, 9);
  const of1080p = (output: number, inches: number): Screen => screen(output, inches, 2, 9);

  // prettier-ignore
  it.each<readonly [what: string, screens: readonly Screen[], largest: number, order: readonly number[], by: string, isClear: boolean]>([
    ['by diagonal',                            [small, large, middle],                       0, [2, 3, 1], 'inches',       true],
    ['by native resolution',                   [small, large, silent],                       0, [4, 1, 2], 'nativePixels', true],
    ['by output resolution',                   [small, large, silent, odd],                  0, [5, 1, 2, 4], 'outputPixels', true],
    ['equal screens, by output',               [{ ...large, output: 9 }, large, small],      0, [2, 9, 1], 'inches',       false],
    ['equal screens after the largest',        [small, { ...small, output: 9 }, large],      0, [2, 1, 9], 'inches',       true],
    ['the named output first',                 [small, large, middle],                       3, [3, 2, 1], 'setting',      true],
    ['a named output that is the largest',     [small, large, middle],                       2, [2, 3, 1], 'setting',      true],
    ['a named output without a screen',        [small, large],                               9, [2, 1],    'inches',       true],
    ['a 4K television that says 7 inches',     [of1080p(1, 43), of4K(2, 0)],                 0, [2, 1],    'nativePixels', true],
    ['a projector that tells no size',         [of4K(1, 43), of4K(2, 75), of1080p(3, 0)],    0, [2, 1, 3], 'nativePixels', true],
    ['equal pixels, one tells its size',       [of4K(1, 0), of4K(2, 43)],                    0, [2, 1],    'nativePixels', true],
    ['equal pixels, none tells its size',      [of4K(1, 0), of4K(2, 0)],                     0, [1, 2],    'nativePixels', false],
    ['equal pixels, two of three tell it',     [of4K(1, 0), of4K(2, 55), of4K(3, 55)],       0, [2, 3, 1], 'nativePixels', false],
    ['no screen',                              [],                                           0, [],        'inches',       true],
  ])('%s', (_, screens, largest, order, by, isClear) => {
    const given = screens.slice();
    const ranking = rankBySize(screens, largest);
    expect(ranking.screens.map(({ output }) => output)).toEqual(order);
    expect([ranking.by, ranking.isClear]).toEqual([by, isClear]);
    expect(screens).toEqual(given);
  });
});

/** What the codec reported, as `+` if the screen is there, or `-`, with the second at which it did. */
function presenceAfter(reports: string): Presence | undefined {
  return reports
    .split(' ')
    .reduce<Presence | undefined>(
      (before, report) => presenceOf(before, report.startsWith('+'), 1000 * Number(report.slice(1))),
      undefined,
    );
}

const GONE_TWICE = '+0 -10 -20 +30 -40 -50';
const GONE_THREE_TIMES = `${GONE_TWICE} +60 -70 -80`;

// prettier-ignore
it.each<readonly [what: string, reports: string, isConnected: boolean, changesAt: number, isUnsteady: boolean]>([
  ['it never was',                                       '-0 -10',                         false, -Infinity, false],
  ['it comes for the first time',                        '-0 +10',                         true,  -Infinity, false],
  ['it has been gone for almost three seconds',          '+0 -10 -12.999',                 true,  13,        false],
  ['it has been gone for three seconds',                 '+0 -10 -13',                     false, -Infinity, false],
  ['it came back within three seconds',                  '+0 -10 +12',                     true,  -Infinity, false],
  ['it has gone again',                                  '+0 -10 +12 -14',                 true,  17,        false],
  ['it has gone again and again for two seconds',        '+0 -1 +3 -4 +6 -7 +9 -10 +12',   true,  -Infinity, false],
  ['it comes back after two losses',                     `${GONE_TWICE} +60`,              true,  -Infinity, false],
  ['it has been lost for the third time',                GONE_THREE_TIMES,                 false, -Infinity, true],
  ['it comes back after three losses',                   `${GONE_THREE_TIMES} +90`,        false, 120,       true],
  ['it has been back for almost thirty seconds',         `${GONE_THREE_TIMES} +90 +119.9`, false, 120,       true],
  ['it has been back for thirty seconds',                `${GONE_THREE_TIMES} +90 +120`,   true,  -Infinity, true],
  ['it went before thirty seconds were over',            `${GONE_THREE_TIMES} +90 -100`,   false, -Infinity, true],
  ['it comes back once more',                            `${GONE_THREE_TIMES} +90 -100 +110 +130`, false, 140, true],
  ['its first loss was almost ten minutes ago',          `${GONE_THREE_TIMES} +619`,       false, 649,       true],
  ['its first loss was ten minutes ago',                 `${GONE_THREE_TIMES} +620`,       true,  -Infinity, false],
  ['its first losses were ten minutes ago, and it went again', `${GONE_THREE_TIMES} +600 -610 +620 -630 +640`, false, 670, true],
  ['its last loss was long ago',                         `${GONE_THREE_TIMES} +90 +120 +900 -950 -960 +970`, true, -Infinity, false],
])('where %s', (_, reports, isConnected, changesAt, isUnsteady) => expect(presenceAfter(reports)).toMatchObject({ isConnected, changesAt: 1000 * changesAt, isUnsteady }));
