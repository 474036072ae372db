/** The simulated room in an engine of codecs: what runs there, and what comes of it. */
import esbuild from 'esbuild';
import { root } from '../project/root';
import { ts } from '../project/typescript';
import type * as tasks from './inside/bench';
import type { Job, Outcome } from './inside/host';
import type { Played } from './inside/play-scenario';

type Language = 'ES2020' | 'ES5';

/** An engine of codecs. */
export interface CodecEngine {
  readonly language: Language;
  /**
   * Runs a task of the room once for each detail; gives the outcomes in the same order.
   * @param room the script that leaves a global `room`
   */
  run(room: string, job: Job): Promise<readonly Outcome[]>;
}

/** Plays a scenario with the built form of a macro. */
export async function play(
  engine: CodecEngine,
  macro: string,
  text: string,
  scenario: string,
): Promise<Played> {
  const [played] = await playAll(engine, macro, text, [scenario]);
  return played ?? { error: 'the engine gave no outcome', journal: [] };
}

/** Plays several. An unhandled rejection fails one, because on a codec it stops all macros. */
export async function playAll(
  engine: CodecEngine,
  macro: string,
  text: string,
  scenarios: readonly string[],
): Promise<readonly Played[]> {
  const room = await bundle('scripts/engines/inside/play-scenario.ts', 'room', engine.language);
  const outcomes = await engine.run(room, { task: 'play', macro, text, details: scenarios });
  return outcomes.map(({ value, stuck = '', lost }) => {
    const played = value === undefined ? { error: stuck, journal: [] } : (value as Played);
    return { ...played, error: played.error || lost };
  });
}

/**
 * The result of a task of inside/bench.ts, in an engine of its own; throws if it failed.
 * @param text the file's text, or '' for the room alone
 */
export async function bench<Task extends keyof typeof tasks>(
  engine: CodecEngine,
  task: Task,
  text = '',
  detail = '',
): Promise<Awaited<ReturnType<(typeof tasks)[Task]>>> {
  const room = await bundle('scripts/engines/inside/bench.ts', 'room', engine.language);
  const [outcome] = await engine.run(room, { task, macro: '', text, details: [detail] });
  if (!outcome || outcome.stuck || outcome.lost) throw new Error(outcome?.stuck || outcome?.lost);
  return outcome.value as Awaited<ReturnType<(typeof tasks)[Task]>>;
}

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
