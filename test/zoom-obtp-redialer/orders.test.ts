/** Orders of events around a failed join, each event before, between and after the pending answers, and after the pauses of the macro. */
import { expect, it } from 'vitest';
import { redialerRoom } from '../simulate';
import type { Room } from '../../src/simulator/room/room';
import { gapsBetween, lists } from '../event-orders';
import { FULL } from '../../src/simulator/scenarios/redialer-steps';
import { expectAllEnded, expectRules, OtherCalls } from './rules';

const EVENTS = [
  'failure',
  'told again',
  'other call up',
  'other call down',
  'redial fails',
  'redial connects',
] as const;
type Event = (typeof EVENTS)[number];

/** Milliseconds from one event to the next: before the report arrives, with the look at the calls, after the redial. */
const GAPS: readonly [number, number, number] = [4, 1018, 1300];

function happen(room: Room, event: Event, others: OtherCalls): void {
  if (event === 'failure') room.phone.joinZoom(`sip:${FULL}`, undefined, undefined, 0);
  if (event === 'told again') room.phone.repeatDisconnect();
  if (event === 'other call up') others.begin();
  if (event === 'other call down') others.end();
  if (event === 'redial fails') room.phone.redialEnds('fails');
  if (event === 'redial connects') room.phone.redialEnds('connects');
}

async function play(events: readonly Event[], gaps: readonly number[]): Promise<number> {
  const room = redialerRoom();
  const others = new OtherCalls(room);
  room.phone.dialOutcome = () => 'rings';
  room.start();
  await room.clock.run(50);
  for (const [index, event] of events.entries()) {
    happen(room, event, others);
    await room.clock.run(gaps[index] ?? 0);
  }
  await room.wait(200);
  const connects = events.filter((event) => event === 'redial connects').length;
  try {
    expectRules(room, others, connects, 20);
    expectAllEnded(room);
  } catch (error) {
    expect.fail(`${events.join(', ')} (${gaps.join(', ')} ms): ${String(error)}`);
  }
  return room.phone.dialed.length;
}

it.each([1, 2, 3, 4, 5])(
  'redials are limited and never disturb an active call in every order of %i events',
  { timeout: 600_000 },
  async (events) => {
    let dials = 0;
    // Every combination of any two gaps. Before the first failure the macro does nothing, so every order begins with one.
    for (const rest of lists(EVENTS, events - 1)) {
      for (const gaps of gapsBetween(events, GAPS)) dials += await play(['failure', ...rest], gaps);
    }
    expect(dials).toBeGreaterThan(0);
  },
);
