/** A new macro is one folder in src: the build, the gates and the tables find it. Tried in a copy of the project. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../scripts/project/root';

const NAME = 'hello-codec';
const SOURCES: Readonly<Record<string, string>> = {
  'about.ts': `import type { About } from '../macro/macro';

export const about: About = {
  name: '${NAME}',
  title: 'Greets the console',
  summary: 'Writes a line to the console.',
  version: '0.1.0',
  maxKiB: 1,
};
`,
  'settings.ts': `export const declared = { greeting: { default: 'Hello', maxLength: 20 } } as const;
export const help = { greeting: 'The line.' };
`,
  'start.ts': `import type { Runtime } from '../macro/runtime';
import type { XApi } from '../xapi/xapi';

/** Says hello. */
export function start(_: XApi, runtime: Runtime, given: Readonly<Record<string, unknown>>): void {
  const [first = ''] = [String(given['greeting'])];
  runtime.log(\`ready: \${first}\`);
}
`,
  'main.ts': `import { given } from 'settings-block';
import xapi from 'xapi';
import { codecRuntime } from '../macro/codec-runtime';
import { start } from './start';

start(xapi, codecRuntime, given);
`,
};

let copy = '';
const folder = (): string => join(copy, 'src', NAME);

function source(file: string, text: string): void {
  writeFileSync(join(folder(), file), text);
}

/** Runs a command of the copy; gives its exit code and what it prints. */
function run(...command: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...command], { cwd: copy }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const build = (): ReturnType<typeof run> => run('esbuild.config.mjs');

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-macro-'));
  const parts = ['src', 'scripts', 'macros', 'test', 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
  const configs = [
    'package.json',
    'tsconfig.json',
    'eslint.config.mjs',
    'esbuild.config.mjs',
    '.prettierrc.json',
  ];
  for (const path of [...parts, ...configs]) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  mkdirSync(folder());
});

beforeEach(() => {
  for (const [file, text] of Object.entries(SOURCES)) source(file, text);
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

describe('a folder in src with an about.ts', () => {
  it('is built in both forms, listed in the compatibility table, and checked for being up to date', async () => {
    expect(await build()).toMatchObject({ code: 0, err: '' });
    const built = (ending: string): string => readFileSync(join(copy, 'macros', NAME, ending), 'utf8');
    expect(built(`${NAME}.js`)).toMatch(/^\/\*\n \* hello-codec 0\.1\.0\n \*\n \* Greets the console\./);
    // ES5, by the same way as the others.
    expect(built(`${NAME}.legacy.js`)).toMatch(/\nvar greeting = 'Hello';\n[^]*'ready: '/);
    expect(built(`${NAME}.legacy.js`)).not.toMatch(/`|=>|\bconst\b/);
    expect(built('manifest.json')).toContain('"macroVersion": "0.1.0"');
    expect(built('README.md')).toMatch(/^# Greets the console\n[^]*\| `greeting` /);
    expect(readFileSync(join(copy, 'README.md'), 'utf8')).toMatch(/\| hello-codec +\| CE 9\.15/);
    // The room page offers it: its title stands in the script of the page.
    expect(readFileSync(join(copy, 'macros/room.html'), 'utf8')).toMatch(/title:"Greets the console"/);

    // The next build is checked for being up to date.
    source('about.ts', (SOURCES['about.ts'] ?? '').replace('0.1.0', '0.1.1'));
    expect(await run('esbuild.config.mjs', '--check')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^out of date: macros\/hello-codec\/.*; run npm run build\n$/) as string,
    });
  });

  it('may not import other macros or the simulator', async () => {
    source('start.ts', `${SOURCES['start.ts'] ?? ''}export { Room } from '../simulator/room/room';\n`);
    const { out } = await run('node_modules/eslint/bin/eslint.js', `src/${NAME}/start.ts`);
    expect(out).toContain('import-x/no-restricted-paths');
  });
});

describe('a mistake is one line', () => {
  it.each([
    [
      'a setting without help',
      'settings.ts',
      'export const help = {};',
      'the setting greeting has no help text',
    ],
    ['a syntax error', 'start.ts', 'export function start( {', 'src/hello-codec/start.ts:1:'],
    ['a missing export', 'start.ts', 'export const begin = 1;', 'start.ts: export the function start'],
    [
      'a wrong name',
      'about.ts',
      "export const about = { name: 'x', title: '', summary: '', version: '', maxKiB: 1 };",
      'must be',
    ],
  ])('%s', async (_, file, text, message) => {
    const declared = "export const declared = { greeting: { default: 'Hello', maxLength: 20 } };\n";
    source(file, file === 'settings.ts' ? declared + text : text);
    const { code, out, err } = await build();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd()).toContain(message);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('the dependencies are not installed', async () => {
    rmSync(join(copy, 'node_modules'));
    try {
      const { code, err } = await run('scripts/run.mjs', 'demo');
      expect({ code, err }).toEqual({ code: 1, err: 'the dependencies are not installed: run npm ci\n' });
    } finally {
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    }
  });
});
