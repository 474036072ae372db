import { roomWith } from '../scripts/project/room-in-node';
import type { Room, RoomPlan } from '../src/simulator/room/room';

export { node, roomWith, sourcesOf } from '../scripts/project/room-in-node';

/** A room with the redialer in it. */
export function redialerRoom(plan: Omit<RoomPlan, 'engine' | 'macro'> = {}): Room {
  return roomWith('zoom-obtp-redialer', plan);
}
