/**
 * The room's time against the page's. There is one timer, to the next thing that happens in the room, and none while
 * nothing is due: between two, nothing runs.
 */
interface Timed {
  /** Milliseconds until the next thing that is due; undefined where nothing is. */
  untilNext(): number | undefined;
}

/** Changes that follow each other faster than people can see are shown together. */
const MIN_TIMER_MS = 20;

export class Pace {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private speed = 0;
  private since = 0;

  constructor(
    private readonly timed: Timed,
    private readonly due: () => void,
  ) {}

  /** Milliseconds of the room's time that have passed since `run` was called. */
  elapsed(): number {
    return this.speed === 0 ? 0 : (performance.now() - this.since) * this.speed;
  }

  run(speed: number): void {
    this.stop();
    this.speed = speed;
    this.since = performance.now();
    const wait = this.timed.untilNext();
    if (wait === undefined) return;
    this.timer = setTimeout(this.due, Math.max(wait / speed, MIN_TIMER_MS));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.speed = 0;
  }
}
