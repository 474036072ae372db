import { existsSync, readdirSync } from 'node:fs';

const macros = readdirSync('src').filter((name) => existsSync(`src/${name}/about.ts`));

/** Files of the folders under test whose mutants say nothing about the macros' behavior. */
export const excluded = [
  // They need a codec's globals, and run in the engines only.
  '!src/*/main.ts',
  '!src/macro/codec-runtime.ts',
  // They supply the documents: names and compatibility.
  '!src/*/about.ts',
  '!src/*/compatibility.ts',
  // Besides values that are not mutated, they hold the help texts, which the build compares with the documents.
  ...macros.map((name) => `!src/${name}/settings.ts`),
];

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  // Macros are found by their folders, so vitest does not see which tests import them.
  vitest: { configFile: 'scripts/mutation/mutants.vitest.config.ts', related: false },
  mutate: [...['macro', ...macros].map((name) => `src/${name}/*.ts`), ...excluded],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Each mutant runs in a new thread for about a second: to optimize its code takes longer than it saves.
  testRunnerNodeArgs: ['--no-opt'],
  incremental: true,
  incrementalFile: 'coverage/mutation/incremental.json',
  tempDirName: 'coverage/mutation/temporary',
  // The rest of the report is made by main.ts.
  reporters: ['json', process.stdout.isTTY ? 'progress' : 'progress-append-only'],
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  allowEmpty: true,
  logLevel: 'warn',
};
