/** The data of a codec: nested names, lists of elements with an id, and text at the leaves. */
export type Tree = string | Branch | readonly Tree[] | undefined;
export interface Branch {
  [name: string]: Tree;
}

/** A path as a list of names and, as numbers, list ids. */
export type Steps = readonly (string | number)[];

/** A path as jsxapi reads it: words and numbers, however separated, each word with a capital. */
export function stepsOf(path: string): Steps {
  const known = stepsOfPaths[path];
  if (known) return known;
  const steps = (path.match(/\w+/g) || []).map((word) =>
    /^\d+$/.test(word) ? Number(word) : word.charAt(0).toUpperCase() + word.slice(1),
  );
  // Only paths with one-digit ids: caching those of every call would use more and more memory.
  if (!/\d\d/.test(path)) stepsOfPaths[path] = steps;
  return steps;
}

/** A cache: parsing a path is slow in a codec's engine. */
const stepsOfPaths = Object.create(null) as Record<string, Steps>;

export function isBranch(tree: Tree): tree is Branch {
  const value: unknown = tree;
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

function elementWith(list: readonly Tree[], id: number): Tree {
  const text = String(id);
  for (let place = 0; place < list.length; place += 1) {
    const element = list[place];
    if (isBranch(element) && element['id'] === text) return element;
  }
  return undefined;
}

/** The value or branch at a path; undefined if there is none. */
export function at(tree: Tree, steps: Steps): Tree {
  let node = tree;
  for (let place = 0; place < steps.length; place += 1) {
    const step = steps[place];
    if (isList(node)) node = typeof step === 'number' ? elementWith(node, step) : undefined;
    else node = isBranch(node) ? node[String(step)] : undefined;
  }
  return node;
}

/** Sets a value at a path, creating missing branches. A number in the path is the id of a list element. */
export function put(root: Branch, steps: Steps, value: string): void {
  let node = root;
  for (let place = 0; place < steps.length; place += 1) {
    const step = steps[place];
    const next = steps[place + 1];
    if (typeof step !== 'string') continue;
    if (next === undefined) node[step] = value;
    else node = typeof next === 'number' ? elementOf(node, step, next) : branchOf(node, step);
  }
}

function branchOf(node: Branch, name: string): Branch {
  const there = node[name];
  if (isBranch(there)) return there;
  const made: Branch = {};
  node[name] = made;
  return made;
}

function elementOf(node: Branch, name: string, id: number): Branch {
  const there = node[name];
  const list: readonly Tree[] = isList(there) ? there : [];
  const found = elementWith(list, id);
  if (isBranch(found)) return found;
  const made: Branch = { id: String(id) };
  node[name] = list.concat(made).sort((one, other) => idOf(one) - idOf(other));
  return made;
}

function idOf(element: Tree): number {
  return isBranch(element) ? Number(element['id']) : 0;
}

/** Removes an element of a list. */
export function take(root: Branch, list: Steps, id: number): void {
  const parent = at(root, list.slice(0, -1));
  const name = String(list[list.length - 1]);
  const there = isBranch(parent) ? parent[name] : undefined;
  if (isBranch(parent) && isList(there)) {
    parent[name] = there.filter((element) => idOf(element) !== id);
  }
}

/** The same without the value at a path. */
export function without(branch: Branch, steps: Steps): Branch {
  const [name, id] = steps;
  const made: Branch = {};
  Object.keys(branch).forEach((key) => {
    const below = branch[key];
    if (key !== name) made[key] = below;
    else if (isBranch(below) && steps.length > 1) made[key] = without(below, steps.slice(1));
    else if (isList(below) && steps.length > 2)
      made[key] = below.map((one) =>
        isBranch(one) && idOf(one) === id ? without(one, steps.slice(2)) : one,
      );
  });
  return made;
}

/** A copy of the part of a tree at a path; undefined if there is none. Lists without an id in the path stay whole. */
export function part(tree: Tree, steps: Steps): Tree {
  if (tree === undefined) return undefined;
  const step = steps[0];
  if (step === undefined) return copy(tree);
  if (isList(tree)) {
    const rest = typeof step === 'number' ? steps.slice(1) : steps;
    const wanted = typeof step === 'number' ? [elementWith(tree, step)] : tree;
    const parts = wanted
      .map((element) => partOfElement(element, rest))
      .filter((found) => found !== undefined);
    return parts.length > 0 ? parts : undefined;
  }
  if (!isBranch(tree)) return undefined;
  const below = part(tree[String(step)], steps.slice(1));
  if (below === undefined) return undefined;
  const branch: Branch = {};
  branch[String(step)] = below;
  return branch;
}

function partOfElement(element: Tree, steps: Steps): Tree {
  const found = part(element, steps);
  if (isBranch(found) && isBranch(element)) found['id'] = element['id'];
  return found;
}

/** A deep copy. */
export function copy(tree: Tree): Tree {
  if (isList(tree)) return tree.map(copy);
  if (!isBranch(tree)) return tree;
  const made: Branch = {};
  const names = Object.keys(tree);
  for (const name of names) made[name] = copy(tree[name]);
  return made;
}

/** Any data as a tree: numbers and other values become text. */
export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(treeOf);
  if (typeof value !== 'object' || value === null) return String(value);
  const branch: Branch = {};
  const fields: Readonly<Record<string, unknown>> = { ...value };
  Object.keys(fields).forEach((name) => {
    if (fields[name] !== undefined) branch[name] = treeOf(fields[name]);
  });
  return branch;
}
