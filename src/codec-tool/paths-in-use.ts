/** The paths that the macros use, from the table of the xAPI: what to read, valid values, and reading it. */
import {
  administrationConfiguration,
  administrationStatus,
  configuration,
  events,
  onSomeProducts,
  status,
} from '../xapi/schema-subset';
import type { Node, ValueSpace } from '../xapi/schema-subset';
import { askEach, readIfThere } from './connection';
import { asText, textAt } from './explain';
import type { Session } from './run';

const ofMacros = [...leavesOf(status, 'Status'), ...leavesOf(configuration, 'Configuration')];
const all = [
  ...ofMacros,
  ...leavesOf(administrationStatus, 'Status'),
  ...leavesOf(administrationConfiguration, 'Configuration'),
];
const spaces = new Map(all.map(([path, space]) => [path.replaceAll('[n]', ''), space]));

/** Nodes with a value of their own, which are read as a whole. */
const parents = new Set(all.map(([path]) => path.replace(/ \S+$/, '')));
parents.delete('Configuration Video');
parents.delete('Configuration Video Output');

/**
 * What the macros read on every product: lists and nodes with values, each read as a whole. Where settings of some
 * products are missing, nothing is wrong.
 */
export const readPaths: readonly string[] = [...new Set(ofMacros.map(([path]) => wholeOf(path)))].filter(
  (path) => !Object.keys(onSomeProducts).some((leaf) => `Configuration ${leaf}`.startsWith(path)),
);

/** What they subscribe to. */
export const usedPaths: readonly string[] = [
  ...readPaths,
  ...Object.keys(events).map((path) => `Event ${path}`),
];

/** Every word that is a valid value of a path in use. */
export const knownWords: ReadonlySet<string> = new Set(all.flatMap(([, space]) => wordsOf(space)));

/** The words that are valid values, whatever the firmware is. */
function wordsOf(space: ValueSpace): readonly string[] {
  return space.space === 'Literal' ? [...space.known, ...space.also.flatMap(({ values }) => values)] : [];
}

/** The same path without the ids of list elements. */
export function withoutIds(path: string): string {
  return path.replace(/ \d+(?= |$)/g, '');
}

/** The valid values at a path, with or without list ids; undefined if the path is not in use. */
export function spaceAt(path: string): ValueSpace | undefined {
  return spaces.get(withoutIds(path));
}

/** Whether a value is valid at a path, as far as the table tells. */
export function isKnown(path: string, value: string): boolean {
  const space = spaceAt(path);
  if (!space || space.space === 'String' || value === '') return true;
  return space.space === 'Integer' ? /^-?\d+$/.test(value) : wordsOf(space).includes(value);
}

/** The paths of the values that an element of a list, or a node, should have. Nested lists are not always present. */
export function leavesBelow(path: string): readonly string[] {
  return all
    .map(([leaf]) => leaf.replace(`${path}[n]`, path))
    .filter((leaf) => `${leaf} `.startsWith(`${path} `) && !leaf.includes('[n]'));
}

function wholeOf(path: string): string {
  const [root = '', ...steps] = path.split(' ');
  const prefixes = steps.map((_, index) => [root, ...steps.slice(0, index + 1)].join(' '));
  const whole = prefixes.find((prefix) => prefix.endsWith('[n]') || parents.has(prefix)) ?? path;
  return whole.replace('[n]', '');
}

/** The values of a table, with [n] in their paths for the ids of list elements. */
export function leavesOf(node: Node, path = ''): readonly (readonly [path: string, space: ValueSpace])[] {
  if (isSpace(node)) return [[path, node]];
  return Object.entries(node).flatMap(([name, below]) =>
    leavesOf(below, name === 'each' ? `${path}[n]` : `${path} ${name}`.trim()),
  );
}

function isSpace(node: Node): node is ValueSpace {
  return 'space' in node;
}

/** Reads what a codec has at some paths. Returns what it refuses. */
export function readEach(
  { connection, say }: Session,
  paths: readonly string[],
  take: (path: string, value: unknown) => void,
) {
  return askEach(paths, async (path) => {
    say(`reading ${path}`);
    const value = await readIfThere(connection, path);
    if (value !== undefined && value !== null) take(path, value);
  });
}

/** What a message says of what the codec refused. */
export function without(refused: ReadonlyMap<string, string>): string {
  const all = [...refused].map(([path, why]) => `${path} (${why})`);
  return all.length > 0 ? `; without ${all.join(', ')}` : '';
}

/** Every value of a tree with its path, which contains the ids of list elements. */
export function valuesIn(tree: unknown, path: string): readonly (readonly [string, string])[] {
  if (tree === null || tree === undefined) return [];
  if (Array.isArray(tree))
    return tree.flatMap((element: unknown) => valuesIn(element, `${path} ${textAt(element, 'id') || '?'}`));
  if (typeof tree !== 'object') return [[path, asText(tree)]];
  return Object.entries(tree).flatMap(([name, below]) =>
    name === 'id' ? [] : valuesIn(below, `${path} ${name}`),
  );
}
