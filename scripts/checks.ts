/** What is checked besides the tests, side by side. Prints only the output of the checks that fail. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { inParallel } from './project/pool';
import { Failure } from './project/failure';

/** Scripts of package.json; the longest ones first. `npm test` leaves out lint, which takes longest. */
const CHECKS = ['lint', 'typecheck', 'format:check', 'build:check'];

interface Checked {
  readonly name: string;
  readonly code: number | null;
  readonly output: string;
}

function check(name: string): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (data: Buffer): void => {
      output += data.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ name, code, output });
    });
  });
}

/** @param given the checks to run; all if there are none */
export async function main(given: readonly string[]): Promise<void> {
  const unknown = given.filter((name) => !CHECKS.includes(name));
  if (unknown.length > 0) throw new Failure(`unknown: ${unknown.join(', ')} (one of ${CHECKS.join(', ')})`);
  const checks = given.length === 0 ? CHECKS : given;
  const failed = (await inParallel(checks, availableParallelism(), check)).filter(({ code }) => code !== 0);
  for (const { name, output } of failed) console.error(`npm run ${name}\n${output}`);
  if (failed.length > 0) throw new Failure(`failed: ${failed.map(({ name }) => name).join(', ')}`);
  console.log(`passed: ${checks.join(', ')}`);
}
