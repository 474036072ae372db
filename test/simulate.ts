import { startSwitcher } from '../src/presentation-screen-switcher/switcher';
import { startRedialer } from '../src/zoom-obtp-redialer/redialer';
import type { Engine } from '../src/simulator/codec/clock';
import { Room } from '../src/simulator/room/room';
import type { RoomPlan, StartMacro } from '../src/simulator/room/room';

let turns = 0;

/**
 * Node, as the engine that runs a room: a tick comes when no promise is left to be kept. Now and then it is a turn of
 * the event loop instead, so that a long story does not keep the test runner waiting.
 */
export const node: Engine = {
  idle: () =>
    new Promise((resolve) => {
      turns += 1;
      if (turns % 2000 === 0) setImmediate(resolve);
      else process.nextTick(resolve);
    }),
};

/** The sources of each macro. */
export const sources: Readonly<Record<string, StartMacro>> = {
  'zoom-obtp-redialer': (process, settings) => {
    startRedialer(process.xapi, process.runtime, settings);
  },
  'presentation-screen-switcher': (process, settings) => {
    startSwitcher(process.xapi, process.runtime, settings);
  },
};

/** A room with the sources of a macro in it, not yet started. */
export function roomWith(macro: string, plan: Omit<RoomPlan, 'engine' | 'macro'> = {}): Room {
  const start = sources[macro];
  if (!start) throw new Error(`there is no macro ${macro}`);
  return new Room({ ...plan, engine: node, macro: start });
}

/** A room with the redialer in it. */
export function redialerRoom(plan: Omit<RoomPlan, 'engine' | 'macro'> = {}): Room {
  return roomWith('zoom-obtp-redialer', plan);
}
