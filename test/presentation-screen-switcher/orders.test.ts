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
const EVENTS: Readonly<Record<string, (room: Room, hand: Hand) => void>> = {
  call: ({ phone }) =>
    phone.calls.live().length > 0 ? phone.hangUp() : phone.up({ channelsAfter: CHANNELS_AFTER }),
  share: ({ shares }) => (shares.isOn() ? shares.stop() : shares.begin('HDMI')),
  'plug or unplug': ({ outputs }) =>
    outputs.connected().length === 2 ? outputs.unplug(2) : outputs.plug(2, LARGE),
  tap: (_, hand) => hand.press(),
};

async function play(events: readonly string[], gaps: readonly number[]): Promise<void> {
  const room = roomOf();
  const hand = new Hand(room);
  room.start();
  await room.wait(1);
  for (const [index, event] of events.entries()) {
    // Until an unplugged screen counts as gone, and the screens show what follows from that.
    const gap = gaps[index] ?? GONE_AFTER_MS + 1500;
    EVENTS[event]?.(room, hand);
    hand.look();
    await room.clock.run(Math.min(CHANNELS_AFTER + 1, gap));
    hand.look();
    await room.clock.run(Math.max(0, gap - CHANNELS_AFTER - 1));
  }
  hand.look();
  const sequence = `${events.join(', ')} (pauses ${gaps.join(', ')} ms)`;
  expect(lookOf(room), `after ${sequence}`).toEqual(expectedLook(room, hand.isSwapped));
}

describe('the table holds after every order of', () =>
  it.each(isAll ? [1, 2, 3, 4, 5] : [1, 2, 3, 4])('%i events', { timeout: 3_600_000 }, async (length) => {
    for (const events of lists(Object.keys(EVENTS), length)) {
      for (const gaps of gapsBetween(length, GAPS)) await play(events, gaps);
    }
  }));
