/** The work on one codec: its connection, its identity, and the completed steps. */
import { checkStopped } from './connection';
import type { Connection, Patience } from './connection';
import { explain, Interrupted } from './errors';
import { fileNamesOf } from './file-names';
import { identify } from './identity';
import type { Identity } from './identity';
import { inParallel } from '../project/pool';
import type { Progress } from './progress';
import type { Result, Row } from './rows';
import type { Target } from './target';

export interface Session {
  readonly target: Target;
  /** The label of the codec as a part of file names; no other codec of this run has it. */
  readonly fileName: string;
  readonly connection: Connection;
  readonly identity: Identity;
  readonly patience: Patience;
  /** Shows the current step. */
  readonly say: (text: string) => void;
  /** Makes a row of the result. */
  readonly row: (macro: string, result: Result, message: string) => Row;
  /** Performs a step and records it, so that the error of a later step can list what was done. */
  readonly step: <T>(done: string, work: () => Promise<T>) => Promise<T>;
  /** Performs steps that Ctrl+C must not separate: it takes effect after them. */
  readonly together: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface Work {
  /** Whether the subcommand changes codecs. */
  readonly isChanging: boolean;
  /** The macros to list in the rows of a failed codec; if empty, one row without a macro. */
  readonly macros: readonly string[];
  readonly run: (session: Session) => Promise<readonly Row[]>;
}

export interface Surroundings {
  readonly patience: Patience;
  readonly progress: Progress;
  readonly parallel: number;
}

/** Works on every codec. The failure of one codec becomes a row and does not affect the others. */
export async function onEach(
  targets: readonly Target[],
  work: Work,
  surroundings: Surroundings,
): Promise<readonly Row[]> {
  const fileNames = fileNamesOf(targets.map(({ label }) => label));
  const named = targets.map((target, index) => ({ target, fileName: fileNames[index] ?? target.label }));
  const rows = await inParallel(named, surroundings.parallel, (one) => onOne(one, work, surroundings));
  return rows.flat();
}

async function onOne(
  { target, fileName }: Pick<Session, 'target' | 'fileName'>,
  work: Work,
  surroundings: Surroundings,
): Promise<readonly Row[]> {
  const { progress } = surroundings;
  const { patience, together } = holdable(surroundings.patience);
  const done: string[] = [];
  let connection: Connection | undefined;
  let identity: Identity = target.identity ?? { product: '', firmware: '' };
  const say = (text: string): void => {
    progress.say(target.label, text);
  };
  const row = (macro: string, result: Result, message: string): Row => {
    const { product, firmware } = identity;
    return { codec: target.label, product, firmware, macro, result, message };
  };
  const step = async <T>(what: string, action: () => Promise<T>): Promise<T> => {
    const result = await action();
    done.push(what);
    return result;
  };
  try {
    checkStopped(patience);
    const refusal = target.refusal?.(work.isChanging);
    if (refusal !== undefined) throw new Error(refusal);
    say('connecting');
    connection = await target.open(patience);
    connection.lost.catch(() => undefined);
    if (!target.identity) identity = await identify(connection);
    const session = { target, fileName, connection, identity, patience, say, row, step, together };
    const rows = await work.run(session);
    say(rows.map(({ macro, result }) => (macro === '' ? result : `${macro} ${result}`)).join(', '));
    return rows;
  } catch (error) {
    const isInterrupted = error instanceof Interrupted;
    const why = [isInterrupted ? 'interrupted' : explain(error), soFar(done, isInterrupted)]
      .filter(Boolean)
      .join('; ');
    say(why);
    if (process.env['DEBUG'] === '1' && error instanceof Error) progress.print(error.stack ?? '');
    const names = work.macros.length > 0 ? work.macros : [''];
    return names.map((macro) => row(macro, isInterrupted ? 'interrupted' : 'failed', why));
  } finally {
    connection?.close();
  }
}

/** The same patience, but Ctrl+C has no effect during some work. */
function holdable(given: Patience): Pick<Session, 'patience' | 'together'> {
  const never = new AbortController().signal;
  let stop = given.stop;
  return {
    patience: {
      timeoutMs: given.timeoutMs,
      get stop() {
        return stop;
      },
    },
    together: async (work) => {
      checkStopped(given);
      stop = never;
      try {
        return await work();
      } finally {
        stop = given.stop;
      }
    },
  };
}

function soFar(done: readonly string[], isInterrupted: boolean): string {
  if (done.length > 0) return `done before: ${done.join(', ')}; not done: the rest`;
  return isInterrupted ? 'nothing was changed' : '';
}
