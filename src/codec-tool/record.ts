/** `record`: writes a trace of a codec to a file: what it answers and reports, and lines of the macros. */
import type { Tree } from '../simulator/codec/tree';
import type { TraceEntry, TraceHeader } from '../simulator/trace';
import { askEach, pause } from './connection';
import type { Feedback } from './connection';
import { CodecError, explain, fieldAt, textAt } from './explain';
import { writerOf } from './macro-runtime';
import { maskText, maskTree } from './mask';
import { writeLines } from './output';
import { readEach, readPaths, usedPaths, without } from './paths-in-use';
import type { Row, Session } from './run';

/** Timers accept at most 24 days. */
const FOREVER_S = 2_000_000;

export async function record(session: Session): Promise<readonly Row[]> {
  const { given, identity, io, out, row } = session;
  const start = io.clock.now();
  const own = given.macros.map(({ name }) => name);
  let count = 0;
  const since = (): number => io.clock.now() - start;
  const add = (entry: TraceEntry): void => {
    count += 1;
    writeLines(io.files, out, [JSON.stringify(entry)], 'a');
  };
  const wait = listenTo(session, (frame) => {
    const entry = entryOf(since(), frame, own);
    if (entry) add(entry);
  });
  writeLines(io.files, out, [JSON.stringify(headerFor(identity))]);
  const missing = await askEach([...usedPaths, 'Event Macros Log'], feedbackOf(session).subscribe);
  const refused = await readEach(session, readPaths, (path, value) =>
    add({ at: since(), kind: 'answer', path, value: maskTree(path, value) as Tree }),
  );
  await wait();
  const all = new Map([...missing, ...refused]);
  return [row('', 'done', `${count} entries written to ${out}${without(all)}`)];
}

/**
 * Gives all feedback of a codec to a function. Returns a function that waits for the seconds of --for, or until Ctrl+C,
 * and throws what the first one has thrown.
 */
export function listenTo(session: Session, take: (frame: unknown) => void): () => Promise<void> {
  const { connection, given, patience, say } = session;
  const { onFrame } = feedbackOf(session);
  const failed = new Promise<never>((_, reject) =>
    onFrame((frame) => {
      try {
        take(frame);
      } catch (error) {
        reject(new CodecError(explain(error)));
      }
    }),
  );
  failed.catch(() => undefined);
  return async () => {
    say(given.for === undefined ? 'recording until Ctrl+C' : `recording for ${given.for} s`);
    const waited = pause((given.for ?? FOREVER_S) * 1000, patience, connection.lost);
    await Promise.race([waited, failed]).catch((error: unknown) => {
      if (!patience.stop.aborted) throw error;
    });
  };
}

/** What only codecs give that are reached directly. */
function feedbackOf({ connection: { feedback } }: Session): Feedback {
  if (feedback) return feedback;
  throw new CodecError('Webex does not report changes: give the codec with --host or --rooms');
}

function headerFor({ product, code = '', known }: Session['identity']): TraceHeader {
  if (!known) throw new CodecError('product or firmware is not known, so the trace could not be replayed');
  return { trace: 1, source: 'recorded', product, code, firmware: known.firmware };
}

/** Undefined for a console line of another macro, which may contain anything. */
function entryOf(at: number, frame: unknown, own: readonly string[]): TraceEntry | undefined {
  const log = fieldAt(fieldAt(fieldAt(frame, 'Event'), 'Macros'), 'Log');
  if (log === undefined) return { at, kind: 'report', value: maskedFrame(frame) };
  const macro = textAt(log, 'Macro');
  if (writerOf(macro, own) === undefined) return undefined;
  const message = maskText(textAt(log, 'Message'));
  return { at, kind: 'console', macro, level: textAt(log, 'Level'), message };
}

/** Feedback without personal data, and without the id of its subscription. */
export function maskedFrame(frame: unknown): Readonly<Record<string, Tree>> {
  const roots = ['Status', 'Configuration', 'Event'].filter((root) => fieldAt(frame, root) !== undefined);
  return Object.fromEntries(roots.map((root) => [root, maskTree(root, fieldAt(frame, root)) as Tree]));
}
