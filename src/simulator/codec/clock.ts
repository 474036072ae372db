/** What the engine that runs the room must do for it: say when no promise is left to be kept. */
export interface Engine {
  idle(): Promise<void>;
}

interface Alarm {
  readonly id: number;
  readonly at: number;
  readonly run: () => void;
}

/** The room's time. It stands still until a test lets it run, and nothing in the room takes real time. */
export class Clock {
  /** In the order in which they go off. */
  private alarms: Alarm[] = [];
  /** So many of them have gone off. Taking each out at once is slow where there are thousands. */
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

  /** Milliseconds since 1970, on a clock that nobody sets: the time that timers run on. */
  now(): number {
    return this.time;
  }

  /** Milliseconds since 1970 on the codec's wall clock, which may be set forward or back. */
  wallTime(): number {
    return this.time + this.wallClockOffset;
  }

  /** Sets the wall clock forward, or back where the milliseconds are negative. Timers go on as they were. */
  stepWallClock(milliseconds: number): void {
    this.wallClockOffset += milliseconds;
  }

  /** Brings timers forward by some milliseconds, or puts them off. What would lie in the past is due at once. */
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
    this.alarms = this.alarms.filter((alarm, place) => place >= this.gone && alarm.id !== id);
    this.gone = 0;
  }

  /** Lets time run, one alarm after the other; between two, every promise that can be kept is kept. */
  async run(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    await this.engine.idle();
    for (;;) {
      const next = this.alarms[this.gone];
      if (!next || next.at > until) break;
      this.gone += 1;
      if (this.gone * 2 > this.alarms.length) this.forgetGone();
      this.time = next.at;
      next.run();
      await this.engine.idle();
    }
    this.time = until;
  }

  /** Lets time run to the next alarm and carries it out, together with all that are due at the same moment. */
  async step(): Promise<void> {
    await this.engine.idle();
    const next = this.alarms[this.gone];
    if (next) await this.run(next.at - this.time);
  }

  private forgetGone(): void {
    this.alarms = this.alarms.slice(this.gone);
    this.gone = 0;
  }
}

function isLater(alarm: Alarm | undefined, at: number): boolean {
  return alarm !== undefined && alarm.at > at;
}
