/** The sources of a macro in a simulated room, in Node. */
import { macroNamed } from './macro-folders';
import type { Engine } from '../../src/simulator/codec/clock';
import { Room } from '../../src/simulator/room/room';
import type { StartMacro } from '../../src/simulator/room/context';
import type { RoomPlan } from '../../src/simulator/room/room';

let turns = 0;

/**
 * Node as the engine that runs a room: it is idle when all promises are settled. Regularly, it waits for a
 * turn of the event loop instead, so that a long scenario does not block the test runner.
 */
export const node: Engine = {
  idle: () =>
    new Promise((resolve) => {
      turns += 1;
      if (turns % 2000 === 0) setImmediate(resolve);
      else process.nextTick(resolve);
    }),
};

/** Starts the sources of a macro. */
export function sourcesOf(macro: string): StartMacro {
  const { start } = macroNamed(macro);
  return ({ xapi, runtime }, settings) => start(xapi, runtime, settings);
}

/** A room with the sources of a macro in it, not yet started. */
export function roomWith(macro: string, plan: Omit<RoomPlan, 'engine' | 'macro'> = {}): Room {
  return new Room({ ...plan, engine: node, macro: sourcesOf(macro) });
}
