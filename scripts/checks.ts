/** What is checked besides the tests, side by side. Prints only the output of the checks that fail. */
import { execFile } from 'node:child_process';
import { Failure } from './project/command-failure';

/** Scripts of package.json. `npm test` leaves out lint, which takes longest. */
const CHECKS = ['lint', 'typecheck', 'format:check', 'build:check'];

/** The output of a check that fails. */
function faultsOf(name: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    execFile('npm', ['run', '--silent', name], { maxBuffer: Infinity }, (error, stdout, stderr) =>
      resolve(error ? [`npm run ${name}\n${stdout}${stderr}`] : []),
    );
  });
}

/** @param given the checks to run; all if there are none */
export async function main(given: readonly string[]): Promise<void> {
  const unknown = given.filter((name) => !CHECKS.includes(name));
  if (unknown.length > 0) throw new Failure(`unknown: ${unknown.join(', ')} (one of ${CHECKS.join(', ')})`);
  const checks = given.length === 0 ? CHECKS : given;
  const faults = (await Promise.all(checks.map(faultsOf))).flat();
  if (faults.length > 0) throw new Failure(faults.join('\n'));
  console.log(`passed: ${checks.join(', ')}`);
}
