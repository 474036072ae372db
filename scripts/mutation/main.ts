import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../project/command-failure';
import { root } from '../project/root';
import { reportOn } from './survivors';
import type { MutationReport } from './survivors';
import { excluded } from './stryker.config.mjs';

/** StrykerJS is installed on demand: as a development dependency it would make every `npm ci` seconds slower. */
const VERSION = '9.6.1';
const PACKAGES = ['@stryker-mutator/core', '@stryker-mutator/vitest-runner'];
const LEAST_SCORE = 97;

export const usage = `Usage: npm run test:mutation -- [FILE|FOLDER...] [--force]

Measures how many small changes to the macros the tests notice, and lists those
that no test noticed. Without FILE all macros are changed, which takes long.
Installs StrykerJS ${VERSION} if it is missing.

  --force  ignore the results of earlier runs`;

/**
 * Runs StrykerJS on the files or folders that are given, or on everything, and prints what survived. Options that
 * begin with - are StrykerJS's own, such as `--force`, which ignores earlier results.
 */
export function main(given: readonly string[]): void {
  const options = given.filter((one) => one.startsWith('-'));
  const paths = given.filter((one) => !one.startsWith('-')).map((path) => path.replace(/\/$/, ''));
  for (const path of paths) {
    if (!existsSync(join(root, path.replace(/:.*/, '')))) throw new Failure(`there is no file ${path}`);
  }
  if (!PACKAGES.every((name) => existsSync(join(root, 'node_modules', name)))) {
    console.log(`installing StrykerJS ${VERSION} (package.json stays as it is)`);
    run('npm', ['install', '--no-save', '--no-audit', ...PACKAGES.map((name) => `${name}@${VERSION}`)]);
  }
  const globs = paths.map((path) => (path.includes('.ts') ? path : `${path}/*.ts`));
  const mutate = paths.length === 0 ? [] : ['--mutate', [...globs, ...excluded].join()];
  const stryker = ['--no-install', 'stryker', 'run', 'scripts/mutation/stryker.config.mjs'];
  run('npx', [...stryker, ...mutate, ...options]);
  const file = join(root, 'coverage/mutation/report.json');
  if (!existsSync(file)) throw new Failure('StrykerJS wrote no report');
  const { text, score } = reportOn(JSON.parse(readFileSync(file, 'utf8')) as MutationReport, paths);
  console.log(text);
  if (score < LEAST_SCORE) throw new Failure(`the score is below ${LEAST_SCORE} %`);
}

function run(command: string, options: readonly string[]): void {
  const { status } = spawnSync(command, options, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Failure(`${command} ${options.slice(0, 2).join(' ')} failed`);
}
