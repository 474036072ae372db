/** What a macro needs besides `xapi`: timers, clock and console. Tests pass their own. */
export interface Runtime {
  /** Calls a function once, after some milliseconds. Returns what `cancel` takes. */
  after(milliseconds: number, run: () => void): Timer;
  cancel(timer: Timer | undefined): void;
  /** Milliseconds since 1970, in UTC. */
  now(): number;
  /** Writes a line to the console: normal operation. */
  readonly log: (line: string) => void;
  /** Writes a line that an integrator should look at. */
  readonly warn: (line: string) => void;
  /** Writes a line about a bug. */
  readonly error: (line: string) => void;
}

export type Timer = number;

/** For failures that need no reaction. */
export function ignore(): undefined {
  return undefined;
}
