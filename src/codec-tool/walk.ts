/** `walk`: writes the statuses and configurations of a codec to a file, and compares two such files. */
import { fieldAt } from './connection';
import { fileFault, UsageError } from './errors';
import { suffixed, writeJson } from './files';
import type { Files } from './io';
import { readIfThere } from './macro-runtime';
import { maskTree } from './mask';
import { readPaths } from './paths-in-use';
import type { Session, Work } from './run';

/** @param isAll include everything, not only what the macros use */
export function walk(file: string, isAll: boolean): Work {
  return {
    isChanging: false,
    macros: [],
    run: async (session) => {
      const { fileName, identity, io, count, row } = session;
      const tree = await treeOf(session, isAll ? ['Status', 'Configuration'] : readPaths);
      const name = count === 1 ? file : suffixed(file, fileName);
      const { product, firmware } = identity;
      const time = new Date(io.clock.now()).toISOString();
      writeJson(io.files, name, { product, firmware, time, tree });
      return [row('', 'done', `${Object.keys(tree).length} values written to ${name}`)];
    },
  };
}

/** Every value below some paths, by its path, masked. */
async function treeOf(
  { connection, say }: Session,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const values: Record<string, string> = {};
  for (const path of paths) {
    say(`reading ${path}`);
    const masked = maskTree(path, await readIfThere(connection, path));
    for (const [where, value] of leavesOf(masked, path)) values[where] = value;
  }
  return values;
}

/** Every value of a tree with its path, which contains the ids of list elements. */
export function leavesOf(tree: unknown, path: string): readonly (readonly [string, string])[] {
  if (tree === null || tree === undefined) return [];
  if (Array.isArray(tree)) {
    return tree.flatMap((element: unknown) => leavesOf(element, `${path} ${idOf(element)}`));
  }
  if (typeof tree !== 'object') return [[path, typeof tree === 'string' ? tree : JSON.stringify(tree)]];
  return Object.entries(tree).flatMap(([name, below]) =>
    name === 'id' ? [] : leavesOf(below, `${path} ${name}`),
  );
}

function idOf(element: unknown): string {
  return typeof element === 'object' && element !== null && 'id' in element ? String(element.id) : '?';
}

/** The differences between two files, one line per value. */
export function differences(files: Files, before: string, after: string): readonly string[] {
  const [old, now] = [valuesIn(files, before), valuesIn(files, after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  return paths.flatMap((path) => {
    const [one, other] = [old.get(path), now.get(path)];
    if (one === other) return [];
    return [`${path}: ${one ?? '(nothing)'} -> ${other ?? '(nothing)'}`];
  });
}

function valuesIn(files: Files, file: string): ReadonlyMap<string, string> {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(files.read(file)).toString());
  } catch (error) {
    const isJson = error instanceof SyntaxError;
    throw new UsageError(
      `${file}: ${isJson ? 'it is no file that walk has written' : `cannot be read: ${fileFault(error)}`}`,
    );
  }
  const tree = fieldAt(content, 'tree');
  const entries =
    typeof tree === 'object' && tree !== null && !Array.isArray(tree) ? Object.entries(tree) : undefined;
  if (!entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    throw new UsageError(`${file}: it is no file that walk has written`);
  return new Map(entries);
}
