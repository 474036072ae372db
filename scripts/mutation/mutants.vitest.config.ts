import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification, Vite } from 'vitest/node';
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

/** The order of the tests: those first that catch many mutants in little time, those last that catch few and take long. */
const FIRST = ['settings', 'errors', 'plan', 'screens', 'partial-writes', 'calendar'];
const LAST = ['failures', 'timing', 'malformed', 'scenarios', 'console'];

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

function rankOf({ moduleId }: TestSpecification): number {
  const name = basename(moduleId, '.test.ts');
  const last = LAST.indexOf(name);
  if (last !== -1) return last + 1;
  const first = FIRST.indexOf(name);
  return first === -1 ? 0 : first - FIRST.length;
}

class FastFirst extends BaseSequencer {
  /** Without the tests of the other macros: StrykerJS runs all tests if it does not know which ones use a constant. */
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const mutated = macroOf.get(this.ctx.getProvidedContext().activeMutant ?? '');
    const others = mutated === undefined ? [] : MACROS.filter((name) => name !== mutated);
    const used = files.filter(({ moduleId }) => !others.some((name) => moduleId.includes(`/test/${name}/`)));
    return Promise.resolve(used.sort((one, other) => rankOf(one) - rankOf(other)));
  }
}

/** StrykerJS names a file once for each of its tests; vitest compares each name with all files. */
const namesFilesOnce: Vite.Plugin = {
  name: 'names-files-once',
  configureVitest({ project }) {
    const find = project.globTestFiles.bind(project);
    project.globTestFiles = (files = []) => find([...new Set(files)]);
  },
};

/** The tests that see the sources of the macros, without the random and exhaustive ones, which would take hours. */
export default defineConfig({
  plugins: [namesFilesOnce],
  test: {
    include: [
      'test/macro/**/*.test.ts',
      ...MACROS.map((name) => `test/${name}/**/*.test.ts`),
      'test/simulator/scenarios.test.ts',
      'test/*.test.ts',
    ],
    exclude: [
      '**/*orders*',
      '**/{fuzz,statistics,documents,tree}.test.ts',
      // They catch no mutant that the others miss.
      '**/{stories,resource-leaks,scenario-variants}.test.ts',
    ],
    sequence: { sequencer: FastFirst },
    // No text: it would cite the source of each failure, and StrykerJS does not show it.
    reporters: [{}],
    // One module graph for all files; the tests share no state.
    isolate: false,
    testTimeout: 60_000,
  },
});
