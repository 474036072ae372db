/** What the command line needs of the computer. It is handed in, so that tests can run in their own process. */
import type { ClientOptions, WebSocket } from 'ws';
import type { Macro } from './macros';

/** Standard output or standard error. */
export interface Stream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

export interface Clock {
  /** In milliseconds. */
  readonly now: () => number;
  /** Returns a function that cancels the timer. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** Questions on a terminal. All reject if the terminal is closed or Ctrl+C is pressed. */
export interface Prompts {
  readonly confirm: (message: string, stop: AbortSignal) => Promise<boolean>;
  /** Typed characters are not shown. */
  readonly password: (message: string, stop: AbortSignal) => Promise<string>;
}

/** They throw the errors of the file system. */
export interface Files {
  readonly read: (file: string) => Uint8Array;
  readonly write: (file: string, text: string) => void;
  readonly append: (file: string, text: string) => void;
  /** Fails with EEXIST if there is a file of this name. Makes the folder if there is none. */
  readonly create: (file: string, text: string) => void;
}

export interface Network {
  readonly webSocket: (url: string, protocol: string, options: ClientOptions) => WebSocket;
  readonly fetch: typeof fetch;
}

export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Examples are for PowerShell on win32. */
  readonly platform: NodeJS.Platform;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Undefined if there is no terminal to ask on. */
  readonly prompts?: Prompts;
  readonly clock: Clock;
  readonly files: Files;
  readonly network: Network;
  /** Aborted by a signal, with its name as the reason. */
  readonly stop: AbortSignal;
  /** The macros that can be deployed. */
  readonly macros: readonly Macro[];
}
