/** The sources, for the scripts that make something of them. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What a module exports that is put together from the sources; its paths are below the project.
 * @param {string} contents
 */
export async function fromSources(contents) {
  const built = await esbuild.build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  });
  const code = encodeURIComponent(built.outputFiles[0]?.text ?? '');
  return import(`data:text/javascript,${code}`);
}
