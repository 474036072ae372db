/** `record`: writes what a codec answers, reports and logs, with times, to a file that the simulated codec can replay. */
import { appendFileSync, writeFileSync } from 'node:fs';
import type { TraceEntry, TraceHeader } from '../../src/simulator/trace';
import type { Tree } from '../../src/simulator/codec/tree';
import { pause } from './connection';
import { CodecError, explain, Interrupted } from './errors';
import { suffixed } from './file-names';
import { fieldAt, textAt } from './installed';
import { writerOf } from './macro-log';
import { macroNames } from './macros';
import { maskText, maskTree } from './mask';
import { eventPaths, readPaths } from './paths-in-use';
import type { Session, Work } from './session';
import { readIfThere } from './walk';

interface RecordOptions {
  readonly file: string;
  readonly isAlone: boolean;
  /** Undefined: until Ctrl+C. */
  readonly seconds?: number;
}

export function record(options: RecordOptions): Work {
  return { isChanging: false, macros: [], run: (session) => recordOn(session, options) };
}

async function recordOn(session: Session, options: RecordOptions): ReturnType<Work['run']> {
  const { connection, fileName, identity, patience, row, say } = session;
  const file = options.isAlone ? options.file : suffixed(options.file, fileName);
  const { onFrame, subscribe } = connection;
  if (!onFrame || !subscribe)
    throw new CodecError('Webex does not report changes: record needs --host or --rooms');
  writeFileSync(file, `${JSON.stringify(headerFor(identity))}\n`);
  const start = Date.now();
  let count = 0;
  const add = (entry: TraceEntry): void => {
    count += 1;
    appendFileSync(file, `${JSON.stringify(entry)}\n`);
  };
  onFrame((frame) => {
    const entry = entryOf(Date.now() - start, frame);
    if (entry) add(entry);
  });
  const missing: string[] = [];
  for (const path of [...readPaths, ...eventPaths, 'Event Macros Log']) {
    await subscribe(path, () => undefined).catch((error: unknown) => {
      if (error instanceof Interrupted) throw error;
      missing.push(`${path} (${explain(error)})`);
    });
  }
  for (const path of readPaths) {
    const value = await readIfThere(connection, path);
    if (value === undefined || value === null) continue;
    add({ at: Date.now() - start, kind: 'answer', path, value: maskTree(path, value) as Tree });
  }
  say(options.seconds === undefined ? 'recording until Ctrl+C' : `recording for ${options.seconds} s`);
  try {
    await pause((options.seconds ?? FOREVER_S) * 1000, patience, connection.lost);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  const without = missing.length > 0 ? `; without ${missing.join(', ')}` : '';
  return [row('', 'done', `${count} entries written to ${file}${without}`)];
}

/** Timers accept at most 24 days. */
const FOREVER_S = 2_000_000;

function headerFor(identity: Session['identity']): TraceHeader {
  const { product, code = '', known } = identity;
  if (!known) throw new CodecError('product or firmware is not known, so the trace could not be replayed');
  return {
    trace: 1,
    source: 'recorded',
    product,
    code,
    firmware: known.firmware,
  };
}

/** Undefined for a console line of another macro, which may contain anything. */
function entryOf(at: number, frame: unknown): TraceEntry | undefined {
  const log = fieldAt(fieldAt(fieldAt(frame, 'Event'), 'Macros'), 'Log');
  if (log !== undefined) {
    const [macro, level, message] = [
      textAt(log, 'Macro'),
      textAt(log, 'Level'),
      maskText(textAt(log, 'Message')),
    ];
    if (writerOf(macro, macroNames) === undefined) return undefined;
    return { at, kind: 'console', macro, level, message };
  }
  const value: Record<string, Tree> = {};
  for (const root of ['Status', 'Configuration', 'Event']) {
    const below = fieldAt(frame, root);
    if (below !== undefined) value[root] = maskTree(root, below) as Tree;
  }
  return { at, kind: 'report', value };
}
