/** `walk`: writes the statuses and configurations of a codec to a file, and compares two such files. */
import { asText, fieldAt, parsed, UsageError } from './explain';
import type { Files } from './io';
import { maskTree } from './mask';
import { readGiven, writeJson } from './output';
import { readEach, readPaths, valuesIn, without } from './paths-in-use';
import type { Row, Session } from './run';

export async function walk(session: Session): Promise<readonly Row[]> {
  const { given, identity, io, out, row } = session;
  const tree: Record<string, string> = {};
  const paths = given.all ? ['Status', 'Configuration'] : readPaths;
  const refused = await readEach(session, paths, (path, value) => {
    for (const [where, text] of valuesIn(maskTree(path, value), path)) tree[where] = text;
  });
  const { product, firmware } = identity;
  const time = new Date(io.clock.now()).toISOString();
  writeJson(io.files, out, { product, firmware, time, tree });
  const count = Object.keys(tree).length;
  return [row('', 'done', `${count} values written to ${out}${without(refused)}`)];
}

/** The differences between two files, one line per value. */
export function differences(files: Files, given: readonly string[]): readonly string[] {
  const [before, after] = given;
  if (before === undefined || after === undefined || given.length > 2)
    throw new UsageError('--diff takes two files');
  const [old, now] = [walkedIn(files, before), walkedIn(files, after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  const lines = paths.flatMap((path) => {
    const [one, other] = [old.get(path), now.get(path)];
    return one === other ? [] : [`${path}: ${one ?? '(nothing)'} -> ${other ?? '(nothing)'}`];
  });
  return lines.length > 0 ? lines : ['nothing differs'];
}

function walkedIn(files: Files, file: string): ReadonlyMap<string, string> {
  const content = parsed(Buffer.from(readGiven(files, file)).toString());
  const values = Object.entries(fieldAt(content, 'tree') ?? {}).map(
    ([path, value]) => [path, asText(value)] as const,
  );
  if (values.length === 0) throw new UsageError(`${file}: it is no file that walk has written`);
  return new Map(values);
}
