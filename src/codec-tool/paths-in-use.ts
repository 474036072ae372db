/** The paths that the macros use, from the table of the xAPI: what to read, what to subscribe to, and valid values. */
import {
  administrationConfiguration,
  administrationStatus,
  configuration,
  events,
  onSomeProducts,
  status,
} from '../xapi/schema-subset';
import type { List, Node, ValueSpace } from '../xapi/schema-subset';

/** A value of the table. */
interface Leaf {
  readonly path: string;
  readonly space: ValueSpace;
  /** The paths of the lists that it is in. */
  readonly lists: readonly string[];
}

const ofMacros = [...leavesOf(status, 'Status'), ...leavesOf(configuration, 'Configuration')];
const all = [
  ...ofMacros,
  ...leavesOf(administrationStatus, 'Status'),
  ...leavesOf(administrationConfiguration, 'Configuration'),
];
const spaces = new Map(all.map(({ path, space }) => [path, space]));

/** Nodes that are read as a whole: lists, and nodes with a value of their own. */
const wholes = new Set(all.flatMap(({ path, lists }) => [...lists, path.replace(/ \S+$/, '')]));
wholes.delete('Configuration Video');
wholes.delete('Configuration Video Output');

/**
 * What the macros read on every product: lists and nodes with values, each read as a whole. Where settings of some
 * products are missing, nothing is wrong.
 */
export const readPaths: readonly string[] = [...new Set(ofMacros.map(({ path }) => wholeOf(path)))].filter(
  (path) => !Object.keys(onSomeProducts).some((leaf) => `Configuration ${leaf}`.startsWith(path)),
);

/** What they subscribe to. */
export const usedPaths: readonly string[] = [
  ...readPaths,
  ...Object.keys(events).map((path) => `Event ${path}`),
];

/** Every word that is a valid value of a path in use. */
export const knownWords: ReadonlySet<string> = new Set(
  all.flatMap(({ space }) =>
    space.space === 'Literal' ? [...space.known, ...space.also.flatMap(({ values }) => values)] : [],
  ),
);

/** The same path without the ids of list elements. */
export function withoutIds(path: string): string {
  return path.replace(/ \d+(?= |$)/g, '');
}

/** The valid values at a path, with or without list ids; undefined if the path is not in use. */
export function spaceAt(path: string): ValueSpace | undefined {
  return spaces.get(withoutIds(path));
}

/** The paths of the values that an element of a list, or a node, should have. Nested lists are not always present. */
export function leavesBelow(path: string): readonly string[] {
  return all
    .filter(
      (leaf) => `${leaf.path} `.startsWith(`${path} `) && leaf.lists.every((list) => path.startsWith(list)),
    )
    .map((leaf) => leaf.path);
}

function wholeOf(path: string): string {
  const [root = '', ...steps] = path.split(' ');
  const prefixes = steps.map((_, index) => [root, ...steps.slice(0, index + 1)].join(' '));
  return prefixes.find((prefix) => wholes.has(prefix)) ?? path;
}

function leavesOf(node: Node, path: string, lists: readonly string[] = []): readonly Leaf[] {
  if (isSpace(node)) return [{ path, space: node, lists }];
  if (isList(node)) return leavesOf(node.each, path, [...lists, path]);
  return Object.entries(node).flatMap(([name, below]) => leavesOf(below, `${path} ${name}`, lists));
}

function isSpace(node: Node): node is ValueSpace {
  return 'space' in node;
}

function isList(node: Node): node is List<Node> {
  return 'each' in node;
}
