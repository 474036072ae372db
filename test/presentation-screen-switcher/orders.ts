/**
 * Every order of things, small: sequences of events in a room with two screens, each event before, between and after
 * the answers that are on their way. Once it is quiet, the table holds.
 */
import { expect } from 'vitest';
import { roomWith } from '../host';
import type { Room } from '../room/room';
import { Hand, table } from './table';

const SMALL = { inches: 43 };
const LARGE = { inches: 75 };

/** Milliseconds from one event to the next, at 20 for a request: before it arrives, on the answer's way, and after. */
const GAPS = [4, 15, 400];

/** The video comes up so long after the call, sooner than most things happen. */
const CHANNELS_AFTER = 12;

export type Event = 'call' | 'share' | 'plug' | 'tap';
export const EVENTS: readonly Event[] = ['call', 'share', 'plug', 'tap'];

/** Every list of a length of some things. */
export function lists<T>(things: readonly T[], length: number): readonly (readonly T[])[] {
  if (length === 0) return [[]];
  return lists(things, length - 1).flatMap((list) => things.map((thing) => [...list, thing]));
}

/** Call up or down, share on or off, plug or unplug: whichever of the two is not so yet. */
function happen(room: Room, event: Event, hand: Hand): void {
  if (event === 'tap') return hand.tap();
  if (event === 'call') {
    if (room.phone.calls.live().length > 0) room.phone.hangUp();
    else room.phone.up({ channelsAfter: CHANNELS_AFTER });
  } else if (event === 'share') {
    if (room.shares.isOn()) room.shares.stop();
    else room.shares.begin('HDMI');
  } else if (room.outputs.connected().length === 2) room.outputs.unplug(2);
  else room.outputs.plug(2, LARGE);
  hand.look();
}

async function quiet(room: Room, hand: Hand): Promise<void> {
  await room.clock.run(CHANNELS_AFTER + 1);
  hand.look();
  await room.clock.run(1500);
}

async function cleared(room: Room): Promise<void> {
  room.phone.hangUp();
  if (room.shares.isOn()) room.shares.stop();
  if (room.outputs.connected().length < 2) room.outputs.plug(2, LARGE);
  await room.clock.run(1500);
}

/** Plays every sequence with every gap between its events; gives how many that were. */
export async function playAll(sequences: readonly (readonly Event[])[]): Promise<number> {
  const room = roomWith('presentation-screen-switcher', { screens: { 1: SMALL, 2: LARGE } });
  room.start();
  await room.wait(2);
  let played = 0;
  for (const events of sequences) {
    for (const gaps of lists(GAPS, events.length - 1)) {
      await play(room, events, gaps);
      played += 1;
    }
    room.journal.length = 0;
    room.requests.length = 0;
  }
  return played;
}

async function play(room: Room, events: readonly Event[], gaps: readonly number[]): Promise<void> {
  const hand = new Hand(room);
  for (const [index, event] of events.entries()) {
    const gap = gaps[index] ?? 0;
    happen(room, event, hand);
    await room.clock.run(Math.min(CHANNELS_AFTER, gap));
    hand.look();
    await room.clock.run(Math.max(0, gap - CHANNELS_AFTER));
  }
  await quiet(room, hand);
  const expected = JSON.stringify(table(room, hand.isSwapped));
  const isRight = room.outputs.connected().length < 2 || JSON.stringify(room.screens()) === expected;
  if (!isRight)
    expect.fail(`${events.join(', ')} (${gaps.join(', ')} ms): ${JSON.stringify(room.screens())}`);
  await cleared(room);
}
