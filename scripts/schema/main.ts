/** `npm run check:schema`: the check of files, and its report. Read-only. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../src/codec-tool/explain';
import * as products from '../../src/xapi/products';
import * as subset from '../../src/xapi/schema-subset';
import { Failure } from '../project/command-failure';
import { check } from './compare';
import type { Checked, Table } from './compare';
import { firmwareOf, readSchema } from './published';

/** The table of the sources. */
export const table: Table = {
  ...subset,
  ...products,
  status: subset.allStatus,
  configuration: subset.allConfiguration,
  commands: subset.allCommands,
  events: subset.allEvents,
};

export const usage = `Usage: npm run check:schema -- FILE|FOLDER...

Compares the part of the xAPI that the macros use with Cisco's published
schemas (.json or .json.gz), and prints what differs.`;

export async function main(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) throw new Failure('which files? npm run check:schema -- FILE|FOLDER...');
  const files = await Promise.all(paths.map(filesAt));
  const all = await checkFiles(table, files.flat());
  for (const line of linesOf(all)) console.log(line);
  if (all.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
}

/** Checks files one by one. */
export async function checkFiles(against: Table, files: readonly string[]): Promise<readonly Checked[]> {
  const all: Checked[] = [];
  for (const file of files) all.push(check(against, firmwareOf(file), await readSchema(file)));
  return all;
}

/** The schema files in a folder, or the file itself. */
async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Failure(`there is no file ${path}`);
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.json(\.gz)?$/.test(name));
  if (names.length === 0) throw new Failure(`there is no schema (.json or .json.gz) in ${path}`);
  return names.sort().map((name) => join(path, name));
}

/** The findings as lines, grouped by product, with totals at the end. */
export function linesOf(all: readonly Checked[]): readonly string[] {
  const findings = all.flatMap((checked) => checked.findings);
  const lines = new Map<string, Set<string>>();
  for (const { firmware, product, node, table, schema } of findings) {
    const line = `${firmware}, ${node}: the table says ${table}; the schema says ${schema}`;
    lines.set(line, new Set(lines.get(line)).add(product));
  }
  const products = new Set(all.flatMap((checked) => checked.products));
  const nodes = all.reduce((sum, checked) => sum + checked.nodes, 0);
  const result = lines.size === 0 ? 'no differences' : counted(lines.size, 'difference');
  return [
    ...[...lines].map(([line, on]) => `${line} (${[...on].join(', ')})`),
    `${counted(all.length, 'schema')}, ${counted(products.size, 'product')}, ${nodes} nodes checked: ${result}`,
  ];
}
