import type { Runtime } from '../../macro/runtime';
import type { XApi } from '../../xapi/xapi';

/** What a macro gets when it starts. */
export interface Process {
  readonly xapi: XApi;
  readonly runtime: Runtime;
}

/** Starts a macro with the values of its settings block. */
export type StartMacro = (process: Process, settings: Readonly<Record<string, unknown>>) => void;
