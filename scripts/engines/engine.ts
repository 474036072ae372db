/** What running the simulated room in an engine of codecs needs in Node: its script, and the outcomes of its tasks. */
import esbuild from 'esbuild';
import { root } from '../project/root';
import { ts } from '../project/typescript';
import type { Outcome } from './inside/host';
import type { Played } from './inside/play-scenario';

type Language = 'ES2020' | 'ES5';

const bundles = new Map<string, Promise<string>>();

/** A script that sets a global to the exports of a module, given by its path in the project. Bundled once per process. */
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
    // Without `await`, every wait is a call of `then`, which can be observed: see quickjs/watched-promise.ts.
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

/** The outcome of a scenario. An unhandled rejection fails it, because on a codec it stops all macros. */
export function playedBy({ value, stuck = '', lost }: Outcome): Played {
  const played = value === undefined ? { error: stuck, journal: [] } : (value as Played);
  return { ...played, error: played.error || lost };
}

/** The result of a task; throws if it failed. */
export function valueOf({ value, stuck, lost }: Outcome): unknown {
  if (stuck || lost) throw new Error(stuck || lost);
  return value;
}
