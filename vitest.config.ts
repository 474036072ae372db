import { spawnSync } from 'node:child_process';
import { defineConfig } from 'vitest/config';

/** What `npm test` leaves out, so that it takes little more than a minute. `npm run test:all` runs it, too. */
const SLOWEST = [
  'test/room-page/**',
  'test/codec-tool/**',
  'test/scripts/demo/start.test.ts',
  'test/scripts/{bench,usage,new-macro}.test.ts',
  'test/**/{fuzz,orders,statistics}.test.ts',
];

/** What `npm run test:quick` and `npm run test:watch` leave out as well. */
const SLOW = [
  'test/scripts/engines.test.ts',
  'test/scripts/make/installed-settings.test.ts',
  'test/scripts/schema/**',
  'test/simulator/conformance/**',
  'test/resource-leaks.test.ts',
];

/** They serve simulated codecs, whose certificates OpenSSL makes. */
const NEED_OPENSSL = ['test/codec-tool/**', 'test/simulator/server/codec-server.test.ts'];

/**
 * They end macros that loop, which aborts Node where other tests in the same thread follow asynchronous calls (Node's
 * `AsyncLocalStorage`): a promise job that is ended leaves the record of these calls unbalanced.
 */
const ALONE = ['test/simulator/server/{codec-server,macro-in-vm}.test.ts'];

/** The tests that this computer cannot run. In CI, all must run. */
function impossible(): string[] {
  if (process.env['CI'] !== undefined || spawnSync('openssl', ['version']).status === 0) return [];
  console.warn(
    '\n*** The codec command is NOT tested: OpenSSL is missing. Install it: apt-get install openssl ***\n',
  );
  return NEED_OPENSSL;
}

function leftOut(mode: string): string[] {
  if (mode === 'quick') return [...SLOWEST, ...SLOW];
  if (mode !== 'main') return impossible();
  console.log(
    '\nNot tested here: the room page in a browser, the commands codec, start and bench, and every order of events.\n' +
      'npm run test:all tests everything.',
  );
  return SLOWEST;
}

export default defineConfig(({ mode }) => ({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: [...leftOut(mode), ...ALONE] },
      },
      { extends: true, test: { name: 'alone', include: ALONE, exclude: leftOut(mode), isolate: true } },
    ],
    // The number of random stories.
    env: mode === 'quick' ? { STORIES: process.env['STORIES'] ?? '20' } : {},
    // Otherwise titles and failures would show long values cut.
    chaiConfig: { truncateThreshold: 0 },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%',
    // The tests share no state, so they can share modules: this halves the time of the fast ones.
    pool: 'threads',
    isolate: false,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: [
        'src/**/main.ts',
        'src/codec-tool/**',
        'src/simulator/**',
        'src/room-page/**',
        'src/macro/codec-runtime.ts',
        'src/xapi/**',
      ],
      reporter: ['text'],
      thresholds: { lines: 100, branches: 97 },
    },
  },
}));
