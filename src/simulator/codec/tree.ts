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
  const steps = (path.match(/\w+/g) || []).map(stepOf);
  // Only paths with one-digit ids: caching those of every call would use more and more memory.
  if (!/\d\d/.test(path)) stepsOfPaths[path] = steps;
  return steps;
}

/** A word of a path: a number, or a name with a capital. */
export function stepOf(word: string): string | number {
  return /^\d+$/.test(word) ? Number(word) : word.charAt(0).toUpperCase() + word.slice(1);
}

/** A cache: parsing a path is slow in a codec's engine. */
const stepsOfPaths = Object.create(null) as Record<string, Steps>;

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

/** The elements at a path; none if there is no list. */
export function elementsAt(tree: Tree, steps: Steps): readonly Branch[] {
  const list = at(tree, steps);
  return isList(list) ? list.filter(isBranch) : [];
}

/** The text at a path; '' if there is none. */
export function textAt(tree: Tree, steps: Steps): string {
  const value = at(tree, steps);
  return typeof value === 'string' ? value : '';
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

/** The number in the `id` of a list's element; 0 without one. */
export function idOf(element: Tree): number {
  return isBranch(element) ? Number(element['id']) : 0;
}

/**
 * The same tree with another value at a path, or without the one there. A number in the path is the id of a list's
 * element. Trees never change: what both have in common, they share.
 */
export function withValue(tree: Branch, steps: Steps, value: Tree): Branch {
  if (value === undefined && at(tree, steps) === undefined) return tree;
  const changed = changedFrom(tree, steps, 0, value);
  return isBranch(changed) ? changed : {};
}

function changedFrom(tree: Tree, steps: Steps, place: number, value: Tree): Tree {
  const step = steps[place];
  if (step === undefined) return value;
  if (typeof step === 'number') return changedList(isList(tree) ? tree : [], steps, place, value);
  const branch: Branch = isBranch(tree) ? tree : {};
  const below = changedFrom(branch[step], steps, place + 1, value);
  if (below !== undefined) return { ...branch, [step]: below };
  const others: Branch = {};
  for (const name of Object.keys(branch)) if (name !== step) others[name] = branch[name];
  return others;
}

/** Without its last element, a list is gone. */
function changedList(list: readonly Tree[], steps: Steps, place: number, value: Tree): Tree {
  const id = Number(steps[place]);
  const before = elementWith(list, id);
  const after = changedFrom(before || { id: String(id) }, steps, place + 1, value);
  if (before && after) return list.map((element) => (element === before ? after : element));
  if (after) return list.concat(after).sort((one, other) => idOf(one) - idOf(other));
  return list.length > 1 ? list.filter((element) => element !== before) : undefined;
}

/** The part of a tree at a path; undefined if there is none. Lists without an id in the path stay whole. */
export function part(tree: Tree, steps: Steps): Tree {
  const step = steps[0];
  if (tree === undefined || step === undefined) return tree;
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
  return below === undefined ? undefined : { [String(step)]: below };
}

function partOfElement(element: Tree, steps: Steps): Tree {
  const found = part(element, steps);
  return isBranch(found) && isBranch(element) ? { ...found, id: element['id'] } : found;
}

/** A deep copy. */
export function copy(tree: Tree): Tree {
  if (isList(tree)) return tree.map(copy);
  if (!isBranch(tree)) return tree;
  const made: Branch = {};
  for (const name of Object.keys(tree)) made[name] = copy(tree[name]);
  return made;
}

/** Any data as a tree: numbers and other values become text. */
export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(treeOf);
  if (typeof value !== 'object' || value === null) return String(value);
  const branch: Branch = {};
  const fields: Readonly<Record<string, unknown>> = { ...value };
  for (const name of Object.keys(fields)) if (fields[name] !== undefined) branch[name] = treeOf(fields[name]);
  return branch;
}
