/** Runs the command line on this computer: its terminal, clock, files and network. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import confirm from '@inquirer/confirm';
import password from '@inquirer/password';
import { WebSocket } from 'ws';
import { execute, exitCodeAfter } from './execute';
import type { Io } from './io';
import type { Macro } from './macros';

/** The ways to end a run: Ctrl+C, the end of a service, and a terminal that is gone. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export async function main(args: readonly string[], macros: readonly Macro[]): Promise<never> {
  const stop = new AbortController();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // The second one ends at once. A terminal that closes sends several.
      if (stop.signal.aborted && signal === 'SIGINT') process.exit(exitCodeAfter(signal));
      if (!stop.signal.aborted) stop.abort(signal);
    });
  }
  // Whoever runs scripts ends them with their reader. A deployment must not end between two of its steps.
  process.stdout.removeAllListeners('error');
  const code = await execute(args, ioOf(stop.signal, macros));
  // A connection that does not close keeps nobody waiting.
  process.exit(code);
}

function ioOf(stop: AbortSignal, macros: readonly Macro[]): Io {
  const { stdout, stderr, stdin } = process;
  const surroundings = { input: stdin, output: stderr };
  const prompts: Io['prompts'] = {
    confirm: (message, signal) => confirm({ message, default: false }, { ...surroundings, signal }),
    password: (message, signal) =>
      password(
        { message, toggleMask: false, theme: { style: { maskedText: '(not shown)' } } },
        { ...surroundings, signal },
      ),
  };
  return {
    environment: process.env,
    platform: process.platform,
    stdout,
    stderr,
    // Prompts are on stderr, so that stdout contains only results.
    ...(stdin.isTTY ? { prompts } : {}),
    clock: {
      now: () => Date.now(),
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return () => {
          clearTimeout(timer);
        };
      },
    },
    files,
    network: {
      webSocket: (url, protocol, options) => new WebSocket(url, protocol, options),
      fetch: (input, init) => fetch(input, init),
    },
    stop,
    macros,
  };
}

export const files: Io['files'] = {
  read: (file) => readFileSync(file),
  write: (file, text) => {
    writeFileSync(file, text);
  },
  append: (file, text) => {
    appendFileSync(file, text);
  },
  create: (file, text) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  },
};
