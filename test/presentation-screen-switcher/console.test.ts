/** The console lines that integrators read: all rows of the README's table are printed, and no other lines. */
import { describe } from 'vitest';
import type { Outcome } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { fail, started, two } from '../../src/simulator/scenarios/switcher-steps';
import { roomWithBrokenConsole, testConsole } from '../console-lines';
import { roomOf } from './rooms';

const MACRO = 'presentation-screen-switcher';

/** A room in which the macro runs, and some requests come to another outcome. */
async function played(
  settings: Readonly<Record<string, unknown>>,
  requests = '-',
  outcome: Outcome = 'fails',
  plan = two,
): Promise<Room> {
  const room = roomOf(plan);
  fail(room, requests, outcome);
  await started(room, settings);
  await room.wait(8);
  return room;
}

const stories: readonly (() => Promise<Room>)[] = [
  () => played({ switchWhen: 'Never', largestOutput: 1 }),
  () => played({ largestOutput: 3 }),
  () => played({}, 'xGet', 'request lost'),
  () => played({}, 'xCommand/UserInterface'),
  () => played({}, '-', 'fails', { ...two, screens: { 1: { inches: 0 }, 2: { inches: 0 } } }),
  async () => {
    const { room, breakConsole } = roomWithBrokenConsole(MACRO, two);
    await started(room);
    breakConsole(true);
    room.shares.begin();
    await room.wait(1);
    return room;
  },
];

describe('the console', () => testConsole(MACRO, stories));
