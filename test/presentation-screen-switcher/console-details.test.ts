/** What the console says about screens that report little, or nothing, and about calls that end beside others. */
import { expect, it } from 'vitest';
import { about } from '../../src/presentation-screen-switcher/about';
import { faultless } from '../../src/simulator/codec/link';
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

it.each([
  ['says', 2, 1],
  ['does not say where there is nothing to switch', 1, 0],
])('%s that the codec has no Video Monitors', async (_, screens, lines) => {
  const room = roomOf();
  if (screens === 1) room.outputs.unplug(2);
  replaceInReports(room, /,?"Monitors":"Auto"/, '');
  await started(room);
  expect(room.log()[0]).toBe('settings found (Video Monitors not available, output 1 Auto, output 2 Auto)');
  expect(room.log().filter((line) => line.startsWith('no Video Monitors'))).toHaveLength(lines);
});

it.each(['reported', 'lost'])(
  'knows a video call that ends from an audio call that goes on: its end is %s',
  async (end) => {
    const room = roomOf();
    await started(room, { switchWhen: 'VideoCall' });
    const video = room.phone.up();
    room.phone.up({ video: false });
    await room.wait(5);
    expect(room.log().at(-1)).toBe('video call: the main screen is output 2, the largest');
    if (end === 'lost') room.faults = { ...faultless(20), copies: () => [] };
    room.phone.endCall(video, 'hung up');
    // Until the next read.
    await room.wait(65);
    expect(room.log().at(-1)).toBe('no video call: the main screen is output 2, the largest');
  },
);
