/**
 * The room inside an engine of a codec, beside a built macro. The engine's host says how a text becomes a running
 * macro and when no promise is left to be settled; the globals that a codec gives a macro are put in place here.
 */
import { Room } from '../../../src/simulator/room/room';
import type { Process } from '../../../src/simulator/room/process';
import type { Entry } from '../../../src/simulator/room/context';
import { scenarios } from '../../../src/simulator/scenarios';
import { withSettings } from './with-settings';

export interface Host {
  /** Calls back once no promise is left to be settled. */
  idle(then: () => void): void;
  /** Runs the text of a macro to its end. `xapi` is what its import or require gives. */
  run(text: string, xapi: unknown): void;
  /** Puts the globals of a codec's runtime in place. */
  globals(runtime: Process['runtime']): void;
}

export interface Played {
  /** '' where the scenario went well. */
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
