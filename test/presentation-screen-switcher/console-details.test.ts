/** What the console says about screens that report little, or nothing. */
import { expect, it } from 'vitest';
import { about } from '../../src/presentation-screen-switcher/about';
import type { RoomPlan } from '../../src/simulator/room/room';
import { inCall, LARGE, replaceInReports, started, two } from '../../src/simulator/scenarios/switcher-steps';
import { roomOf } from './rooms';

// prettier-ignore
it.each<readonly [what: string, screens: RoomPlan['screens'] & object, largestOutput: number, line: string]>([
  ['the resolution of a screen that is set as the largest and reports no diagonal', { 1: { inches: 0 }, 2: LARGE }, 1,
    '2 screens, output 1 (8.3 megapixels) is the largest, then output 2 (75 inches); as set'],
  ['no output in a room without screens', {}, 0, 'no screen can be switched; two are needed'],
])('gives %s', async (_, screens, largestOutput, line) => {
  const room = roomOf({ ...two, screens });
  await inCall(room, { largestOutput });
  expect(room.log()[0]).toMatch(/^settings found \(Video Monitors Auto/);
  expect(room.log()[1]).toBe(`ready: version ${about.version}, ${line}`);
  expect(room.log().some((said) => said.includes('main screen'))).toBe(largestOutput > 0);
});

it('does not say that the codec has no Video Monitors where there is nothing to switch', async () => {
  const room = roomOf({ ...two, screens: { 1: LARGE } });
  replaceInReports(room, /,?"Monitors":"Auto"/, '');
  await started(room);
  expect(room.log()).toEqual([
    'settings found (Video Monitors not available, output 1 Auto, output 2 Auto)',
    `ready: version ${about.version}, only output 1 (75 inches) can be switched; two are needed`,
  ]);
});
