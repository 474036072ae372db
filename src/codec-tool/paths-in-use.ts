/** The paths that the macros use, from the table of the xAPI: what to read, what to subscribe to, and valid values. */
import { administrationConfiguration, administrationStatus } from '../xapi/administration';
import { configuration, events, onSomeProducts, status } from '../xapi/schema-subset';
import type { ValueSpace } from '../xapi/schema-subset';

type Node = ValueSpace | { readonly each: Node } | { readonly [name: string]: Node };

const roots: Readonly<Record<string, Node>> = {
  Status: { ...status, ...administrationStatus },
  Configuration: { ...configuration, ...administrationConfiguration },
};

/**
 * What the macros read on every product: lists and nodes with values, each read as a whole. Where settings of some
 * products are missing, nothing is wrong.
 */
export const readPaths: readonly string[] = [
  ...readBelow(status, 'Status'),
  ...readBelow(configuration, 'Configuration'),
].filter((path) => !Object.keys(onSomeProducts).some((leaf) => `Configuration ${leaf}`.startsWith(path)));

export const eventPaths: readonly string[] = Object.keys(events).map((path) => `Event ${path}`);

/** The valid values at a path, with or without list ids; undefined if the path is not in use. */
export function spaceAt(path: string): ValueSpace | undefined {
  const [root = '', ...steps] = path.split(' ');
  let node = roots[root];
  for (const step of steps) {
    if (node === undefined || isSpace(node)) return undefined;
    if (isList(node)) node = node.each;
    if (/^\d+$/.test(step)) continue;
    node = isSpace(node) || isList(node) ? undefined : node[step];
  }
  return node !== undefined && isSpace(node) ? node : undefined;
}

/** The paths of the values that an element of a list should have, below a path such as `Status Call`. */
export function leavesBelow(path: string): readonly string[] {
  const [root = '', ...steps] = path.split(' ');
  const node = steps.reduce<Node | undefined>(
    (at, step) => (at === undefined || isSpace(at) || isList(at) ? undefined : at[step]),
    roots[root],
  );
  return node === undefined ? [] : leavesOf(node);
}

/** Every word that is a valid value of a path in use. */
export const knownWords: ReadonlySet<string> = new Set(Object.values(roots).flatMap(wordsOf));

function leavesOf(node: Node): readonly string[] {
  if (isSpace(node)) return [''];
  // Nested lists are not always present.
  if (isList(node)) return leavesOf(node.each);
  return Object.entries(node).flatMap(([name, below]) =>
    isList(below) ? [] : leavesOf(below).map((leaf) => (leaf === '' ? name : `${name} ${leaf}`)),
  );
}

function readBelow(node: Node, path: string): readonly string[] {
  if (isSpace(node) || isList(node)) return [path];
  const children = Object.entries(node);
  // A node with a value of its own is read as a whole.
  if (children.some(([, child]) => isSpace(child)) && path.includes(' ')) {
    return children.length > 1 && path === 'Configuration Video' ? wholes(children, path) : [path];
  }
  return wholes(children, path);
}

function wholes(children: readonly (readonly [string, Node])[], path: string): readonly string[] {
  return children.flatMap(([name, child]) => readBelow(child, `${path} ${name}`));
}

function wordsOf(node: Node): readonly string[] {
  if (isSpace(node)) {
    return node.space === 'Literal' ? [...node.known, ...node.also.flatMap(({ values }) => values)] : [];
  }
  return isList(node) ? wordsOf(node.each) : Object.values(node).flatMap(wordsOf);
}

function isSpace(node: Node): node is ValueSpace {
  return 'space' in node;
}

function isList(node: Node): node is { readonly each: Node } {
  return 'each' in node;
}
