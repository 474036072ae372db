/** `npm run build`: makes all files that come from the sources. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../project/command-failure';
import { macros } from '../project/macro-folders';
import { root } from '../project/root';
import { documents } from './documents';
import { macroFiles } from './macro-file';
import { manifestFile } from './manifest';
import { roomPage } from './room-page';
import { screensPicture } from './screens-picture';

export const usage = `Usage: npm run build -- [--check]

Builds all files that are made from the sources.

  --check  write nothing, and fail if a file is out of date`;

/** A file that the build makes: its path in the project, and its text. */
export type Artifact = readonly [path: string, text: string];

export async function main(options: readonly string[]): Promise<void> {
  const unknown = options.find((option) => option !== '--check');
  if (unknown !== undefined)
    throw new Failure(`unknown option ${unknown}: npm run build, or npm run build:check`);
  const made = await artifacts();
  const stale = await staleFiles(root, made);
  if (stale.length === 0) {
    console.log('the built files are up to date');
    return;
  }
  if (options.length > 0) throw new Failure(`out of date: ${stale.join(', ')}; run npm run build`);
  for (const path of stale) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), made.get(path) ?? '');
  }
  console.log(`built ${stale.join(', ')}`);
}

/** Every artifact, by its path. */
async function artifacts(): Promise<ReadonlyMap<string, string>> {
  const parts = await Promise.all([...macros.map(macroFiles), documents()]);
  const made = new Map([...parts.flat(), ...macros.map(manifestFile), await screensPicture()]);
  // The page holds the macros in the form that people import, and how to install them, from the documents.
  return new Map([...made, await roomPage(made)]);
}

/** The paths of the files that are missing or differ. */
async function staleFiles(directory: string, files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const [path, text] of files) {
    const there = await readFile(join(directory, path), 'utf8').catch(() => undefined);
    if (there !== text) stale.push(path);
  }
  return stale;
}
