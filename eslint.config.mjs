import { existsSync, readdirSync } from 'node:fs';
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
