/** What the console says about screens that report little, or nothing, and about calls that end beside others. */
import { expect, it } from 'vitest';
import { faultless } from '../../src/simulator/codec/link';
import type { Room, RoomPlan } from '../../src/simulator/room/room';
import { roomWith } from '../simulate';

const MACRO = 'presentation-screen-switcher';

type Plan = Omit<RoomPlan, 'engine' | 'macro'>;

const TWO: Plan = { screens: { 1: { inches: 43 }, 2: { inches: 75 } } };

async function started(plan: Plan, settings: Readonly<Record<string, unknown>> = {}): Promise<Room> {
  const room = roomWith(MACRO, plan);
  room.start(settings);
  await room.wait(5);
  return room;
}

async function readyLine(plan: Plan, settings: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const room = await started(plan, settings);
  return room.log().find((line) => line.startsWith('ready')) ?? '';
}

it('gives the resolution of a screen that is set as the largest and reports no diagonal', async () => {
  const plan = { screens: { 1: { inches: 0, own: '3840x2160@60Hz' }, 2: { inches: 75 } } };
  expect(await readyLine(plan, { largestOutput: 1 })).toContain(
    '2 screens, output 1 (8.3 megapixels) is the largest, then output 2 (75 inches); as set',
  );
});

it('gives the output resolution of all screens if one reports nothing else', async () => {
  const plan: Plan = {
    screens: {
      1: { inches: 0, own: '', driven: [1280, 720] },
      2: { inches: 75, own: '3840x2160@60Hz', driven: [1920, 1080] },
    },
  };
  expect(await readyLine(plan)).toContain(
    'output 2 (2.1 megapixels) is the largest, then output 1 (0.9 megapixels); ranked by output resolution',
  );
});

it('names no output in a room without screens', async () => {
  const room = await started({ screens: {} });
  room.phone.up();
  await room.wait(5);
  expect(room.log()).toEqual([
    expect.stringMatching(/^settings found \(Video Monitors Auto/),
    expect.stringMatching(/^ready: version [\d.]+, no screen can be switched; two are needed$/),
  ]);
});

it('says that the codec has no Video Monitors', async () => {
  const room = roomWith(MACRO, TWO);
  const withoutMonitors = (content: unknown): unknown =>
    JSON.parse((JSON.stringify(content) || 'null').replace(/,?"Monitors":"Auto"/, ''));
  room.faults = { ...faultless(20), reshape: withoutMonitors };
  room.start();
  await room.wait(5);
  expect(room.log()[0]).toBe('settings found (Video Monitors not available, output 1 Auto, output 2 Auto)');
});

it.each(['reported', 'lost'])(
  'knows a video call that ends from an audio call that goes on: its end is %s',
  async (end) => {
    const room = await started(TWO, { switchWhen: 'VideoCall' });
    const video = room.phone.up();
    room.phone.up({ video: false });
    await room.wait(5);
    expect(room.log().at(-1)).toBe('participants on output 2');
    if (end === 'lost') room.faults = { ...faultless(20), copies: () => [] };
    room.phone.endCall(video, 'hung up');
    // Until the next read.
    await room.wait(65);
    expect(room.log().at(-1)).toBe('home screen on output 2');
  },
);
