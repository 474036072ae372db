import fc from 'fast-check';
import { faultProfiles, faultsWith } from '../src/simulator/codec/faults';
import type { Random } from '../src/simulator/codec/faults';
import type { Faults } from '../src/simulator/codec/link';
import type { Room } from '../src/simulator/room/room';

/** Reproducible pseudo-random numbers from 0 to 1. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The names of all fault profiles. */
export const profileNames: readonly string[] = Object.keys(faultProfiles);

/** A connection with a fault profile, reproducible by its seed. */
export function faultsOf(profile: string, seed: number): Faults {
  return faultsWith([profile], 20, randomFrom(seed));
}

/** Three fault profiles together, chosen by the seed. */
export function severalFaults(seed: number): Faults {
  const random = randomFrom(seed);
  const names = [1, 2, 3].map(() => profileNames[Math.floor(random() * profileNames.length)] ?? 'none');
  return faultsWith(names, 20, random);
}

/**
 * Irrelevant reports during the next 20 s: statistics, HDCP and CEC, ghosts of unknown calls,
 * and steps of the wall clock by up to a day.
 */
export function disturb(room: Room, seed: number): void {
  const random = randomFrom(seed);
  room.statistics.setRate([0, 1, 10, 100][Math.floor(random() * 4)] ?? 0);
  for (let times = 0; times < 6; times += 1) {
    room.clock.after(random() * 20000, () => {
      const roll = random();
      if (roll < 0.4) room.outputs.reportLinkDetails();
      else if (roll < 0.6) room.device.reportGhost('Status Call', 90);
      else if (roll < 0.8) room.stepClock(Math.floor(random() * 49) - 24);
    });
  }
}

/** Number of stories per fault profile, and their seed. `STORIES` and `SEED` change them. */
export function runs(usually: number): fc.Parameters<unknown> {
  const { STORIES, SEED } = process.env;
  return { numRuns: Number(STORIES ?? usually), seed: Number(SEED ?? 20261122) };
}
