/** Runs `npm run codec` as a separate process, without npm. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { root } from '../../../scripts/project/root';
import { bundledCli } from './bundled-cli';

export const PASSWORD = 'correct horse battery';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly outcome: Promise<Outcome>;
  /** Resolves when the text was printed on stderr or stdout. */
  readonly printed: (text: string) => Promise<void>;
}

const cli = await bundledCli();

/** Starts the command line in a minimal environment plus the given variables. */
export function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], CODEC_PASSWORD: PASSWORD, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const watchers: (() => void)[] = [];
  const heard = (): void => {
    for (const watcher of watchers) watcher();
  };
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
    heard();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
    heard();
  });
  return {
    process: child,
    outcome: new Promise((resolve) => {
      child.on('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    }),
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stdout.includes(text) || stderr.includes(text)) resolve();
        };
        watchers.push(look);
        child.on('close', () => {
          reject(new Error(`"${text}" was never printed, but: ${stdout}${stderr}`));
        });
        look();
      }),
  };
}

export function runCodec(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return start(args, environment).outcome;
}
