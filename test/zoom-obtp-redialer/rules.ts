/** Invariants of redials. */
import { expect } from 'vitest';
import type { Room } from '../../src/simulator/room/room';
import { ANOTHER, FULL, MEETING, PASSCODE } from '../../src/simulator/scenarios/redialer-steps';

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
    for (const { id } of this.up) this.room.phone.endCall(id, 'hung up');
  }

  /** Redials that were placed although another call had been reported before. */
  disturbed(roundTrip: number): number {
    return this.room.phone.dialed.filter(({ at, into }) =>
      this.up.some(({ id, since }) => into.includes(id) && since < at - roundTrip),
    ).length;
  }
}

/** Looks at the room ten times a second: what covers a meeting, and whether people who hung up are called again. */
export class Watch {
  private readonly upSince = new Map<number, number>();
  private readonly problems = new Set<string>();
  private hungUpAt = -Infinity;
  private joinedAt = -Infinity;
  private linesBefore = 0;

  /** `margin` is how long the macro may take to learn what happens, in milliseconds. */
  constructor(
    private readonly room: Room,
    private readonly margin: number,
  ) {}

  joined(): void {
    this.joinedAt = this.room.clock.now();
  }

  /** People hung up while the macro was busy with a call of theirs. */
  hungUp(): void {
    this.hungUpAt = this.room.clock.now();
    this.linesBefore = this.room.log().length;
  }

  /** A macro dials now. */
  dials(): void {
    const isUnwanted = this.hungUpAt > this.joinedAt && this.room.clock.now() > this.hungUpAt + this.margin;
    if (isUnwanted && !this.lookedLikeJoin()) this.problems.add('people who hung up were called again');
  }

  async run(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 100) {
      await this.room.clock.run(Math.min(100, left));
      this.look();
    }
  }

  expectNoProblems(): void {
    const problems = [...this.problems];
    if (problems.length > 0) {
      const entries = this.room.journal.map(({ at, who, text }) => `${at / 1000} s, ${who}: ${text}`);
      expect.fail([...problems, ...entries].join('\n'));
    }
  }

  /**
   * Whether a hang-up was reported, and after it a failure from before it. The same reports come if people hang up and
   * then join again in vain, so the macro cannot know whether to dial.
   */
  private lookedLikeJoin(): boolean {
    const log = this.room.log();
    const toldAt = log.findIndex(
      (line, index) =>
        index >= this.linesBefore && /hung up or canceled|LocalDisconnect|it was connected/.test(line),
    );
    const [call = ''] = /call \d+ (?=failed with)/.exec(log.slice(toldAt + 1).join('\n')) ?? [];
    return toldAt !== -1 && call !== '' && !log.slice(0, toldAt).some((line) => line.includes(call));
  }

  private look(): void {
    const { clock, panel, phone } = this.room;
    const now = clock.now();
    for (const id of phone.calls.connected()) {
      if (!this.upSince.has(id)) this.upSince.set(id, now);
      if (now - (this.upSince.get(id) ?? now) <= this.margin) continue;
      if (panel.line() !== '') this.problems.add('the message covers a call');
      if (panel.alert() !== '') this.problems.add('the alert covers a call');
    }
  }
}

/** No more redials than allowed, none during another call, and no secrets anywhere. */
export function expectRules(room: Room, others: OtherCalls, connects: number, roundTrip: number): void {
  const { dialed } = room.phone;
  for (const number of [FULL, ANOTHER]) {
    const redials = dialed.filter((call) => call.number === number).length;
    if (redials > MOST * (1 + connects)) expect.fail(`${redials} redials, ${connects} of all connected`);
  }
  if (others.disturbed(roundTrip) > 0) expect.fail('a redial went into a live call');
  const isWrong = dialed.some(
    ({ number, protocol }) => ![FULL, ANOTHER].includes(number) || protocol !== 'Spark',
  );
  if (isWrong) expect.fail(`dialed ${JSON.stringify(dialed)}`);
  const seen = [...room.log(), room.panel.line(), room.panel.alert()].join('\n');
  if (seen.includes(PASSCODE) || seen.includes(MEETING)) expect.fail(`a secret is to be read in ${seen}`);
}

/** Lines with which a repair begins and ends. */
const STARTED = /failed with an SSL error/;
const ENDED = /^Zoom[^:]*: (connected|hung up or canceled in the room|another call is active|giving up: .*)$/;

/** Every repair has ended in exactly one of the four ways, and the log says which. */
export function expectAllEnded(room: Room): void {
  const started = room.log().filter((line) => STARTED.test(line)).length;
  const ended = room.log().filter((line) => ENDED.test(line)).length;
  if (started !== ended) expect.fail(`${started} repairs, ${ended} of them ended:\n${room.log().join('\n')}`);
}
