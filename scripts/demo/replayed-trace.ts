/** `npm start -- --trace FILE`: what the macros do on a simulated codec that replays a recorded one. */
import { readFileSync } from 'node:fs';
import { at, isList } from '../../src/simulator/codec/tree';
import type { Screen } from '../../src/simulator/room/outputs';
import { parseTrace, replay } from '../../src/simulator/trace';
import type { Trace } from '../../src/simulator/trace';
import { Failure } from '../project/command-failure';
import { macros } from '../project/macro-folders';
import { roomWith } from '../simulate/node';
import { paint } from './screens-drawing';
import { told } from './story';

/** Time after the end of a trace for work that is still in progress. */
const AFTERWARDS_S = 30;

/** What happens with a trace, once for each macro. */
export async function traceStories(file: string): Promise<readonly string[]> {
  const trace = traceIn(file);
  const { source, product, firmware } = trace.header;
  const lines = [`A ${source} trace of a ${product}, firmware ${firmware}`];
  for (const { name } of macros) {
    const room = roomWith(name, { product: trace.header.code, firmware, screens: screensIn(trace) });
    room.start();
    await replay(room, trace);
    await room.wait(AFTERWARDS_S);
    lines.push('', paint('bold', name), '', told(room.journal, paint));
  }
  return lines;
}

/** The screens that were connected when the recording began. */
function screensIn({ entries }: Trace): Readonly<Record<number, Screen>> {
  const screens: Record<number, Screen> = {};
  for (const entry of entries) {
    if (entry.kind !== 'answer' || entry.path !== 'Status Video Output Connector') continue;
    for (const connector of isList(entry.value) ? entry.value : [entry.value]) {
      const [id, size] = [at(connector, ['id']), at(connector, ['ConnectedDevice', 'ScreenSize'])];
      if (at(connector, ['Connected']) === 'True') screens[Number(id)] = { inches: Number(size) || 0 };
    }
  }
  return screens;
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
