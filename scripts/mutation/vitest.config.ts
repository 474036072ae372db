import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Tests that take longest; most mutants are caught before they begin. */
const LAST = /(scenarios|console|stories|machine|resource-leaks)\.test\.ts$/;

class FastFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (LAST.test(moduleId) ? 1 : 0);
    return Promise.resolve([...files].sort((one, other) => rank(one) - rank(other)));
  }
}

/** The tests that see the sources of the macros, without the exhaustive ones, which would take hours over all mutants. */
export default defineConfig({
  test: {
    include: [
      'test/macro/**/*.test.ts',
      'test/zoom-obtp-redialer/**/*.test.ts',
      'test/presentation-screen-switcher/**/*.test.ts',
      'test/simulator/scenarios.test.ts',
      'test/*.test.ts',
    ],
    exclude: ['**/*orders*', '**/*interleavings*', '**/{fuzz,statistics}.test.ts', 'test/readme.test.ts'],
    sequence: { sequencer: FastFirst },
    // One module graph for all files; the tests share no state.
    isolate: false,
    testTimeout: 60_000,
  },
});
