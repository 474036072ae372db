/** Random stories about failed joins, on good and bad connections. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf, profileNames, runs } from '../story-faults';
import { redialerRoom } from '../simulate';
import type { DialOutcome } from '../../src/simulator/room/phone';
import { ANOTHER, FULL, MEETING } from '../../src/simulator/scenarios/redialer-steps';
import { expectAllEnded, expectRules, OtherCalls, Watch } from './rules';

const story = fc.record({
  steps: fc.array(
    fc.record({
      does: fc.constantFrom(
        'join',
        'join',
        'join twice',
        'reported again',
        'other call up',
        'other call down',
        'somebody calls',
        'hang up',
        'another join',
        'clock step',
        'restart',
      ),
      then: fc.oneof(fc.constantFrom(0, 20, 600, 1000, 1620, 1660), fc.integer({ min: 0, max: 9000 })),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  delay: fc.constantFrom(0, 1, 5),
  outcomes: fc.array(
    fc.constantFrom<DialOutcome>('connects', 'SSL failure', 'SSL failure', 'rejected', 'refused', 'rings'),
  ),
  seed: fc.integer(),
});

/** With these, requests and reports may be lost for good, or take seconds. */
const BLIND = /fail|never answered|are lost|everything|some answers/;

describe('after a random story', () => {
  it.each(profileNames)(
    'with the faults "%s", every repair ends in one of four ways, redials are few, and none goes into a live call',
    async (profile) => {
      const property = fc.asyncProperty(story, async ({ steps, outcomes, seed, delay }) => {
        const room = redialerRoom();
        const watch = new Watch(room, profile === 'none' ? 150 : 3500);
        const others = new OtherCalls(room);
        const left = [...outcomes];
        let connects = 0;
        let restarts = 0;
        room.phone.dialOutcome = (number) => {
          const outcome = left.shift() ?? 'connects';
          if (number === FULL) watch.dials();
          if (outcome === 'connects') connects += 1;
          return outcome;
        };
        room.faults = faultsOf(profile, seed);
        room.start({ redialDelaySeconds: delay });
        await room.wait(2);
        for (const { does, then } of steps) {
          if (does.includes('join')) watch.joined();
          if (does === 'join' || does === 'join twice') room.phone.joinZoom(`sip:${FULL}`);
          if (does === 'join twice') room.phone.joinZoom(`sip:${FULL}`);
          if (does === 'another join') room.phone.joinZoom(`sip:${ANOTHER}`);
          if (does === 'somebody calls') room.phone.ring(3);
          if (does === 'hang up') {
            const live = room.phone.calls.live();
            const uris = live.map((id) => room.device.readText(`Status Call ${id} CallbackNumber`));
            if (uris.some((uri) => uri.includes(MEETING))) watch.hungUp();
            room.phone.hangUp();
          }
          if (does === 'clock step') room.stepClock((seed % 49) - 24);
          if (does === 'reported again') room.phone.repeatDisconnect();
          if (does === 'other call up') others.begin();
          if (does === 'other call down') others.end();
          if (does === 'restart') {
            restarts += 1;
            room.start();
          }
          await watch.run(then);
        }
        await watch.run(30_000);
        await room.wait(900);
        if (!BLIND.test(profile) && restarts === 0) watch.expectNoProblems();
        // After a restart, the redials before it are not known.
        const roundTrip = profile === 'none' ? 20 : 2000;
        expectRules(room, others, connects + restarts, roundTrip);
        if (restarts === 0) expectAllEnded(room);
        expect(room.held()).toEqual({ subscriptions: 2, timers: 0, requests: room.held().requests });
      });
      await fc.assert(property, runs(40));
    },
  );
});
