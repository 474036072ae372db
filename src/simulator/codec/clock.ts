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

  constructor(
    private readonly engine: Engine,
    start: number,
  ) {
    this.time = start;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.time;
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

  private forgetGone(): void {
    this.alarms = this.alarms.slice(this.gone);
    this.gone = 0;
  }
}

function isLater(alarm: Alarm | undefined, at: number): boolean {
  return alarm !== undefined && alarm.at > at;
}
