import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { macroFiles } from '../make/macro-file';
import type { Played } from '../engines/inside/play-scenario';
import { playInQuickJs } from '../engines/quickjs/quickjs';
import { macroNamed } from '../project/macro-folders';
import { root } from '../project/root';

/** Plays a scenario with the module form of a macro: the built file, or a build of the current sources. */
export async function played(macro: string, scenario: string, isBuilt: boolean): Promise<Played> {
  return playInQuickJs(macro, await textOf(macro, isBuilt), scenario);
}

async function textOf(macro: string, isBuilt: boolean): Promise<string> {
  const path = `macros/${macro}/${macro}.js`;
  if (isBuilt) return readFile(join(root, path), 'utf8');
  return new Map(await macroFiles(macroNamed(macro))).get(path) ?? '';
}
