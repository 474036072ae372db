/** A simulated codec without a macro, to look at through its xapi. */
import { anyXapi } from '../../../src/simulator/codec/fake-xapi';
import type { AnyXapi } from '../../../src/simulator/codec/fake-xapi';
import { Room } from '../../../src/simulator/room/room';
import type { RoomPlan } from '../../../src/simulator/room/room';
import { node } from '../../simulate';

export const NO_MATCH = { code: 3, message: 'No match on address expression' };
export const UNKNOWN_COMMAND = { code: 3, message: 'Unknown command' };
export const BAD_PARAMETERS = { code: 4, message: 'Invalid or missing parameters' };

export function codec(plan: Omit<RoomPlan, 'engine' | 'macro'> = {}): { room: Room; xapi: AnyXapi } {
  const screens = { 1: { inches: 43 }, 2: { inches: 75 } };
  const room = new Room({ engine: node, macro: () => undefined, screens, ...plan });
  return { room, xapi: anyXapi(room.connect()) };
}

/** The current state of a promise. */
export async function settled(room: Room, answer: Promise<unknown>, seconds: number): Promise<unknown> {
  let now: unknown = 'nothing yet';
  answer.then(
    (result) => (now = result),
    (error: unknown) => (now = error),
  );
  await room.wait(seconds);
  return now;
}

/** The reports at a status, as text. */
export function reportsAt(xapi: AnyXapi, path: string): string[] {
  const reports: string[] = [];
  xapi.status.on(path, (report) => reports.push(JSON.stringify(report)));
  return reports;
}
