/** Macros do not leak: after a day of meetings, they hold as many resources as after the first meeting. */
import { describe, expect, it } from 'vitest';
import { redialerRoom } from './simulate';
import type { Room } from '../src/simulator/room/room';
import { BUTTON } from '../src/simulator/scenarios/switcher-steps';
import { roomOf } from './presentation-screen-switcher/rooms';

const MEETINGS = 16;

async function failedJoin(room: Room, meeting: number): Promise<void> {
  room.phone.joinZoom(`sip:8123456${1000 + meeting}.1234@zoomcrc.com`);
  await room.wait(20);
  room.phone.hangUp();
  await room.wait(25 * 60);
}

async function meetingWithShare(room: Room): Promise<void> {
  room.phone.up();
  await room.wait(60);
  room.shares.farEnd();
  await room.wait(600);
  room.panel.tap(BUTTON);
  await room.wait(60);
  room.shares.stop();
  room.outputs.sleep(1, 'vanishes');
  await room.wait(60);
  room.outputs.wake(1, 2);
  await room.wait(60);
  room.phone.hangUp();
  await room.wait(11 * 60 + 30 - 4);
}

describe('after a day of meetings, a macro holds the same resources as after the first meeting', () =>
  it.each([
    ['zoom-obtp-redialer', 'all go well', redialerRoom(), failedJoin],
    ['zoom-obtp-redialer', 'all fail', redialerRoom(), failedJoin],
    ['presentation-screen-switcher', 'all go well', roomOf(), meetingWithShare],
  ] as const)('%s, %s', async (_, how, room, meeting) => {
    if (how === 'all fail') room.phone.dialOutcome = () => 'SSL failure';
    room.start();
    await room.wait(1);
    await meeting(room, 0);
    const first = room.held();
    expect(first.requests).toBe(0);
    for (let next = 1; next < MEETINGS; next += 1) await meeting(room, next);
    expect(room.held()).toEqual(first);
  }));
