import { node, roomWith, sourcesOf } from '../scripts/project/room-in-node';
import { Room } from '../src/simulator/room/room';
import type { RoomPlan } from '../src/simulator/room/room';
import type { XApi } from '../src/xapi/xapi';

export { node, roomWith, sourcesOf } from '../scripts/project/room-in-node';

/** A room with the redialer in it. */
export function redialerRoom(plan: Omit<RoomPlan, 'engine' | 'macro'> = {}): Room {
  return roomWith('zoom-obtp-redialer', plan);
}

/** A room in which a macro's requests throw, instead of being rejected, where a function says so for their path. */
export function roomThatThrows(
  name: string,
  throwsAt: (path: string) => boolean,
  plan: Omit<RoomPlan, 'engine' | 'macro'> = {},
): Room {
  const ask = <T>(path: string, request: () => T): T => {
    if (throwsAt(path)) throw new Error('no connection');
    return request();
  };
  const throwing = (xapi: XApi): XApi => ({
    event: xapi.event,
    status: { ...xapi.status, get: (path) => ask(path, () => xapi.status.get(path)) },
    config: {
      ...xapi.config,
      get: (path) => ask(path, () => xapi.config.get(path)),
      set: (path, value) => ask(path, () => xapi.config.set(path, value)),
    },
    command: (path, parameters, body) => ask(path, () => xapi.command(path, parameters, body)),
  });
  return new Room({
    ...plan,
    engine: node,
    macro: ({ xapi, runtime }, settings) => sourcesOf(name)({ xapi: throwing(xapi), runtime }, settings),
  });
}
