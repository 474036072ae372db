/** One run of a subcommand: finds the codecs, asks before it changes many, works on each, and prints the results. */
import { checkStopped } from './connection';
import type { Connection, Patience } from './connection';
import { explain, Interrupted, UsageError } from './errors';
import { fileNamesOf, writeText } from './files';
import { identify } from './identity';
import type { Identity } from './identity';
import type { Io } from './io';
import type { Given } from './options';
import { asJson, asTable, isBad } from './rows';
import type { Result, Row } from './rows';
import { outside } from './secrets';
import type { Target } from './selection';
import type { Terminal } from './terminal';

/** The work on one codec: its connection, its identity, and the completed steps. */
export interface Session {
  readonly io: Io;
  readonly target: Target;
  /** The label of the codec as a part of file names; no other codec of this run has it. */
  readonly fileName: string;
  /** The number of codecs in this run. */
  readonly count: number;
  /** Of a line of the result, in characters. */
  readonly width: number;
  readonly connection: Connection;
  readonly identity: Identity;
  readonly patience: Patience;
  /** Prints a line of the result: to the file of --out, or on stdout, or on stderr if stdout is reserved for JSON. */
  readonly print: (line: string) => void;
  /** Shows the current step. */
  readonly say: (text: string) => void;
  /** Makes a row of the result. */
  readonly row: (macro: string, result: Result, message: string, details?: Row['details']) => Row;
  /** Performs a step and records it, so that the error of a later step can list what was done. */
  readonly step: <T>(done: string, work: () => Promise<T>) => Promise<T>;
  /** Performs steps that a signal must not separate: it takes effect after them. */
  readonly together: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface Work {
  /** Whether the subcommand changes codecs. */
  readonly isChanging: boolean;
  /** The macros to list in the rows of a failed codec; if empty, one row without a macro. */
  readonly macros: readonly string[];
  readonly run: (session: Session) => Promise<readonly Row[]>;
  /** The same without a change, to show before the question. */
  readonly preview?: Work;
}

export interface RunOptions {
  readonly io: Io;
  readonly terminal: Terminal;
  readonly find: (patience: Patience, terminal: Terminal) => Promise<readonly Target[]>;
  /** Aborted by a signal, or when nobody reads the results. */
  readonly stop: AbortSignal;
  readonly given: Given;
  /** A file for the whole result, of which the terminal shows only what fits. */
  readonly out?: string;
}

/** Returns the exit code. */
export async function run(options: RunOptions, work: Work): Promise<number> {
  const { given, io, terminal, stop } = options;
  const patience: Patience = { timeoutMs: given.timeout * 1000, stop, clock: io.clock };
  const targets = await options.find(patience, terminal);
  const isAsking = work.isChanging && targets.length > 1 && !given.yes;
  if (isAsking && !(await isConfirmed(targets, work, options, patience))) {
    terminal.warn('nothing was changed');
    return 0;
  }
  const lines: string[] = [];
  const print = printerFor(options, lines);
  const rows = await onEach(targets, work, { ...options, print }, patience);
  terminal.clear();
  for (const line of given.json ? asJson(rows) : asTable(rows, terminal.width)) terminal.print(line);
  if (options.out !== undefined) writeText(io.files, options.out, [...lines, ...asTable(rows, Infinity)]);
  return rows.some(isBad) ? 1 : 0;
}

/** Where lines of the result go. */
function printerFor({ given, out, terminal }: RunOptions, lines: string[]): Session['print'] {
  if (out !== undefined) return (line) => lines.push(line);
  return given.json ? terminal.warn : terminal.print;
}

/** Shows what would change, and asks. */
async function isConfirmed(
  targets: readonly Target[],
  work: Work,
  options: RunOptions,
  patience: Patience,
): Promise<boolean> {
  const { io, terminal } = options;
  if (!io.prompts) {
    throw new UsageError(
      `${targets.length} codecs would be changed, and there is no terminal to ask: add --yes`,
    );
  }
  const rows = work.preview
    ? await onEach(targets, work.preview, { ...options, print: terminal.warn }, patience)
    : [];
  terminal.clear();
  const width = io.stderr.columns ?? Infinity;
  for (const line of asTable(rows, width)) terminal.warn(line);
  checkStopped(patience);
  return io.prompts.confirm(`Change ${targets.length} codecs?`, options.stop);
}

type Printing = RunOptions & Pick<Session, 'print'>;

/** Works on every codec, some at a time. The failure of one codec becomes a row and does not affect the others. */
async function onEach(
  targets: readonly Target[],
  work: Work,
  options: Printing,
  patience: Patience,
): Promise<readonly Row[]> {
  const fileNames = fileNamesOf(targets.map(({ label }) => label));
  const rows: (readonly Row[])[] = [];
  const queue = [...targets.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, target] = next;
      const place = { target, fileName: fileNames[index] ?? target.label, count: targets.length };
      rows[index] = await onOne(place, work, options, patience);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.given.parallel, targets.length) }, worker));
  return rows.flat();
}

async function onOne(
  place: Pick<Session, 'target' | 'fileName' | 'count'>,
  work: Work,
  { io, out, print, terminal }: Printing,
  given: Patience,
): Promise<readonly Row[]> {
  const { target } = place;
  const { patience, together } = holdable(given);
  const done: string[] = [];
  let connection: Connection | undefined;
  let identity: Identity = target.identity ?? { product: '', firmware: '' };
  const say = (text: string): void => {
    terminal.say(target.label, text);
  };
  const row: Session['row'] = (macro, result, message, details) => {
    const { product, firmware } = identity;
    return {
      codec: target.label,
      product,
      firmware,
      macro,
      result,
      message,
      ...(details ? { details } : {}),
    };
  };
  const step: Session['step'] = async (what, action) => {
    const result = await action();
    done.push(what);
    return result;
  };
  try {
    checkStopped(patience);
    const refusal = target.refusal?.(work.isChanging);
    if (refusal !== undefined) return failed(work, (macro) => row(macro, 'failed', refusal));
    say('connecting');
    connection = await target.open(patience);
    connection.lost.catch(() => undefined);
    if (!target.identity) identity = await identify(connection);
    const width = out === undefined ? terminal.width : Infinity;
    const session = { io, ...place, width, connection, identity, patience, print, say, row, step, together };
    const rows = await work.run(session);
    say(rows.map(({ macro, result }) => (macro === '' ? result : `${macro} ${result}`)).join(', '));
    return rows;
  } catch (error) {
    const isInterrupted = error instanceof Interrupted;
    const why = [explain(error), soFar(done, isInterrupted)].filter(Boolean).join('; ');
    say(why);
    if (io.environment['DEBUG'] === '1' && error instanceof Error)
      for (const line of (error.stack ?? '').split('\n')) terminal.warn(outside(line));
    return failed(work, (macro) => row(macro, isInterrupted ? 'interrupted' : 'failed', why));
  } finally {
    connection?.close();
  }
}

function failed({ macros }: Work, row: (macro: string) => Row): readonly Row[] {
  return (macros.length > 0 ? macros : ['']).map(row);
}

/** The same patience, but a signal has no effect during some work. */
function holdable(given: Patience): Pick<Session, 'patience' | 'together'> {
  const never = new AbortController().signal;
  let { stop } = given;
  return {
    patience: {
      ...given,
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
