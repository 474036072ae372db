/** `npm run codec -- COMMAND …`: installs, checks and removes the macros on real codecs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main as run } from '../src/codec-tool/main';
import type { Macro } from '../src/codec-tool/macros';
import { macros } from './project/macro-folders';
import { root } from './project/root';

/** The macros of the project with their built texts. */
export const deployable: readonly Macro[] = macros.map((macro) => ({
  ...macro,
  text: () => readFileSync(join(root, 'macros', macro.name, `${macro.name}.js`), 'utf8'),
}));

export async function main(args: readonly string[]): Promise<void> {
  await run(args, deployable);
}
