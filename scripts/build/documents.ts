/** The documents with parts that the build writes. The rest of them stays as it is. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { macros } from '../project/macros';
import type { Macro } from '../project/macros';
import { root } from '../project/root';
import type { Artifact } from './artifacts';
import { compatibility } from './compatibility';
import { defaultRoles } from './default-roles';
import { pretty } from './format';
import { emptyReadme, settingsTable, withParts, withReadyVersion } from './readme';

/** Documents about the whole project. */
const PROJECT_PAGES = ['README.md', 'CONTRIBUTING.md'];

export async function documents(): Promise<readonly Artifact[]> {
  const shared = await formatted([
    ['compatibility', compatibility(macros)],
    ['default roles', defaultRoles()],
  ]);
  return Promise.all([
    ...PROJECT_PAGES.map((path) => page(path, shared, [])),
    ...macros.map((macro) => macroReadme(macro, shared)),
  ]);
}

async function macroReadme(macro: Macro, shared: ReadonlyMap<string, string>): Promise<Artifact> {
  const own = await formatted([['settings', settingsTable(macro.settings)]]);
  const [path, text] = await page(
    `macros/${macro.name}/README.md`,
    new Map([...shared, ...own]),
    ['settings'],
    macro,
  );
  return [path, withReadyVersion(text, macro.version)];
}

/**
 * @param required parts that the page must have
 * @param macro for the page of a macro that has none yet
 */
async function page(
  path: string,
  parts: ReadonlyMap<string, string>,
  required: readonly string[],
  macro?: Macro,
): Promise<Artifact> {
  const text = await readFile(join(root, path), 'utf8').catch((error: unknown) => {
    if (!macro) throw error;
    return emptyReadme(macro);
  });
  return [path, withParts(path, text, parts, required)];
}

async function formatted(
  parts: readonly (readonly [string, string])[],
): Promise<ReadonlyMap<string, string>> {
  const all = parts.map(async ([name, text]) => [name, await pretty(text, 'markdown')] as const);
  return new Map(await Promise.all(all));
}
