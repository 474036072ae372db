/** What the command line needs of the computer. It is handed in, so that tests can run in their own process. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import confirm from '@inquirer/confirm';
import password from '@inquirer/password';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';

/** Standard output or standard error. */
export interface Stream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

export interface Clock {
  /** In milliseconds. */
  readonly now: () => number;
  /** Rejects at once if the signal comes. */
  readonly sleep: (milliseconds: number, stop: AbortSignal) => Promise<void>;
}

/** Questions on a terminal. All reject if the terminal is closed or Ctrl+C is pressed. */
export interface Prompts {
  readonly confirm: (message: string, signal: AbortSignal) => Promise<boolean>;
  /** Typed characters are not shown. */
  readonly password: (message: string, signal: AbortSignal) => Promise<string>;
}

/** They throw the errors of the file system. */
export interface Files {
  readonly read: (file: string) => Uint8Array;
  /** With `wx`, makes its folder, and fails with EEXIST if there is a file of this name. */
  readonly write: (file: string, text: string, flag: 'w' | 'a' | 'wx') => void;
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
  readonly prompts?: Prompts | undefined;
  readonly clock: Clock;
  readonly files: Files;
  readonly network: Network;
  /** Aborted by a signal, with its name as the reason. */
  readonly stop: AbortSignal;
}

// Prompts are on stderr, so that stdout contains only results.
const STREAMS = { input: process.stdin, output: process.stderr };

/** This computer. */
export const computer: Omit<Io, 'stop'> = {
  environment: process.env,
  platform: process.platform,
  stdout: process.stdout,
  stderr: process.stderr,
  prompts: process.stdin.isTTY
    ? {
        confirm: (message, signal) => confirm({ message, default: false }, { ...STREAMS, signal }),
        password: (message, signal) =>
          password(
            { message, toggleMask: false, theme: { style: { maskedText: '(not shown)' } } },
            { ...STREAMS, signal },
          ),
      }
    : undefined,
  clock: {
    now: () => Date.now(),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  },
  files: {
    read: (file) => readFileSync(file),
    write: (file, text, flag) => {
      if (flag === 'wx') mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag });
    },
  },
  network: {
    webSocket: (url, protocol, options) => new WebSocket(url, protocol, options),
    fetch: (input, init) => fetch(input, init),
  },
};
