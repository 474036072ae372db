/** Builds the macros: `npm run build`. With --check nothing is written, and it fails where the committed files differ. */
import { run } from './scripts/run.mjs';

await run('build', process.argv.slice(2));
