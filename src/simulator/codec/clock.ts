/** What the JavaScript engine must provide: a promise that resolves once no other promise job is pending. */
export interface Engine {
  idle(): Promise<void>;
}

interface Alarm {
  readonly id: number;
  readonly at: number;
  /** Undefined once it has fired, so that what it refers to can be collected. */
  run: (() => void) | undefined;
}

/** More than any burst of reports takes, and soon enough for a test of a macro that never stops. */
const MAX_ALARMS_AT_ONE_TIME = 20000;

/** The room's virtual time. It advances only in `run` and `step`, so nothing in the room takes real time. */
export class Clock {
  /** Sorted by due time. */
  private alarms: Alarm[] = [];
  /** How many alarms at the front have fired. They are removed in batches: removing each one is slow. */
  private gone = 0;
  private lastId = 0;
  private time: number;
  /** The wall clock minus the time that timers run on. */
  private wallClockOffset = 0;

  constructor(
    private readonly engine: Engine,
    start: number,
  ) {
    this.time = start;
  }

  /** Monotonic time in milliseconds, which timers run on. It starts as milliseconds since 1970. */
  now(): number {
    return this.time;
  }

  /** Milliseconds since 1970 on the codec's wall clock, which can be set forward or back. */
  wallTime(): number {
    return this.time + this.wallClockOffset;
  }

  /** Sets the wall clock forward, or back if the value is negative. Timers are not affected. */
  stepWallClock(milliseconds: number): void {
    this.wallClockOffset += milliseconds;
  }

  /** Makes timers fire earlier, or later if the value is negative. A timer whose time has passed fires at once. */
  bringForward(ids: readonly number[], milliseconds: number): void {
    const moved = this.alarms
      .slice(this.gone)
      .map((alarm) =>
        ids.indexOf(alarm.id) < 0 ? alarm : { ...alarm, at: Math.max(this.time, alarm.at - milliseconds) },
      );
    this.alarms = moved.sort((one, other) => one.at - other.at || one.id - other.id);
    this.gone = 0;
  }

  after(milliseconds: number, run: () => void): number {
    this.lastId += 1;
    const alarm = { id: this.lastId, at: this.time + (Math.max(0, milliseconds) || 0), run: run };
    let place = this.alarms.length;
    while (place > this.gone && isLater(this.alarms[place - 1], alarm.at)) place -= 1;
    this.alarms.splice(place, 0, alarm);
    return alarm.id;
  }

  cancel(id: number | undefined): void {
    // Most of those that are canceled are timeouts, near the end.
    let place = this.alarms.length - 1;
    while (place >= this.gone && this.alarms[place]?.id !== id) place -= 1;
    if (place >= this.gone) this.alarms.splice(place, 1);
  }

  /**
   * Advances time, firing one alarm after the other, with all promise jobs completed in between. Fails if alarms are set
   * endlessly without time passing.
   */
  async run(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    let atThisTime = 0;
    await this.engine.idle();
    for (;;) {
      const next = this.alarms[this.gone];
      if (!next || next.at > until) break;
      this.gone += 1;
      if (this.gone * 2 > this.alarms.length) this.forgetGone();
      atThisTime = next.at > this.time ? 0 : atThisTime + 1;
      if (atThisTime > MAX_ALARMS_AT_ONE_TIME) throw new Error('timers fire endlessly without time passing');
      this.time = next.at;
      const { run } = next;
      next.run = undefined;
      if (run) run();
      await this.engine.idle();
    }
    this.time = until;
  }

  /** Milliseconds until the next alarm; undefined if there is none. */
  untilNext(): number | undefined {
    const next = this.alarms[this.gone];
    return next && next.at - this.time;
  }

  private forgetGone(): void {
    this.alarms = this.alarms.slice(this.gone);
    this.gone = 0;
  }
}

function isLater(alarm: Alarm | undefined, at: number): boolean {
  return alarm !== undefined && alarm.at > at;
}
