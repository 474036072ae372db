/** `npm run check:schema`: the check of files, and its report. Read-only. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { allCommands, allConfiguration, allEvents, allStatus } from '../../src/xapi/all-nodes';
import * as products from '../../src/xapi/products';
import * as subset from '../../src/xapi/schema-subset';
import { Failure } from '../project/command-failure';
import { check } from './compare';
import type { Table } from './compare';
import { firmwareOf, readSchema } from './published';
import { linesOf } from './differences';
import type { Checked } from './differences';

/** The table of the sources. */
export const table: Table = {
  ...subset,
  ...products,
  status: allStatus,
  configuration: allConfiguration,
  commands: allCommands,
  events: allEvents,
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
