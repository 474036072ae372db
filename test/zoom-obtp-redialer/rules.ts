/** Invariants of redials. */
import { expect } from 'vitest';
import type { Room } from '../../src/simulator/room/room';

export const MEETING = '81234567890';
export const FULL = `${MEETING}.246813@zoomcrc.com`;

/** The largest number of redials of a meeting that does not connect. */
const MOST = 2;

/** Calls that are not redials, with the time from which the macro could know of them. */
export class OtherCalls {
  private readonly up: { id: number; since: number }[] = [];

  constructor(private readonly room: Room) {}

  begin(): void {
    if (this.up.some(({ id }) => this.room.phone.calls.live().includes(id))) return;
    this.up.push({ id: this.room.phone.up(), since: this.room.clock.now() });
  }

  end(): void {
    this.up.forEach(({ id }) => {
      this.room.phone.endCall(id, 'hung up');
    });
  }

  /** Redials that were placed although another call had been reported before. */
  disturbed(roundTrip: number): number {
    return this.room.phone.dialed.filter(({ at, into }) =>
      this.up.some(({ id, since }) => into.includes(id) && since < at - roundTrip),
    ).length;
  }
}

/** No more redials than allowed, none during another call, and no secrets anywhere. */
export function expectRules(room: Room, others: OtherCalls, connects: number, roundTrip: number): void {
  const { dialed } = room.phone;
  if (dialed.length > MOST * (1 + connects))
    expect.fail(`${dialed.length} redials, ${connects} of them connected`);
  if (others.disturbed(roundTrip) > 0) expect.fail('a redial went into a live call');
  if (dialed.some(({ number, protocol }) => number !== FULL || protocol !== 'Spark')) {
    expect.fail(`dialed ${JSON.stringify(dialed)}`);
  }
  const seen = [...room.log(), room.panel.line(), room.panel.alert()].join('\n');
  if (seen.includes('246813') || seen.includes(MEETING)) expect.fail(`a secret is to be read in ${seen}`);
}

const STARTED = /failed with an SSL error/;
const ENDED = /^Zoom[^:]*: (connected|hung up in the room|another call is active|giving up: .*)$/;

/** Every repair has ended in exactly one of the four ways, and the log says which. */
export function expectAllEnded(room: Room): void {
  const started = room.log().filter((line) => STARTED.test(line)).length;
  const ended = room.log().filter((line) => ENDED.test(line)).length;
  if (started !== ended) expect.fail(`${started} repairs, ${ended} of them ended:\n${room.log().join('\n')}`);
}
