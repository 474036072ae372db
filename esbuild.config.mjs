/** Builds the macros: `npm run build`. With --check nothing is written, and it fails where the committed files differ. */
import { buildMacros } from './scripts/build.mjs';

await buildMacros({ check: process.argv.includes('--check') });
