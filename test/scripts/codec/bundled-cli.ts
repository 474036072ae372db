/**
 * `npm run codec` as one file of JavaScript: the tests start it more than a hundred times, and compiling it each time
 * would take most of their time.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import type { Plugin } from 'esbuild';
import { root } from '../../../scripts/project/root';

/** The entry points of the macros import what only a codec has, and nothing runs them here. */
const withoutEntryPoints: Plugin = {
  name: 'without-entry-points',
  setup: (build) => {
    build.onLoad({ filter: /\/src\/.*\/main\.tsx?$/ }, () => ({ contents: '' }));
  },
};

/** Its path. Below node_modules, where it finds the packages; each worker of the test runner has its own. */
export async function bundledCli(): Promise<string> {
  const outfile = join(
    root,
    `node_modules/.cache/codec-macros/codec-${process.env['VITEST_POOL_ID'] ?? '0'}.mjs`,
  );
  await esbuild.build({
    absWorkingDir: root,
    stdin: {
      contents: "import { main } from './scripts/codec'; await main(process.argv.slice(2));",
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    // For the modules that look for files relative to their own.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'scripts/codec/bundled.ts')).href) },
    plugins: [withoutEntryPoints],
    outfile,
    logLevel: 'error',
  });
  return outfile;
}
