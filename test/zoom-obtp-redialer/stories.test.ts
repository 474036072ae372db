/** Random stories around joins that fail, on a codec's good and bad days. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, faultsOn, runs } from '../faults';
import { redialerRoom } from '../simulate';
import type { DialOutcome } from '../../src/simulator/room/phone';
import { expectRules, FULL, OtherCalls } from './rules';

const story = fc.record({
  steps: fc.array(
    fc.record({
      does: fc.constantFrom('join', 'join', 'told again', 'other call up', 'other call down', 'restart'),
      then: fc.oneof(fc.constantFrom(0, 20, 600, 1620), fc.integer({ min: 0, max: 9000 })),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  outcomes: fc.array(
    fc.constantFrom<DialOutcome>('connects', 'SSL failure', 'SSL failure', 'rejected', 'refused', 'rings'),
  ),
  seed: fc.integer(),
});

describe('after a random story', () => {
  it.each(Object.keys(days))(
    'on a day when %s, the redials are few, and never into a live call',
    async (day) => {
      const property = fc.asyncProperty(story, async ({ steps, outcomes, seed }) => {
        const room = redialerRoom();
        const others = new OtherCalls(room);
        const left = [...outcomes];
        let connects = 0;
        let restarts = 0;
        room.phone.dialOutcome = () => {
          const outcome = left.shift() ?? 'connects';
          if (outcome === 'connects') connects += 1;
          return outcome;
        };
        room.faults = faultsOn(day, seed);
        room.start();
        await room.wait(2);
        for (const { does, then } of steps) {
          if (does === 'join') room.phone.joinZoom(`sip:${FULL}`);
          if (does === 'told again') room.phone.repeatDisconnect();
          if (does === 'other call up') others.begin();
          if (does === 'other call down') others.end();
          if (does === 'restart') {
            restarts += 1;
            room.start();
          }
          await room.clock.run(then);
        }
        await room.wait(900);
        // A restart forgets what was redialed: the people's own joins begin anew.
        expectRules(room, others, connects + restarts, day === 'none' ? 20 : 2000);
        expect(room.held()).toEqual({ subscriptions: 2, timers: 0, requests: room.held().requests });
      });
      await fc.assert(property, runs(400));
    },
  );

  it('of one join on a good day, the room is in the meeting or knows why not', async () => {
    const outcome = fc.constantFrom<DialOutcome>('connects', 'SSL failure', 'rejected', 'refused');
    const property = fc.asyncProperty(outcome, outcome, async (first, second) => {
      const room = redialerRoom();
      const left = [first, second];
      room.phone.dialOutcome = () => left.shift() ?? 'refused';
      room.start();
      await room.wait(1);
      room.phone.joinZoom(`sip:${FULL}`);
      await room.wait(12);
      const isIn = room.phone.calls.connected().length === 1;
      expect(isIn).toBe(first === 'connects' || second === 'connects');
      expect(room.panel.alert()).toBe(
        isIn ? '' : 'Zoom could not be reached. Please try again, or join from your laptop.',
      );
    });
    await fc.assert(property, { numRuns: 50 });
  });
});
