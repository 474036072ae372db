/** The scenarios of src/simulator/scenarios, to be listed and looked up by name. */
import { fromSources } from './sources.mjs';

/** @typedef {{ readonly macro: string, readonly name: string, readonly title: string }} Listed */

/** @returns {Promise<readonly Listed[]>} */
export async function listScenarios() {
  /** @type {typeof import('../src/simulator/scenarios/index.ts')} */
  const { scenarios } = await fromSources(`export * from './src/simulator/scenarios/index.ts';`);
  return Object.entries(scenarios).flatMap(([macro, all]) =>
    all.map(({ name, title }) => ({ macro, name, title })),
  );
}

/**
 * The scenarios of a name: its own, or with the macro's before it and a slash between.
 * @template {Listed} T
 * @param {readonly T[]} all
 * @param {string} wanted
 */
export function namedScenarios(all, wanted) {
  return all.filter(({ macro, name }) => name === wanted || `${macro}/${name}` === wanted);
}

/**
 * A few names that somebody may have meant, the nearest first.
 * @param {readonly Listed[]} all
 * @param {string} wanted
 */
export function nearNames(all, wanted) {
  const name = wanted.slice(wanted.lastIndexOf('/') + 1).toLowerCase();
  if (name === '') return [];
  return [...new Set(all.map((one) => one.name))]
    .map((other) => ({ other, edits: editsBetween(name, other) }))
    .filter(({ other, edits }) => edits <= Math.max(1, name.length / 3) || other.includes(name))
    .sort((one, other) => one.edits - other.edits)
    .slice(0, 5)
    .map(({ other }) => other);
}

/**
 * How many letters are added, left out or changed from one word to the other: Levenshtein's distance.
 * @param {string} one
 * @param {string} other
 */
function editsBetween(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, sign] of [...other].entries()) {
      const [above, before, left] = [row[column + 1] ?? 0, row[column] ?? 0, next[column] ?? 0];
      next.push(Math.min(above + 1, left + 1, before + (letter === sign ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
