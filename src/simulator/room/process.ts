import type { XApi } from '../../xapi/xapi';

/** What the codec's macro runtime gives a macro: timers, a clock and a console. */
export interface MacroRuntime {
  after(milliseconds: number, run: () => void): number;
  cancel(timer: number | undefined): void;
  now(): number;
  readonly log: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly error: (line: string) => void;
}

/** What a macro gets when it starts. */
export interface Process {
  readonly xapi: XApi;
  readonly runtime: MacroRuntime;
}

/** Starts a macro with the values of its settings block. */
export type StartMacro = (process: Process, settings: Readonly<Record<string, unknown>>) => void;
