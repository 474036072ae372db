/** `walk`: writes the statuses and configurations of a codec to a file, and compares two such files. */
import { askEach, readIfThere } from './connection';
import { UsageError } from './explain';
import { asText, fieldAt, parsed, textAt } from './foreign-text';
import type { Files } from './io';
import { maskTree } from './mask';
import { readGiven, writeJson } from './output';
import { readPaths } from './paths-in-use';
import type { Row, Session } from './run';

export async function walk(session: Session): Promise<readonly Row[]> {
  const { given, identity, io, out, row } = session;
  const tree: Record<string, string> = {};
  const paths = given.all ? ['Status', 'Configuration'] : readPaths;
  const refused = await readEach(session, paths, (path, value) => {
    for (const [where, text] of leavesOf(maskTree(path, value), path)) tree[where] = text;
  });
  const { product, firmware } = identity;
  const time = new Date(io.clock.now()).toISOString();
  writeJson(io.files, out, { product, firmware, time, tree });
  const count = Object.keys(tree).length;
  return [row('', 'done', `${count} values written to ${out}${without(refused)}`)];
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
export function leavesOf(tree: unknown, path: string): readonly (readonly [string, string])[] {
  if (tree === null || tree === undefined) return [];
  if (Array.isArray(tree))
    return tree.flatMap((element: unknown) => leavesOf(element, `${path} ${textAt(element, 'id') || '?'}`));
  if (typeof tree !== 'object') return [[path, asText(tree)]];
  return Object.entries(tree).flatMap(([name, below]) =>
    name === 'id' ? [] : leavesOf(below, `${path} ${name}`),
  );
}

/** The differences between two files, one line per value. */
export function differences(files: Files, given: readonly string[]): readonly string[] {
  const [before, after] = given;
  if (before === undefined || after === undefined || given.length > 2)
    throw new UsageError('--diff takes two files');
  const [old, now] = [valuesIn(files, before), valuesIn(files, after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  const lines = paths.flatMap((path) => {
    const [one, other] = [old.get(path), now.get(path)];
    return one === other ? [] : [`${path}: ${one ?? '(nothing)'} -> ${other ?? '(nothing)'}`];
  });
  return lines.length > 0 ? lines : ['nothing differs'];
}

function valuesIn(files: Files, file: string): ReadonlyMap<string, string> {
  const content = parsed(Buffer.from(readGiven(files, file)).toString());
  const entries = Object.entries(fieldAt(content, 'tree') ?? {});
  if (
    entries.length === 0 ||
    !entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
  )
    throw new UsageError(`${file}: it is no file that walk has written`);
  return new Map(entries);
}
