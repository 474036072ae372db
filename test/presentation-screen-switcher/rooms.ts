import type { Room } from '../../src/simulator/room/room';
import type { Scenario } from '../../src/simulator/scenarios/scenario';
import { quietCall, two } from '../../src/simulator/scenarios/switcher-steps';
import { roomWith } from '../simulate';

/** A room with the switcher. */
export function roomOf(plan: Scenario['plan'] = two): Room {
  return roomWith('presentation-screen-switcher', plan);
}

/** A room with two screens in a quiet video call. */
export async function roomInCall(): Promise<Room> {
  const room = roomOf();
  await quietCall(room);
  return room;
}
