/** What the switcher writes where only a part can be written: in the end all is as before, so that no screen is black. */
import { describe, expect, it } from 'vitest';
import { faultless } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { roomWith } from '../simulate';
import { fail, inCall, observe } from './observe';

const OUTPUT = 'xSet Configuration Video Output Connector';
const START = ['0 Monitors DualPresentationOnly', '0 2 First', '0 3 Second', '0 1 Second'];

function threeScreens(): Room {
  return roomWith('presentation-screen-switcher', {
    product: 'barents',
    screens: { 1: { inches: 43 }, 2: { inches: 75 }, 3: { inches: 55 } },
  });
}

describe('at the start', () => {
  it('a role that is refused is tried alone until it is accepted', async () => {
    const room = threeScreens();
    const seen = observe(room);
    fail(room, `${OUTPUT} 3`, 'bad parameters', 2);
    room.start();
    await room.wait(20);
    expect(seen.writes()).toEqual([
      ...START,
      ...['0.1 1 Auto', '0.1 2 Auto', '0.1 Monitors Auto'],
      '1.1 3 Second',
      ...['3.1 3 Second', '3.1 Monitors DualPresentationOnly', '3.1 2 First', '3.1 1 Second'],
    ]);
  });

  it('a write that fails twice counts as one that cannot be done now', async () => {
    const room = threeScreens();
    const seen = observe(room);
    fail(room, `${OUTPUT} 3`, 'fails', 3);
    room.start();
    await room.wait(20);
    expect(seen.writes()).toEqual([
      ...START,
      ...['1.1 3 Second', '1.1 1 Auto', '1.1 2 Auto', '1.1 Monitors Auto'],
      '3.1 3 Second',
      ...['7.1 3 Second', '7.1 Monitors DualPresentationOnly', '7.1 2 First', '7.1 1 Second'],
    ]);
  });

  it('what could not be reverted is reverted with the next attempt', async () => {
    const room = threeScreens();
    const seen = observe(room);
    fail(room, `${OUTPUT} 3`, 'bad parameters', 2);
    const before = room.faults;
    let isFirst = true;
    room.faults = {
      ...faultless(20),
      outcomeOf: (request) => {
        if (!isFirst || request.params?.['Value'] !== 'Auto') return before.outcomeOf(request);
        isFirst = false;
        return 'fails';
      },
    };
    room.start();
    await room.wait(2);
    expect(seen.writes()).toEqual([
      ...START,
      ...['0.1 1 Auto', '0.1 2 Auto', '0.1 Monitors Auto'],
      ...['1.1 3 Second', '1.1 1 Auto'],
    ]);
  });
});

it('a mode that was set without effect once is set again before any role', async () => {
  const room = threeScreens();
  const seen = observe(room);
  fail(room, 'xSet Configuration Video Monitors', 'ignored', 1);
  room.start();
  await room.wait(20);
  expect(seen.writes()).toEqual([
    ...['0 Monitors DualPresentationOnly', '1 Monitors DualPresentationOnly'],
    ...['1.1 2 First', '1.1 3 Second', '1.1 1 Second'],
  ]);
});

it('a share whose first role is refused changes nothing, and only for a moment', async () => {
  const room = await inCall();
  const seen = observe(room);
  fail(room, `${OUTPUT} 2`, 'bad parameters', 1);
  room.shares.farEnd();
  await room.wait(0.9);
  expect(seen.writes()).toEqual(['0 2 Second', '0 1 First', '0 1 Second']);
  expect(room.screens()).toEqual({ 1: 'presentation', 2: 'participants' });
  await room.wait(20);
  expect(seen.writes().slice(3)).toEqual(['1 2 Second', '1.1 1 First']);
  expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });
});
