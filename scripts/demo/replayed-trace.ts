/** `npm start -- --trace FILE`: what the macros do on a simulated codec that replays a recorded one. */
import { readFileSync } from 'node:fs';
import { parseTrace, replay, screensOf } from '../../src/simulator/trace';
import type { Trace } from '../../src/simulator/trace';
import { Failure } from '../project/command-failure';
import { macros } from '../project/macro-folders';
import { roomWith } from '../project/room-in-node';
import { paint } from './screens-drawing';
import { told } from './story';

/** Time after the end of a trace for work that is still in progress. */
const AFTERWARDS_S = 30;

/** What happens with a trace, once for each macro. */
export async function traceStories(file: string): Promise<readonly string[]> {
  const trace = traceIn(file);
  const { source, product, firmware } = trace.header;
  const [connectors] = trace.entries.flatMap((entry) =>
    entry.kind === 'answer' && entry.path === 'Status Video Output Connector' ? [entry.value] : [],
  );
  const lines = [`A ${source} trace of a ${product}, firmware ${firmware}`];
  for (const { name } of macros) {
    const room = roomWith(name, { product: trace.header.code, firmware, screens: screensOf(connectors) });
    room.start();
    await replay(room, trace);
    await room.wait(AFTERWARDS_S);
    lines.push('', paint('bold', name), '', told(room.journal, paint));
  }
  return lines;
}

function traceIn(file: string): Trace {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Failure(`${file}: cannot be read`);
  }
  try {
    return parseTrace(text);
  } catch (error) {
    throw new Failure(`${file}: ${error instanceof Error ? error.message : 'not a trace'}`);
  }
}
