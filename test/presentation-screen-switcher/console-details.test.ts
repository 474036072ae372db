/** What the console says about screens that report little, or nothing, and about calls that end beside others. */
import { expect, it } from 'vitest';
import { about } from '../../src/presentation-screen-switcher/about';
import { faultless } from '../../src/simulator/codec/link';
import type { Room, RoomPlan } from '../../src/simulator/room/room';
import { roomWith } from '../simulate';
import { twoScreens } from './observe';

const MACRO = 'presentation-screen-switcher';

const withScreens = (screens: RoomPlan['screens'] & object): Room => roomWith(MACRO, { screens });

type Given = Readonly<Record<string, unknown>>;

async function started(room: Room, settings: Given = {}): Promise<Room> {
  room.start(settings);
  await room.wait(5);
  return room;
}

async function readyLine(room: Room, settings: Given = {}): Promise<string> {
  await started(room, settings);
  return room.log().find((line) => line.startsWith('ready')) ?? '';
}

it('gives the resolution of a screen that is set as the largest and reports no diagonal', async () => {
  const room = withScreens({ 1: { inches: 0, own: '3840x2160@60Hz' }, 2: { inches: 75 } });
  expect(await readyLine(room, { largestOutput: 1 })).toBe(
    `ready: version ${about.version}, 2 screens, output 1 (8.3 megapixels) is the largest, then output 2 (75 inches); as set`,
  );
});

it('gives the output resolution of all screens if one reports nothing else', async () => {
  const room = withScreens({
    1: { inches: 0, own: '', driven: [1280, 720] },
    2: { inches: 75, own: '3840x2160@60Hz', driven: [1920, 1080] },
  });
  expect(await readyLine(room)).toContain(
    'output 2 (2.1 megapixels, 75 inches) is the largest, then output 1 (0.9 megapixels); ranked by output resolution' +
      '; no size from output 1: set largestOutput if this is wrong',
  );
});

it('names no output in a room without screens', async () => {
  const room = await started(withScreens({}));
  room.phone.up();
  await room.wait(5);
  expect(room.log()).toEqual([
    expect.stringMatching(/^settings found \(Video Monitors Auto/),
    `ready: version ${about.version}, no screen can be switched; two are needed`,
  ]);
});

it.each([
  ['says', 2, 1],
  ['does not say where there is nothing to switch', 1, 0],
])('%s that the codec has no Video Monitors', async (_, screens, lines) => {
  const room = twoScreens();
  if (screens === 1) room.outputs.unplug(2);
  const withoutMonitors = (content: unknown): unknown =>
    JSON.parse((JSON.stringify(content) || 'null').replace(/,?"Monitors":"Auto"/, ''));
  room.faults = { ...faultless(20), reshape: withoutMonitors };
  await started(room);
  expect(room.log()[0]).toBe('settings found (Video Monitors not available, output 1 Auto, output 2 Auto)');
  expect(room.log().filter((line) => line.startsWith('no Video Monitors'))).toHaveLength(lines);
});

it.each(['reported', 'lost'])(
  'knows a video call that ends from an audio call that goes on: its end is %s',
  async (end) => {
    const room = await started(twoScreens(), { switchWhen: 'VideoCall' });
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
