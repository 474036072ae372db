/** The side effects of a release. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../project/command-failure';
import { root } from '../project/root';

export interface Effects {
  /** Today, as 2026-01-31. */
  readonly today: () => string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** Returns the output of a command; throws if it fails. */
  readonly ask: (command: string, args: readonly string[]) => string;
  /** Runs a command that changes something or takes long, and shows its output. Throws if it fails. */
  readonly run: (command: string, args: readonly string[]) => void;
  readonly print: (line: string) => void;
}

export const realEffects: Effects = {
  today: () => new Date().toISOString().slice(0, 10),
  read: (path) => readFileSync(join(root, path), 'utf8'),
  write: (path, text) => {
    writeFileSync(join(root, path), text);
  },
  ask: (command, args) => execFileSync(command, args, { cwd: root, encoding: 'utf8' }),
  run: (command, args) => {
    try {
      execFileSync(command, args, { cwd: root, stdio: 'inherit' });
    } catch {
      throw new Failure(`${command} ${args.join(' ')} failed; nothing after it was done`);
    }
  },
  print: (line) => {
    console.log(line);
  },
};
