/** Plays scenarios of the room with the text of a built macro, in an engine of a codec. */
import type { Entry } from '../../../src/simulator/room/context';
import { scenarios } from '../../../src/simulator/scenarios';
import type { Host } from './host';
import { roomIn } from './meter';

export interface Played {
  /** '' if the scenario passed. */
  readonly error: string;
  readonly journal: readonly Entry[];
}

export function play(host: Host, macro: string, text: string, name: string): Promise<Played> {
  const scenario = (scenarios[macro] || []).filter((one) => one.name === name)[0];
  if (!scenario) return Promise.resolve({ error: 'there is no scenario ' + name, journal: [] });
  const room = roomIn(host, text, scenario.plan);
  const outcome = (error: string): Played => ({ error: error, journal: room.journal });
  return scenario.play(room).then(
    () => outcome(''),
    (error: unknown) => outcome(String(error)),
  );
}
