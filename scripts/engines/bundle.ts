/** Modules of the project as one script, for an engine of a codec to run beside a built macro. */
import esbuild from 'esbuild';
import ts from 'typescript';
import { root } from '../project/root';

export type Language = 'ES2020' | 'ES5';

const bundles = new Map<string, Promise<string>>();

/** A script that leaves a global with what a module exports; its path is below the project. Bundled once a process. */
export function bundle(entry: string, globalName: string, language: Language): Promise<string> {
  const key = `${entry} ${language}`;
  const made = bundles.get(key) ?? bundled(entry, globalName, language);
  bundles.set(key, made);
  return made;
}

async function bundled(entry: string, globalName: string, language: Language): Promise<string> {
  const built = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    globalName,
    target: 'es2020',
    // Without `await` every wait is a call of `then`, which can be watched: see quickjs/watched-promise.ts.
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
