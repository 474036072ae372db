/** `walk`: writes the statuses and configurations of a codec to a file, and compares two such files. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Connection } from './connection';
import { isNoMatch, UsageError } from './errors';
import { suffixed } from './file-names';
import { maskTree } from './mask';
import { readPaths } from './paths-in-use';
import type { Session, Work } from './session';

interface WalkOptions {
  readonly file: string;
  /** Whether there is only one codec. With several, each gets its own file. */
  readonly isAlone: boolean;
  /** Include everything, not only what the macros use. */
  readonly isAll: boolean;
}

export function walk(options: WalkOptions): Work {
  return {
    isChanging: false,
    macros: [],
    run: async (session) => {
      const tree = await treeOf(session, options.isAll ? ['Status', 'Configuration'] : readPaths);
      const file = options.isAlone ? options.file : suffixed(options.file, session.fileName);
      const { product, firmware } = session.identity;
      const time = new Date().toISOString();
      writeFileSync(file, `${JSON.stringify({ product, firmware, time, tree }, undefined, 2)}\n`);
      return [session.row('', 'done', `${Object.keys(tree).length} values written to ${file}`)];
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

/** The value or branch at a path; undefined if there is none. */
export async function readIfThere(connection: Connection, path: string): Promise<unknown> {
  try {
    return await connection.get(path);
  } catch (error) {
    if (isNoMatch(error)) return undefined;
    throw error;
  }
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
export function differences(before: string, after: string): readonly string[] {
  const [old, now] = [valuesIn(before), valuesIn(after)];
  const paths = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  return paths.flatMap((path) => {
    const [one, other] = [old[path], now[path]];
    if (one === other) return [];
    return [`${path}: ${one ?? '(nothing)'} -> ${other ?? '(nothing)'}`];
  });
}

function valuesIn(file: string): Readonly<Record<string, string>> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null && 'tree' in content) {
      return content.tree as Readonly<Record<string, string>>;
    }
  } catch {
    throw new UsageError(`${file}: cannot be read, or is no file that walk has written`);
  }
  throw new UsageError(`${file}: it is no file that walk has written`);
}
