/** What the command line needs of the computer. It is handed in, so that tests can run in their own process. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import confirm from '@inquirer/confirm';
import password from '@inquirer/password';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';

export interface Stream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** They throw the errors of the file system. */
export type Flag = 'w' | 'a' | 'wx';

export interface Files {
  readonly read: (file: string) => Uint8Array;
  /** With `wx`, makes its folder, and fails with EEXIST if there is a file of this name. */
  readonly write: (file: string, text: string, flag: Flag) => void;
}

const files: Files = {
  read: (file) => readFileSync(file),
  write: (file, text, flag) => {
    if (flag === 'wx') mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag });
  },
};

const clock = {
  /** In milliseconds. */
  now: () => Date.now(),
  /** Rejects at once if the signal comes. */
  sleep: (milliseconds: number, signal: AbortSignal): Promise<void> =>
    setTimeout(milliseconds, undefined, { signal }),
};
export type Clock = typeof clock;

const network = {
  webSocket: (url: string, protocol: string, options: ClientOptions) => new WebSocket(url, protocol, options),
  fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
};

// Prompts are on stderr, so that stdout contains only results.
const STREAMS = { input: process.stdin, output: process.stderr };
const HIDDEN = { toggleMask: false, theme: { style: { maskedText: '(not shown)' } } };

/** Questions on a terminal. All reject if the terminal is closed or Ctrl+C is pressed. */
const prompts = {
  confirm: (message: string, signal: AbortSignal): Promise<boolean> =>
    confirm({ message, default: false }, { ...STREAMS, signal }),
  password: (message: string, signal: AbortSignal): Promise<string> =>
    password({ message, ...HIDDEN }, { ...STREAMS, signal }),
};
export type Prompts = typeof prompts;

export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Examples are for PowerShell on win32. */
  readonly platform: NodeJS.Platform;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Undefined if there is no terminal to ask on. */
  readonly prompts?: Prompts | undefined;
  readonly clock: Clock;
  readonly files: Files;
  readonly network: typeof network;
  /** Aborted by a signal, with its name as the reason. */
  readonly stop: AbortSignal;
}

export const computer: Omit<Io, 'stop'> = {
  environment: process.env,
  platform: process.platform,
  stdout: process.stdout,
  stderr: process.stderr,
  prompts: process.stdin.isTTY ? prompts : undefined,
  clock,
  files,
  network,
};
