/** One run of a subcommand: finds the codecs, asks before it changes many, works on each, and prints the results. */
import { checkStopped, identify } from './connection';
import type { Connection, Patience } from './connection';
import type { Macro } from './deployable';
import type { Chosen } from './execute';
import { explain, Interrupted, stackOf, UsageError } from './explain';
import type { Io } from './io';
import { asTable, fileNamesOf, isBad, suffixed, writeLines } from './output';
import type { Bad, Terminal } from './output';
import { select } from './selection';
import type { Target } from './selection';

export interface Row {
  readonly codec: string;
  readonly product: string;
  readonly firmware: string;
  readonly macro: string;
  readonly result: Result;
  readonly message: string;
  /** More for machines, such as the findings of `check`. */
  readonly details?: Readonly<Record<string, unknown>>;
}

type Good = 'deployed' | 'removed' | 'unchanged' | 'absent' | 'ok' | 'differs' | 'done';
export type Result = Good | 'would deploy' | 'would remove' | Bad;

interface Verb {
  readonly run: (session: Session) => Promise<readonly Row[]>;
  /** It changes codecs, and has one row for each macro. */
  readonly isChanging?: boolean;
  /** It writes a file for each codec to --out. Others write the whole result to it, of which a terminal shows what fits. */
  readonly isWriting?: boolean;
}

export interface Session extends ReturnType<typeof workOn> {
  readonly connection: Connection;
}

export interface Surroundings {
  readonly allMacros: readonly Macro[];
  readonly io: Io;
  readonly terminal: Terminal;
  /** Aborted by a signal, or when nobody reads the results any more; the reason is the name of the signal. */
  readonly stop: AbortSignal;
}

export interface Run extends Surroundings {
  readonly verb: Verb;
  readonly given: Chosen;
  readonly patience: Patience;
  /** Prints a line of the result: to the file of --out, or on stdout, or on stderr if stdout is reserved for JSON. */
  readonly print: (line: string) => void;
  /** Of a line of the result, in characters. */
  readonly width: number;
}

/** Returns the exit code. */
export async function run(verb: Verb, given: Chosen, surroundings: Surroundings): Promise<number> {
  const { io, terminal, stop } = surroundings;
  const patience: Patience = { timeoutMs: given.timeout * 1000, stop, clock: io.clock };
  const whole = verb.isWriting ? undefined : given.out;
  const lines: string[] = [];
  const onTerminal = given.json ? terminal.warn : terminal.print;
  const all = {
    ...surroundings,
    verb,
    given,
    patience,
    print: whole === undefined ? onTerminal : (line: string) => lines.push(line),
    width: whole === undefined ? terminal.width : Infinity,
  };
  const targets = await select(all);
  const isAsking = isChanging(all) && targets.length > 1 && !given.yes;
  if (isAsking && !(await isConfirmed(targets, all))) {
    terminal.warn('nothing was changed');
    return 0;
  }
  const rows = await onEach(targets, all);
  terminal.clear();
  const table = given.json ? [JSON.stringify(rows)] : asTable(rows, terminal.width);
  table.forEach(terminal.print);
  if (whole !== undefined) writeLines(io.files, whole, [...lines, ...asTable(rows, Infinity)]);
  return rows.some(isBad) ? 1 : 0;
}

function isChanging({ verb, given }: Run): boolean {
  return verb.isChanging === true && !given.dryRun;
}

/** Shows what would change, and asks. */
async function isConfirmed(targets: readonly Target[], all: Run): Promise<boolean> {
  const { io, patience, stop, terminal } = all;
  if (!io.prompts)
    throw new UsageError(
      `${targets.length} codecs would be changed, and there is no terminal to ask: add --yes`,
    );
  const rows = await onEach(targets, { ...all, given: { ...all.given, dryRun: true } });
  terminal.clear();
  asTable(rows, io.stderr.columns ?? Infinity).forEach(terminal.warn);
  checkStopped(patience);
  return io.prompts.confirm(`Change ${targets.length} codecs?`, stop);
}

/** Works on every codec, some at a time. The failure of one codec becomes a row and does not affect the others. */
async function onEach(targets: readonly Target[], all: Run): Promise<readonly Row[]> {
  const { parallel } = all.given;
  const count = targets.length;
  const fileNames = fileNamesOf(targets.map(({ label }) => label));
  const rows: (readonly Row[])[] = [];
  const queue = [...targets.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, target] = next;
      const fileName = fileNames[index] ?? target.label;
      rows[index] = await onOne(workOn(target, fileName, count, all));
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, count) }, worker));
  return rows.flat();
}

/**
 * What a subcommand needs for its work on one codec, besides the connection.
 *
 * @param fileName the label of the codec as a part of file names, which no other codec of this run has
 * @param count the number of codecs in this run
 */
function workOn(target: Target, fileName: string, count: number, all: Run) {
  const { label, identity = { product: '', firmware: '' } } = target;
  const { out = '' } = all.given;
  const patience: { -readonly [K in keyof Patience]: Patience[K] } = { ...all.patience };
  const work = {
    ...all,
    target,
    fileName,
    count,
    /** The file of --out, for this codec. */
    out: count === 1 ? out : suffixed(out, fileName),
    patience,
    identity,
    /** The completed steps, so that the error of a later one can list them. */
    done: [] as string[],
    say: (text: string): void => all.terminal.say(label, text),
    row: (macro: string, result: Result, message: string, details?: Row['details']): Row => {
      const { product, firmware } = work.identity;
      const known = { codec: label, product, firmware };
      return { ...known, macro, result, message, ...(details ? { details } : {}) };
    },
    step: async <T>(name: string, step: Promise<T>): Promise<T> => {
      work.say(name);
      const result = await step;
      work.done.push(name);
      return result;
    },
    /** Performs steps that a signal must not separate: it takes effect after them. */
    together: async <T>(steps: () => Promise<T>): Promise<T> => {
      const { stop } = patience;
      checkStopped(patience);
      patience.stop = new AbortController().signal;
      try {
        return await steps();
      } finally {
        patience.stop = stop;
      }
    },
  };
  return work;
}

async function onOne(work: ReturnType<typeof workOn>): Promise<readonly Row[]> {
  const { io, verb, given, target, terminal, patience, done, say, row } = work;
  const failed = (result: Result, why: string): readonly Row[] => {
    const names = verb.isChanging ? given.macros.map(({ name }) => name) : [''];
    return names.map((name) => row(name, result, why));
  };
  let connection: Connection | undefined;
  try {
    checkStopped(patience);
    const refusal = target.refusal?.(isChanging(work));
    if (refusal !== undefined) return failed('failed', refusal);
    say('connecting');
    connection = await target.open(patience);
    if (!target.identity) work.identity = await identify(connection);
    const rows = await verb.run({ ...work, connection });
    say(rows.map(({ macro, result }) => `${macro} ${result}`.trim()).join(', '));
    return rows;
  } catch (error) {
    const isInterrupted = error instanceof Interrupted;
    const why = [isInterrupted ? '' : explain(error), soFar(done, isInterrupted)].filter(Boolean).join('; ');
    say(why);
    if (io.environment['DEBUG'] === '1') stackOf(error).forEach(terminal.warn);
    return failed(isInterrupted ? 'interrupted' : 'failed', why);
  } finally {
    connection?.close();
  }
}

function soFar(done: readonly string[], isInterrupted: boolean): string {
  if (done.length > 0) return `done before: ${done.join(', ')}; not done: the rest`;
  return isInterrupted ? 'nothing was changed' : '';
}
