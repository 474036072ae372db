/**
 * Every order of things, small: sequences of events in a room with two screens, each event before, between and after
 * the answers that are on their way. Once it is quiet, the table holds.
 */
import { describe, expect, it } from 'vitest';
import { GONE_AFTER_MS } from '../../src/presentation-screen-switcher/screens';
import type { Room } from '../../src/simulator/room/room';
import { LARGE } from '../../src/simulator/scenarios/switcher-steps';
import { gapsBetween, isAll, lists } from '../event-orders';
import { roomOf } from './rooms';
import { expectedLook, Hand, lookOf } from './expected-screens';

/** Milliseconds from one event to the next, at 20 for a request: before it arrives, on the answer's way, and after. */
const GAPS = [4, 15, 400] as const;

/** The video comes up so long after the call, sooner than most things happen. */
const CHANNELS_AFTER = 10;

/** Call up or down, share on or off, plug or unplug: whichever of the two is not so yet. */
type Event = 'call' | 'share' | 'plug or unplug' | 'tap';
const EVENTS: readonly Event[] = ['call', 'share', 'plug or unplug', 'tap'];

function happen(room: Room, event: Event, hand: Hand): void {
  if (event === 'tap') return hand.press();
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
  // Until an unplugged screen counts as gone, and the screens show what follows from that.
  await room.clock.run(GONE_AFTER_MS + 1500);
  hand.look();
}

async function play(events: readonly Event[], gaps: readonly number[]): Promise<void> {
  const room = roomOf();
  const hand = new Hand(room);
  room.start();
  await room.wait(1);
  for (const [index, event] of events.entries()) {
    const gap = gaps[index] ?? 0;
    happen(room, event, hand);
    await room.clock.run(Math.min(CHANNELS_AFTER, gap));
    hand.look();
    await room.clock.run(Math.max(0, gap - CHANNELS_AFTER));
  }
  await quiet(room, hand);
  const expected = JSON.stringify(expectedLook(room, hand.isSwapped));
  const shown = JSON.stringify(lookOf(room));
  if (shown !== expected) {
    const sequence = `${events.join(', ')} (pauses ${gaps.join(', ')} ms)`;
    expect.fail(`after ${sequence}: expected ${expected}, but it is ${shown}`);
  }
}

describe('the table holds after every order of', () =>
  it.each(isAll ? [1, 2, 3, 4, 5] : [1, 2, 3, 4])('%i events', { timeout: 3_600_000 }, async (length) => {
    for (const events of lists(EVENTS, length)) {
      for (const gaps of gapsBetween(length, GAPS)) await play(events, gaps);
    }
  }));
