/** `record`: writes what a codec answers, reports and logs, with times, to a file that the simulated codec can replay. */
import type { TraceEntry, TraceHeader } from '../simulator/trace';
import type { Tree } from '../simulator/codec/tree';
import { fieldAt, pause, textAt } from './connection';
import { CodecError, explain, RefusedError } from './errors';
import { appendLine, suffixed, writeText } from './files';
import { readIfThere, writerOf } from './macro-runtime';
import { maskText, maskTree } from './mask';
import { eventPaths, readPaths } from './paths-in-use';
import type { Session, Work } from './run';

/** Timers accept at most 24 days. */
const FOREVER_S = 2_000_000;

/** @param seconds until Ctrl+C if it is undefined */
export function record(file: string, seconds: number | undefined): Work {
  const run: Work['run'] = (session) =>
    recordOn(session, session.count === 1 ? file : suffixed(file, session.fileName), seconds);
  return { isChanging: false, macros: [], run };
}

async function recordOn(
  session: Session,
  file: string,
  seconds: number | undefined,
): ReturnType<Work['run']> {
  const { connection, identity, io, row } = session;
  const { now } = io.clock;
  const start = now();
  const own = io.macros.map(({ name }) => name);
  let count = 0;
  const add = (entry: TraceEntry): void => {
    count += 1;
    appendLine(io.files, file, JSON.stringify(entry));
  };
  const recording = listenTo(session, (frame) => {
    const entry = entryOf(now() - start, frame, own);
    if (entry) add(entry);
  });
  writeText(io.files, file, [JSON.stringify(headerFor(identity))]);
  const missing = await recording.subscribe();
  for (const path of readPaths) {
    const value = await readIfThere(connection, path);
    if (value === undefined || value === null) continue;
    add({ at: now() - start, kind: 'answer', path, value: maskTree(path, value) as Tree });
  }
  await recording.wait(seconds);
  const without = missing.length > 0 ? `; without ${missing.join(', ')}` : '';
  return [row('', 'done', `${count} entries written to ${file}${without}`)];
}

interface Recording {
  /** Subscribes to all that the macros use, and the console. Returns what the codec refused. */
  readonly subscribe: () => Promise<readonly string[]>;
  /** Waits for some seconds, or until Ctrl+C. Throws what `take` has thrown. */
  readonly wait: (seconds: number | undefined) => Promise<void>;
}

/** Gives all feedback of a codec to a function. */
export function listenTo(session: Session, take: (frame: unknown) => void): Recording {
  const { connection, patience, say } = session;
  const { onFrame, subscribe } = connection;
  if (!onFrame || !subscribe)
    throw new CodecError('Webex does not report changes: give the codec with --host or --rooms');
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);
  onFrame((frame) => {
    try {
      take(frame);
    } catch (error) {
      fail(error);
    }
  });
  return {
    subscribe: async () => {
      const missing: string[] = [];
      for (const path of [...readPaths, ...eventPaths, 'Event Macros Log']) {
        await subscribe(path, () => undefined).catch((error: unknown) => {
          if (!(error instanceof RefusedError)) throw error;
          missing.push(`${path} (${explain(error)})`);
        });
      }
      return missing;
    },
    wait: async (seconds) => {
      say(seconds === undefined ? 'recording until Ctrl+C' : `recording for ${seconds} s`);
      const waited = pause((seconds ?? FOREVER_S) * 1000, patience, connection.lost);
      await Promise.race([waited, failed]).catch((error: unknown) => {
        if (!patience.stop.aborted) throw error;
      });
    },
  };
}

function headerFor({ product, code = '', known }: Session['identity']): TraceHeader {
  if (!known) throw new CodecError('product or firmware is not known, so the trace could not be replayed');
  return { trace: 1, source: 'recorded', product, code, firmware: known.firmware };
}

/** Undefined for a console line of another macro, which may contain anything. */
function entryOf(at: number, frame: unknown, own: readonly string[]): TraceEntry | undefined {
  const log = fieldAt(fieldAt(fieldAt(frame, 'Event'), 'Macros'), 'Log');
  if (log === undefined) return { at, kind: 'report', value: maskedFrame(frame) };
  const [macro, level, message] = [textAt(log, 'Macro'), textAt(log, 'Level'), textAt(log, 'Message')];
  if (writerOf(macro, own) === undefined) return undefined;
  return { at, kind: 'console', macro, level, message: maskText(message) };
}

/** Feedback without personal data, and without the id of its subscription. */
export function maskedFrame(frame: unknown): Readonly<Record<string, Tree>> {
  const value: Record<string, Tree> = {};
  for (const root of ['Status', 'Configuration', 'Event']) {
    const below = fieldAt(frame, root);
    if (below !== undefined) value[root] = maskTree(root, below) as Tree;
  }
  return value;
}
