import { startRedialer } from '../src/zoom-obtp-redialer/redialer';
import type { Engine } from './room/clock';
import { Room } from './room/room';
import type { RoomPlan } from './room/room';

/** Node, as the engine that runs a room: when it takes up its next task, no promise is left to be kept. */
export const node: Engine = {
  idle: () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    }),
};

/** A room with the redialer's sources in it, not yet started. */
export function redialerRoom(plan: Omit<RoomPlan, 'engine' | 'macro'> = {}): Room {
  return new Room({
    ...plan,
    engine: node,
    macro: (process, settings) => {
      startRedialer(process.xapi, process.runtime, settings);
    },
  });
}
