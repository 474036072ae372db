/** People find a file by its name. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, it } from 'vitest';

const files = ['src', 'scripts', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path}`)
    .filter((path) => /\.(tsx?|mjs|md)$/.test(path)),
);

/** What the folder of every macro may have, in src or in test. */
const OF_MACROS =
  /^(about|compatibility|messages|room|settings|setting-cases|start|orders|(console|orders|stories)\.test)\.ts$/;

/** Names that are still there more than once; the list only gets shorter. */
const KNOWN = ['errors.ts', 'macros.ts', 'text.ts'];

it('no two files have the same name, but for the parts of macros, main.ts and README.md', () => {
  const isOfMacro = (path: string): boolean =>
    OF_MACROS.test(basename(path)) && existsSync(`src/${basename(dirname(path))}/about.ts`);
  const names = files.filter((path) => !isOfMacro(path)).map((path) => basename(path));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  expect([...new Set(repeated)].filter((name) => !['main.ts', 'README.md', ...KNOWN].includes(name))).toEqual(
    [],
  );
});

it('no folder has a name that tools take for generated files', () => {
  expect(files.filter((path) => /\/(build|dist|out)\//.test(path))).toEqual([]);
});
