import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../project/failure';
import { root } from '../project/root';

/** StrykerJS is installed on demand: as a development dependency it would make every `npm ci` seconds slower. */
const VERSION = '10.1.1';
const PACKAGES = ['@stryker-mutator/core', '@stryker-mutator/vitest-runner'];

/** Runs StrykerJS with the options of its own command line, such as `--mutate src/macro/settings.ts` or `--force`. */
export function testMutations(options: readonly string[]): void {
  if (!PACKAGES.every((name) => existsSync(join(root, 'node_modules', name)))) {
    console.log(`installing StrykerJS ${VERSION} (package.json stays as it is)`);
    run('npm', ['install', '--no-save', ...PACKAGES.map((name) => `${name}@${VERSION}`)]);
  }
  run('npx', ['--no-install', 'stryker', 'run', 'scripts/mutation/stryker.config.json', ...options]);
}

function run(command: string, options: readonly string[]): void {
  // A few random stories find what many find; every mutant gets the same ones.
  const env = { ...process.env, STORIES: process.env['STORIES'] ?? '10' };
  const { status } = spawnSync(command, options, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) throw new Failure(`${command} ${options.slice(0, 2).join(' ')} failed`);
}
