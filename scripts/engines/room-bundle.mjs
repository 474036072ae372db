/** The simulated room as one script, for an engine to run beside a built macro. */
import { join } from 'node:path';
import esbuild from 'esbuild';
import ts from 'typescript';
import { root } from '../build.mjs';

/**
 * A script that leaves a global `room` with what test/room/in-engine.ts exports.
 * @param {'ES2020' | 'ES5'} language
 */
export function roomBundle(language) {
  bundles[language] ??= bundled(language);
  return bundles[language];
}

/** @type {Partial<Record<'ES2020' | 'ES5', Promise<string>>>} */
const bundles = {};

/** @param {'ES2020' | 'ES5'} language */
async function bundled(language) {
  const built = await esbuild.build({
    entryPoints: [join(root, 'test/room/in-engine.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'room',
    target: 'es2020',
    write: false,
    logLevel: 'error',
  });
  const code = built.outputFiles[0]?.text ?? '';
  if (language === 'ES2020') return code;
  return ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.None },
  }).outputText;
}
