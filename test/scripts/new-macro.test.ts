/** A new macro is one folder in src and a line in the scenarios: everything else finds it. Tried in a copy of the project. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/project/root';

const COPIED = ['src', 'scripts', 'macros', 'test', 'README.md', 'package.json', 'tsconfig.json'];
const CONFIGURATIONS = ['esbuild.config.mjs', 'eslint.config.mjs', 'vitest.config.ts', '.prettierrc.json'];
const SCENARIOS = 'src/simulator/scenarios/index.ts';
const FILES: Readonly<Record<string, string>> = {
  'src/hello-codec/about.ts': `import type { About } from '../macro/macro';

export const about: About = {
  name: 'hello-codec',
  title: 'Greets the console',
  summary: 'Writes a line to the console.',
  version: '0.1.0',
  maxKiB: 1,
};
`,
  'src/hello-codec/settings.ts': `export const declared = { greeting: { default: 'Hello', maxLength: 20 } } as const;
export const help = { greeting: 'The line.' };
`,
  'src/hello-codec/start.ts': `import type { Runtime } from '../macro/runtime';
import type { XApi } from '../xapi/xapi';

/** Says hello. */
export function start(_: XApi, runtime: Runtime, given: Readonly<Record<string, unknown>>): void {
  runtime.log(\`ready: \${String(given['greeting'])}\`);
}
`,
  'src/hello-codec/main.ts': `import { given } from 'settings-block';
import xapi from 'xapi';
import { codecRuntime } from '../macro/codec-runtime';
import { start } from './start';

start(xapi, codecRuntime, given);
`,
  [SCENARIOS]: readFileSync(join(root, SCENARIOS), 'utf8').replace(
    /^};$/m,
    `  'hello-codec': [
    {
      name: 'hello',
      title: 'It greets',
      plan: {},
      play: async (room) => {
        room.start();
        await room.wait(1);
      },
    },
  ],
};`,
  ),
};

let copy = '';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}

function built(path: string): string {
  return readFileSync(join(copy, 'macros', path), 'utf8');
}

/** Runs a command of the copy; gives its exit code and what it prints. */
function run(...command: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...command], { cwd: copy }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'new-macro-'));
  for (const path of [...COPIED, ...CONFIGURATIONS])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  expect(await run('esbuild.config.mjs')).toMatchObject({ code: 0, err: '' });
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

describe('a new macro', () => {
  it('is built in both forms, with a manifest and a README', () => {
    expect(built('hello-codec/hello-codec.js')).toMatch(/^\/\*\n \* hello-codec 0\.1\.0\n[^]*\nimport xapi/);
    expect(built('hello-codec/hello-codec.legacy.js')).toMatch(/\nvar greeting = 'Hello';\n[^]*'ready: '/);
    expect(built('hello-codec/manifest.json')).toContain('"macroVersion": "0.1.0"');
    expect(built('hello-codec/README.md')).toMatch(/^# Greets the console\n[^]*\| `greeting` /);
  });

  it('is in the compatibility tables and on the room page', () => {
    expect(readFileSync(join(copy, 'README.md'), 'utf8')).toMatch(/\| hello-codec +\| CE 9\.15/);
    expect(built('room.html')).toMatch(/title:"Greets the console"/);
  });

  it('is offered by the codec command', async () => {
    const { out } = await run('scripts/run.mjs', 'codec', 'deploy', '--help');
    expect(out.replace(/\s+/g, ' ')).toMatch(/--macro [^-]*hello-codec/);
    expect(out).toMatch(/^ +greeting /m);
  });

  it('is played by npm start and in both engines, and its built files are checked', async () => {
    const { out } = await run('scripts/run.mjs', 'demo', '--scenario', 'hello');
    expect(out).toMatch(/ macro +ready: Hello\n/);
    const tests = ['test/scripts/engines.test.ts', 'test/scripts/make/built-files.test.ts'];
    const tested = await run(
      'node_modules/vitest/vitest.mjs',
      'run',
      ...tests,
      '-t',
      'hello-codec',
      '--reporter=verbose',
    );
    expect(tested.out).toMatch(/is ES5/);
    expect(tested.out).toMatch(/in QuickJS: 'It greets'/);
    expect(tested.code).toBe(0);
  });
});

describe('a mistake is one line', () => {
  const about = FILES['src/hello-codec/about.ts'] ?? '';

  it.each([
    [
      'settings.ts',
      "export const declared = { a: { default: '', maxLength: 9 } }, help = {};",
      'a has no help text',
    ],
    ['start.ts', 'export function start( {', 'src/hello-codec/start.ts:1:'],
    ['start.ts', 'export const begin = 1;', 'start.ts: export the function start'],
    ['about.ts', about.replace('hello-codec', 'x'), 'must be'],
  ])('in %s (%#)', async (file, text, message) => {
    write(`src/hello-codec/${file}`, text);
    const { code, out, err } = await run('esbuild.config.mjs', '--check');
    write(`src/hello-codec/${file}`, FILES[`src/hello-codec/${file}`] ?? '');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd()).toContain(message);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('if a built file is out of date', async () => {
    write('src/hello-codec/about.ts', about.replace('0.1.0', '0.1.1'));
    const { code, err } = await run('esbuild.config.mjs', '--check');
    expect(code).toBe(1);
    expect(err).toMatch(/^out of date: macros\/hello-codec\/.*; run npm run build\n$/);
  });

  it('if the dependencies are not installed', async () => {
    rmSync(join(copy, 'node_modules'));
    const { code, err } = await run('scripts/run.mjs', 'demo');
    expect({ code, err }).toEqual({ code: 1, err: 'the dependencies are not installed: run npm ci\n' });
  });
});
