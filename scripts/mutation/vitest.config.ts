import { defineConfig } from 'vitest/config';

/** The tests that see the sources of the macros, without the exhaustive ones, which would take hours over all mutants. */
export default defineConfig({
  test: {
    include: [
      'test/macro/**/*.test.ts',
      'test/zoom-obtp-redialer/**/*.test.ts',
      'test/presentation-screen-switcher/**/*.test.ts',
      'test/simulator/scenarios.test.ts',
      'test/broken-console.test.ts',
      'test/resource-leaks.test.ts',
    ],
    exclude: ['**/*orders*', '**/*interleavings*', '**/fuzz.test.ts'],
    testTimeout: 60_000,
  },
});
