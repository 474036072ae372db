import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const macros = readdirSync('src').filter((name) => existsSync(`src/${name}/about.ts`));

/** What each folder may import besides itself; see the layout in CONTRIBUTING.md. */
const importDirections = [
  { target: './src', from: ['./scripts', './test'] },
  { target: './scripts', from: './test' },
  { target: './src/xapi', from: './src', except: ['./xapi'] },
  { target: './src/macro', from: './src', except: ['./macro', './xapi'] },
  // The simulator gives macros their runtime.
  { target: './src/simulator', from: './src', except: ['./simulator', './xapi', './macro/runtime.ts'] },
  // The server needs Node, and the rest of the simulator runs everywhere.
  { target: './src/simulator/!(server)/**', from: './src/simulator/server' },
  { target: './src/room-page', from: './src/codec-tool' },
  { target: './src/codec-tool', from: './src/room-page' },
  ...macros.map((name) => ({
    target: `./src/${name}`,
    from: './src',
    except: [`./${name}`, './macro', './xapi'],
  })),
];

/** The parts of a macro, which have the same names in the folder of each, in src or in test. */
const PARTS =
  /^(main|about|compatibility|messages|room|settings|setting-cases|start|orders|(console|orders|stories)\.test)\.ts$/;
/** What other files may be called that have the same name in several folders. */
const RUN_BY_NAME = ['main.ts', 'main.tsx'];
/** Tools take folders of these names for generated files. */
const GENERATED = ['build', 'dist', 'out'];

const files = ['src', 'scripts', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (path) => `${folder}/${path.replaceAll(sep, '/')}`,
  ),
);

/**
 * Whether a name belongs to one file only, so that people find the file by it.
 * @param {string} path
 */
function isOwnName(path) {
  const name = basename(path);
  if (RUN_BY_NAME.includes(name)) return true;
  const isPart = (/** @type {string} */ one) => PARTS.test(name) && macros.includes(basename(dirname(one)));
  return isPart(path) || files.filter((one) => basename(one) === name && !isPart(one)).length < 2;
}

const ONE_RUNTIME = {
  selector: ':matches(TSInterfaceDeclaration, TSTypeAliasDeclaration, ClassDeclaration)[id.name="Runtime"]',
  message: 'There is one Runtime: import it from src/macro/runtime.ts.',
};

const NO_ENTRY_FILE = {
  selector: 'Program > ExpressionStatement',
  message: 'Export main(args) instead: scripts/run.mjs calls it.',
};

/**
 * People find a file by its name.
 * @type {import('eslint').Rule.RuleModule}
 */
const fileName = {
  create: (context) => ({
    Program(node) {
      const path = relative(import.meta.dirname, context.filename).replaceAll(sep, '/');
      if (!isOwnName(path)) context.report({ node, message: 'Another file has the same name.' });
      const folders = dirname(path).split('/');
      if (folders.some((folder) => GENERATED.includes(folder)))
        context.report({ node, message: 'Tools take a folder of this name for generated files.' });
    },
  }),
};

export default defineConfig(
  { ignores: ['macros/', 'coverage/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // ES5 has no template literals worth shipping: messages are put together with +.
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return end();` is how a function that gives nothing returns early.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      eqeqeq: 'error',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.mjs'],
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.mjs'] })],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: importDirections }],
    },
  },
  {
    plugins: { project: { rules: { 'file-name': fileName } } },
    rules: {
      'project/file-name': 'error',
      'no-restricted-syntax': ['error', ONE_RUNTIME],
    },
  },
  { files: ['src/macro/runtime.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // scripts/run.mjs starts every script, and no script starts when it is imported.
  {
    files: ['scripts/*.ts', 'scripts/*/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ONE_RUNTIME, NO_ENTRY_FILE] },
  },
  // Few files with one idea each beat many that import each other.
  {
    files: ['src/macro/**', ...macros.map((name) => `src/${name}/**`)],
    rules: { 'import-x/max-dependencies': ['error', { max: 14 }] },
  },
  // Tests are about what the project does, not about the tools that check it.
  {
    files: ['test/**'],
    rules: { 'no-restricted-imports': ['error', 'eslint', 'typescript', 'prettier'] },
  },
  // A group of tests is a function, but not a thing that does something.
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
  // Tables and scenarios are read one entry at a time.
  {
    files: [
      'src/xapi/schema-subset.ts',
      'src/xapi/products.ts',
      'src/simulator/scenarios/**',
      'test/scripts/schema/changes.ts',
    ],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  // Plain JavaScript is type-checked by tsc alone.
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked], rules: { 'no-undef': 'off' } },
);
