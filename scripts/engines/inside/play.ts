/**
 * The room in an engine of a codec, together with a built macro. The engine's host defines how a text becomes a running
 * macro and when all promises are settled; this module sets the globals of a codec's runtime.
 */
import { Room } from '../../../src/simulator/room/room';
import type { Process } from '../../../src/simulator/room/process';
import type { Entry } from '../../../src/simulator/room/context';
import { scenarios } from '../../../src/simulator/scenarios';
import { withSettings } from './with-settings';

export interface Host {
  /** Calls back when all promises are settled. */
  idle(then: () => void): void;
  /** Runs the text of a macro. `xapi` is the result of its import or require. */
  run(text: string, xapi: unknown): void;
  /** Sets the globals of a codec's runtime. */
  globals(runtime: Process['runtime']): void;
}

export interface Played {
  /** '' if the scenario passed. */
  readonly error: string;
  readonly journal: readonly Entry[];
}

/** Plays a scenario with the text of a built macro. */
export function play(host: Host, macro: string, text: string, name: string): Promise<Played> {
  const scenario = (scenarios[macro] || []).filter((one) => one.name === name)[0];
  if (!scenario) return Promise.resolve({ error: 'there is no scenario ' + name, journal: [] });
  const room = new Room({
    ...scenario.plan,
    engine: {
      idle: () =>
        new Promise<void>((resolve) => {
          host.idle(resolve);
        }),
    },
    macro: (process, settings) => {
      host.globals(process.runtime);
      host.run(withSettings(text, settings), process.xapi);
    },
  });
  const outcome = (error: string): Played => ({ error: error, journal: room.journal });
  return scenario.play(room).then(
    () => outcome(''),
    (error: unknown) => outcome(String(error)),
  );
}
