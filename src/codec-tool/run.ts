/** One run of a subcommand: finds the codecs, asks before it changes many, works on each, and prints the results. */
import { checkStopped } from './connection';
import type { Connection, Patience } from './connection';
import { explain, Interrupted, stackOf, UsageError } from './errors';
import { identify } from './identity';
import type { Identity } from './identity';
import type { Io } from './io';
import type { Chosen } from './options';
import { asJson, asTable, fileNamesOf, isBad, suffixed, writeLines } from './output';
import type { Result, Row, Terminal } from './output';
import { select } from './selection';
import type { Target } from './selection';

/** What a subcommand does with each codec. */
export interface Verb {
  readonly run: (session: Session) => Promise<readonly Row[]>;
  /** It changes codecs, and has one row for each macro. */
  readonly isChanging?: true;
  /** It writes a file for each codec to --out. Others write the whole result to it, of which a terminal shows what fits. */
  readonly isWriting?: true;
}

/** The work on one codec: its connection, its identity, and the completed steps. */
export interface Session {
  readonly io: Io;
  readonly given: Chosen;
  readonly target: Target;
  /** The label of the codec as a part of file names; no other codec of this run has it. */
  readonly fileName: string;
  /** The file of --out, for this codec. */
  readonly out: string;
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

interface Surroundings {
  readonly io: Io;
  readonly terminal: Terminal;
  /** Aborted by a signal, or when nobody reads the results. */
  readonly stop: AbortSignal;
}

interface Run extends Surroundings, Pick<Session, 'given' | 'patience' | 'print' | 'width'> {
  readonly verb: Verb;
}

/** Returns the exit code. */
export async function run(verb: Verb, given: Chosen, surroundings: Surroundings): Promise<number> {
  const { io, terminal, stop } = surroundings;
  const patience: Patience = { timeoutMs: given.timeout * 1000, stop, clock: io.clock };
  const targets = await select(io, given, patience, terminal.warn);
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
  const isAsking = isChanging(all) && targets.length > 1 && !given.yes;
  if (isAsking && !(await isConfirmed(targets, all))) {
    terminal.warn('nothing was changed');
    return 0;
  }
  const rows = await onEach(targets, all);
  terminal.clear();
  for (const line of given.json ? asJson(rows) : asTable(rows, terminal.width)) terminal.print(line);
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
  const { out = '', parallel } = all.given;
  const count = targets.length;
  const fileNames = fileNamesOf(targets.map(({ label }) => label));
  const rows: (readonly Row[])[] = [];
  const queue = [...targets.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, target] = next;
      const fileName = fileNames[index] ?? target.label;
      const place = { target, fileName, out: count === 1 ? out : suffixed(out, fileName), count };
      rows[index] = await onOne(place, all);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, count) }, worker));
  return rows.flat();
}

type Place = Pick<Session, 'target' | 'fileName' | 'out' | 'count'>;

async function onOne(place: Place, all: Run): Promise<readonly Row[]> {
  const { io, verb, given, terminal } = all;
  const { target } = place;
  const patience = { ...all.patience };
  const done: string[] = [];
  let connection: Connection | undefined;
  let identity: Identity = target.identity ?? { product: '', firmware: '' };
  const say = (text: string): void => {
    terminal.say(target.label, text);
  };
  const row: Session['row'] = (macro, result, message, details) => {
    const { product, firmware } = identity;
    const known = { codec: target.label, product, firmware };
    return { ...known, macro, result, message, ...(details ? { details } : {}) };
  };
  const failed = (result: Result, why: string): readonly Row[] => {
    const names = verb.isChanging ? given.macros.map(({ name }) => name) : [''];
    return names.map((name) => row(name, result, why));
  };
  const step: Session['step'] = async (what, action) => {
    const result = await action();
    done.push(what);
    return result;
  };
  const together = holding(patience);
  try {
    checkStopped(patience);
    const refusal = target.refusal?.(isChanging(all));
    if (refusal !== undefined) return failed('failed', refusal);
    say('connecting');
    connection = await target.open(patience);
    if (!target.identity) identity = await identify(connection);
    const rows = await verb.run({
      ...all,
      ...place,
      patience,
      connection,
      identity,
      say,
      row,
      step,
      together,
    });
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

/** Performs steps during which a signal has no effect. */
function holding(patience: { -readonly [K in keyof Patience]: Patience[K] }): Session['together'] {
  const { stop } = patience;
  return async (work) => {
    checkStopped(patience);
    patience.stop = new AbortController().signal;
    try {
      return await work();
    } finally {
      patience.stop = stop;
    }
  };
}

function soFar(done: readonly string[], isInterrupted: boolean): string {
  if (done.length > 0) return `done before: ${done.join(', ')}; not done: the rest`;
  return isInterrupted ? 'nothing was changed' : '';
}
