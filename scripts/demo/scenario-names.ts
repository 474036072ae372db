/** The scenarios of src/simulator/scenarios, to be listed and looked up by name. */
import { scenarios } from '../../src/simulator/scenarios';

export interface ListedScenario {
  readonly macro: string;
  readonly name: string;
  readonly title: string;
}

export const listedScenarios: readonly ListedScenario[] = Object.entries(scenarios).flatMap(([macro, all]) =>
  all.map(({ name, title }) => ({ macro, name, title })),
);

/** How names end that differ only in the room, and titles with them. */
const VARIANT = /-\d-screens-largest-on-\d$/;
const ROOM = / \(\d screens, the largest on output \d\)$/;

export const variants = `In these names, N is the number of screens (2 or 3), and M is the output of the largest one, as in far-end-3-screens-largest-on-2.`;

/** The scenarios, with one entry for variants in different rooms. */
export function inGroups(all: readonly ListedScenario[]): readonly ListedScenario[] {
  const groups = new Map<string, ListedScenario>();
  for (const { macro, name, title } of all) {
    const grouped = name.replace(VARIANT, '-N-screens-largest-on-M');
    groups.set(`${macro}/${grouped}`, { macro, name: grouped, title: title.replace(ROOM, '') });
  }
  return [...groups.values()];
}

/** The scenarios with a name, which may also be macro/name. */
export function namedScenarios(all: readonly ListedScenario[], wanted: string): readonly ListedScenario[] {
  return all.filter(({ macro, name }) => name === wanted || `${macro}/${name}` === wanted);
}

/** The shortest names that contain a word of a text: the least differs in them. */
export function nearNames(all: readonly ListedScenario[], wanted: string): readonly string[] {
  const words = wanted.slice(wanted.lastIndexOf('/') + 1).match(/[a-z0-9]{3,}/gi) ?? [];
  const names = [...new Set(all.map((one) => one.name))];
  const near = names.filter((name) => words.some((word) => name.includes(word.toLowerCase())));
  return near.sort((one, other) => one.length - other.length).slice(0, 5);
}
