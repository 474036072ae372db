import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

declare module 'vitest' {
  interface ProvidedContext {
    /** StrykerJS's number of the mutant that is tested; none in its first run. */
    readonly activeMutant?: string;
  }
}

const SOURCES = join(import.meta.dirname, '../../src');

/** Each has a folder in src, and one with its tests. */
const MACROS = readdirSync(SOURCES).filter((name) => existsSync(join(SOURCES, name, 'about.ts')));

/** Tests that take longest come last, those first that stop soonest; most mutants are caught before they begin. */
const LAST = ['failures', 'timing', 'scenarios', 'malformed', 'console', 'machine'];

/** The macro of each mutant, by its number; StrykerJS writes the numbers into its copy of the sources. */
function macrosOfMutants(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const macro of MACROS) {
    for (const name of readdirSync(join(SOURCES, macro))) {
      const text = readFileSync(join(SOURCES, macro, name), 'utf8');
      for (const [, id = ''] of text.matchAll(/stryMutAct_\w+\("(\d+)"\)/g)) found.set(id, macro);
    }
  }
  return found;
}

const macroOf = macrosOfMutants();

class FastFirst extends BaseSequencer {
  /** Without the tests of the other macros: StrykerJS runs all tests if it does not know which ones use a constant. */
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const mutated = macroOf.get(this.ctx.getProvidedContext().activeMutant ?? '');
    const others = mutated === undefined ? [] : MACROS.filter((name) => name !== mutated);
    const rank = ({ moduleId }: TestSpecification) =>
      LAST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
    const used = files.filter(({ moduleId }) => !others.some((name) => moduleId.includes(`/test/${name}/`)));
    return Promise.resolve(used.sort((one, other) => rank(one) - rank(other)));
  }
}

/** The tests that see the sources of the macros, without the random and exhaustive ones, which would take hours. */
export default defineConfig({
  test: {
    include: [
      'test/macro/**/*.test.ts',
      'test/zoom-obtp-redialer/**/*.test.ts',
      'test/presentation-screen-switcher/**/*.test.ts',
      'test/simulator/scenarios.test.ts',
      'test/*.test.ts',
    ],
    exclude: [
      '**/*orders*',
      '**/*interleavings*',
      '**/{fuzz,statistics,readme}.test.ts',
      // They catch no mutant that the others miss.
      '**/{stories,resource-leaks,gaps-between-events}.test.ts',
    ],
    sequence: { sequencer: FastFirst },
    // One module graph for all files; the tests share no state.
    isolate: false,
    testTimeout: 60_000,
  },
});
