/** `--help` of every script that is not the codec command. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/project/root';

const DOCUMENTED = [
  'start',
  'build',
  'check:schema',
  'bench',
  'simulate',
  'bench:codec',
  'screenshot',
  'test:mutation',
  'release',
];

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Runs a script as npm does, without npm. */
function run(script: string, option: string) {
  const [, ...args] = (scripts[script] ?? '').split(' ');
  return promisify(execFile)(process.execPath, [...args, option], { cwd: root });
}

describe('--help', () => {
  it.concurrent.each(DOCUMENTED)('of npm run %s prints help and does nothing else', async (script) => {
    const { stdout, stderr } = await run(script, '--help');
    expect(stdout).toMatch(new RegExp(`^Usage: npm (run )?${script}( --|\\n)`));
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    // All that it says is help.
    expect(stdout.match(/Usage/g)).toHaveLength(1);
    expect(stdout.split('\n').length).toBeLessThan(16);
    expect(stderr).toBe('');
  });

  it.concurrent.each(['bench', 'bench:codec', 'screenshot', 'build', 'start', 'simulate'])(
    'is what npm run %s shows for an option that it does not have',
    async (script) => {
      await expect(run(script, '--nonsense')).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/--nonsense|Usage: npm run simulate/) as unknown,
      });
    },
  );
});
