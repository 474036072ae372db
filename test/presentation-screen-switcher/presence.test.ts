/** When a screen counts as connected, though it comes and goes. */
import { expect, it } from 'vitest';
import { presenceOf } from '../../src/presentation-screen-switcher/screens';
import type { Presence } from '../../src/presentation-screen-switcher/screens';

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
  ['it is there',                                        '+0',                             true,  -Infinity, false],
  ['it never was',                                       '-0 -10',                         false, -Infinity, false],
  ['it comes for the first time',                        '-0 +10',                         true,  -Infinity, false],
  ['it has just gone',                                   '+0 -10',                         true,  13,        false],
  ['it has been gone for almost three seconds',          '+0 -10 -12.999',                 true,  13,        false],
  ['it has been gone for three seconds',                 '+0 -10 -13',                     false, -Infinity, false],
  ['it is gone',                                         '+0 -10 -13 -99',                 false, -Infinity, false],
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
])('where %s', (_, reports, isConnected, changesAt, isUnsteady) => {
  expect(presenceAfter(reports)).toMatchObject({ isConnected, changesAt: 1000 * changesAt, isUnsteady });
});
