/**
 * Every order of things, small: all sequences of up to five events around a join that fails, each event before,
 * between and after the answers that are on their way, and after the pauses that the macro makes.
 */
import { describe, expect, it } from 'vitest';
import { redialerRoom } from '../host';
import type { Room } from '../room/room';
import { expectRules, FULL, OtherCalls } from './rules';

type Event =
  'failure' | 'told again' | 'other call up' | 'other call down' | 'redial fails' | 'redial connects';
const EVENTS: readonly Event[] = [
  'failure',
  'told again',
  'other call up',
  'other call down',
  'redial fails',
  'redial connects',
];

/** Milliseconds from one event to the next: before the report arrives, with the look at the calls, after the redial. */
const GAPS = [4, 1018, 1300];

function lists<T>(things: readonly T[], length: number): readonly (readonly T[])[] {
  if (length === 0) return [[]];
  return lists(things, length - 1).flatMap((list) => things.map((thing) => [...list, thing]));
}

/** The sequences that begin with a failure: before it the macro has nothing to do. */
const sequences = [0, 1, 2, 3, 4].flatMap((more) =>
  lists(EVENTS, more).map((rest): Event[] => ['failure', ...rest]),
);

function happen(room: Room, event: Event, others: OtherCalls): void {
  if (event === 'failure') room.phone.joinZoom(`sip:${FULL}`, undefined, undefined, 0);
  if (event === 'told again') room.phone.tellEndAgain();
  if (event === 'other call up') others.begin();
  if (event === 'other call down') others.end();
  if (event === 'redial fails') room.phone.redialEnds('fails');
  if (event === 'redial connects') room.phone.redialEnds('connects');
}

describe('after every order of up to five events', () => {
  it.each(GAPS)('%i ms apart, the redials are few, and never into a live call', async (gap) => {
    let dials = 0;
    for (const events of sequences) {
      for (const last of GAPS) {
        const room = redialerRoom();
        const others = new OtherCalls(room);
        room.phone.fate = () => 'rings';
        room.start();
        await room.clock.run(50);
        for (const [index, event] of events.entries()) {
          happen(room, event, others);
          await room.clock.run(index === events.length - 2 ? last : gap);
        }
        await room.wait(40);
        const connects = events.filter((event) => event === 'redial connects').length;
        try {
          expectRules(room, others, connects, 20);
        } catch (error) {
          expect.fail(`${events.join(', ')} (${gap}, ${last}): ${String(error)}`);
        }
        dials += room.phone.dialled.length;
      }
    }
    expect(dials).toBeGreaterThan(1000);
  });
});
