/** All files that the build makes from the sources. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../project/failure';
import { macros } from '../project/macros';
import type { Macro } from '../project/macros';
import { root } from '../project/root';
import { pictures } from '../pictures/pictures';
import { documents } from './documents';
import { pretty } from './format';
import { installGuide } from './install-guide';
import { macroFiles } from './macro-file';
import { manifest } from './manifest';
import { ROOM_PAGE, roomPage } from './room-page';

/** A file that the build makes: its path in the project, and its text. */
export type Artifact = readonly [path: string, text: string];

/** Every artifact, by its path. */
export async function artifacts(): Promise<ReadonlyMap<string, string>> {
  const parts = [ofEach(macroFiles), documents(), ofEach(manifestFile), pictures()];
  const made = new Map((await Promise.all(parts)).flat());
  return new Map([...made, await pageOfTheRoom(made)]);
}

/** Writes the artifacts that are out of date. */
export async function writeArtifacts(): Promise<void> {
  const made = await artifacts();
  const stale = await staleFiles(root, made);
  for (const path of stale) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), made.get(path) ?? '');
  }
  console.log(stale.length > 0 ? `built ${stale.join(', ')}` : 'the built files are up to date');
}

/** Fails where an artifact is out of date. */
export async function checkArtifacts(): Promise<void> {
  const stale = await staleFiles(root, await artifacts());
  if (stale.length > 0) throw new Failure(`out of date: ${stale.join(', ')}; run npm run build`);
  console.log('the built files are up to date');
}

/** The paths of the files that are missing or differ. */
export async function staleFiles(
  directory: string,
  files: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const [path, text] of files) {
    const there = await readFile(join(directory, path), 'utf8').catch(() => undefined);
    if (there !== text) stale.push(path);
  }
  return stale;
}

async function ofEach(produce: (macro: Macro) => Promise<readonly Artifact[]>): Promise<readonly Artifact[]> {
  return (await Promise.all(macros.map(produce))).flat();
}

async function manifestFile(macro: Macro): Promise<readonly Artifact[]> {
  return [[`macros/${macro.name}/manifest.json`, await pretty(JSON.stringify(manifest(macro)), 'json')]];
}

/** The page holds each macro in the form that people import, and how to install it, from the documents. */
async function pageOfTheRoom(made: ReadonlyMap<string, string>): Promise<Artifact> {
  const textsOf = (pathOf: (name: string) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(macros.map(({ name }) => [name, made.get(pathOf(name)) ?? '']));
  const texts = textsOf((name) => `macros/${name}/${name}.js`);
  const readmes = textsOf((name) => `macros/${name}/README.md`);
  return [ROOM_PAGE, await roomPage(texts, installGuide(readmes))];
}
