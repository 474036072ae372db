/** `npm start`: builds the macros and tells what they do in a simulated room, in the engine that codecs have. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildMacros, root } from './build.mjs';
import { playInQuickJs } from './engines/quickjs.mjs';
import { told } from './story.mjs';

await buildMacros({ check: false });
const macro = 'zoom-obtp-redialer';
const text = await readFile(join(root, 'macros', macro, `${macro}.js`), 'utf8');
const { error, journal } = await playInQuickJs(macro, text, 'join-repaired');
console.log(`\n${macro}: a Zoom join that fails, and is repaired\n`);
console.log(told(journal));
if (error !== '') {
  console.error(`\nThe story went wrong: ${error}`);
  process.exitCode = 1;
}
