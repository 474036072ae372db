/** Modules of the project as one script, for an engine of a codec to run beside a built macro. */
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import ts from 'typescript';

/** @typedef {'ES2020' | 'ES5'} Language */

/**
 * The simulated room: a script that leaves a global `room` with what src/simulator/in-engine.ts exports.
 * @param {Language} language
 */
export function roomBundle(language) {
  return bundle('src/simulator/in-engine.ts', 'room', language);
}

/**
 * The bench's room: the same with src/simulator/bench-in-engine.ts.
 * @param {Language} language
 */
export function benchBundle(language) {
  return bundle('src/simulator/bench-in-engine.ts', 'room', language);
}

/**
 * A script that leaves a global with what a module exports. Bundled once a process.
 * @param {string} entry its path below the project
 * @param {string} globalName
 * @param {Language} language
 */
export function bundle(entry, globalName, language) {
  const key = `${entry} ${language}`;
  const made = bundles.get(key) ?? bundled(entry, globalName, language);
  bundles.set(key, made);
  return made;
}

/** @type {Map<string, Promise<string>>} */
const bundles = new Map();

/**
 * @param {string} entry
 * @param {string} globalName
 * @param {Language} language
 */
async function bundled(entry, globalName, language) {
  const built = await esbuild.build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    globalName,
    target: 'es2020',
    // With `await` taken apart every wait is a `then`, which can be watched: see watched-promise.mjs.
    supported: language === 'ES2020' ? { 'async-await': false } : {},
    write: false,
    logLevel: 'error',
  });
  const code = built.outputFiles[0]?.text ?? '';
  if (language === 'ES2020') return code;
  return ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.None },
  }).outputText;
}
