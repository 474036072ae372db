/** The scenarios of src/simulator/scenarios, to be listed and looked up by name. */
import leven from 'leven';
import { scenarios } from '../../src/simulator/scenarios';

export interface ListedScenario {
  readonly macro: string;
  readonly name: string;
  readonly title: string;
}

export const listedScenarios: readonly ListedScenario[] = Object.entries(scenarios).flatMap(([macro, all]) =>
  all.map(({ name, title }) => ({ macro, name, title })),
);

/** The scenarios with a name, which may also be macro/name. */
export function namedScenarios(all: readonly ListedScenario[], wanted: string): readonly ListedScenario[] {
  return all.filter(({ macro, name }) => name === wanted || `${macro}/${name}` === wanted);
}

/** Similar names, the most similar first. */
export function nearNames(all: readonly ListedScenario[], wanted: string): readonly string[] {
  const name = wanted.slice(wanted.lastIndexOf('/') + 1).toLowerCase();
  if (name === '') return [];
  return [...new Set(all.map((one) => one.name))]
    .map((other) => ({ other, edits: leven(name, other) }))
    .filter(({ other, edits }) => edits <= Math.max(1, name.length / 3) || other.includes(name))
    .sort((one, other) => one.edits - other.edits)
    .slice(0, 5)
    .map(({ other }) => other);
}
