import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Tests that take longest come last, those first that stop soonest; most mutants are caught before they begin. */
const LAST = ['timing', 'scenarios', 'console', 'machine', 'stories', 'resource-leaks'];

class FastFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      LAST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
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
