/** What a macro is handed of its surroundings, so that tests can hand it others. */
export interface Runtime {
  /** Runs something once, after some milliseconds; gives what `cancel` takes. */
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

/** What is done about a failure that changes nothing. */
export function ignore(): void {
  return undefined;
}
