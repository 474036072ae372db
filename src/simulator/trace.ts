/** Traces of codecs, as `npm run codec -- record` writes them, and their replay on the simulated codec. */
import type { Device } from './codec/device';
import { at, idOf, isBranch, isList, textAt } from './codec/tree';
import type { Tree } from './codec/tree';
import type { Screen } from './room/outputs';
import type { Room } from './room/room';
import { products, profileFor } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';

/** The first line of a trace: what was recorded. */
export interface TraceHeader {
  readonly trace: 1;
  /** `simulated` if the trace comes from the simulator, `recorded` if it comes from a real codec. */
  readonly source: 'recorded' | 'simulated';
  readonly product: string;
  /** The schema's code for the product; '' if it is not known. */
  readonly code: string;
  readonly firmware: Firmware;
}

/** What a codec sent, and when, in milliseconds from the start of the recording. */
export type TraceEntry =
  | { readonly at: number; readonly kind: 'answer'; readonly path: string; readonly value: Tree }
  | { readonly at: number; readonly kind: 'report'; readonly value: Tree }
  | {
      readonly at: number;
      readonly kind: 'console';
      readonly macro: string;
      readonly level: string;
      readonly message: string;
    };

export interface Trace {
  readonly header: TraceHeader;
  readonly entries: readonly TraceEntry[];
}

/** The longest recording: a day, and the start and end of it. */
const LONGEST_MS = 25 * 60 * 60 * 1000;
/** The deepest status of a codec has half as many names. */
const DEEPEST = 20;
/** A name of a node, and of nothing that objects inherit. */
const NAME = /^[A-Za-z\u2022][\w\u2022().-]*$/;
const PATH = /^(Status|Configuration)( [A-Za-z0-9]\w*)*$/;

/** Parses a trace: a header and entries, one JSON text per line. Throws if the text is not a trace. */
export function parseTrace(text: string): Trace {
  const lines = text.split('\n').filter((line) => line !== '');
  const header = jsonIn(lines[0] || '');
  if (!isHeader(header)) throw new Error('not a trace: the first line has no "trace": 1');
  const product = products[header.code];
  if (!Object.prototype.hasOwnProperty.call(products, header.code) || !product)
    throw new Error('its product is not known: ' + header.code);
  if (!profileFor(product, header.firmware))
    throw new Error('the firmware ' + header.firmware + ' of its product is not known');
  const entries = lines.slice(1).map((line, index) => {
    const entry = jsonIn(line);
    if (!isEntry(entry)) throw new Error('line ' + (index + 2) + ' is not one of a trace');
    return entry;
  });
  return { header: header, entries: entries };
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error('not a trace: it has a line that is not JSON');
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return isBranch(value);
}

function isHeader(value: unknown): value is TraceHeader {
  return (
    isFields(value) &&
    value['trace'] === 1 &&
    (value['source'] === 'recorded' || value['source'] === 'simulated') &&
    typeof value['product'] === 'string' &&
    typeof value['code'] === 'string' &&
    typeof value['firmware'] === 'string' &&
    /^\d{1,3}(\.\d{1,3}){1,2}$/.test(value['firmware'])
  );
}

function isEntry(value: unknown): value is TraceEntry {
  if (!isFields(value)) return false;
  const { at: time, kind, path, value: tree } = value;
  if (typeof time !== 'number' || !(time >= 0 && time <= LONGEST_MS)) return false;
  if (kind === 'answer') return typeof path === 'string' && PATH.test(path) && isTree(tree, DEEPEST);
  if (kind === 'report') return isFields(tree) && isTree(tree, DEEPEST);
  return (
    kind === 'console' && ['macro', 'level', 'message'].every((field) => typeof value[field] === 'string')
  );
}

/** A codec that has nothing to say answers null. */
function isTree(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string') return true;
  if (depth === 0 || typeof value !== 'object') return false;
  const below = value as Fields;
  return Object.keys(below).every(
    (name) => (Array.isArray(value) || NAME.test(name)) && isTree(below[name], depth - 1),
  );
}

/** Added to the ids of recorded calls, so that calls dialed by a macro in the room get different ids. */
export const RECORDED_CALLS = 100;

/**
 * Replays the recorded feedback at the recorded times. Requests are answered from the state at the start of the trace.
 * Feedback on configurations is not replayed: a macro caused it during the recording, and the macro in the room
 * writes its own configurations.
 */
export async function replay({ device, clock }: Room, { entries }: Trace): Promise<void> {
  const start = clock.now();
  for (const entry of entries) {
    await clock.run(Math.max(0, start + entry.at - clock.now()));
    apply(device, entry);
  }
}

function apply(device: Device, entry: TraceEntry): void {
  if (entry.kind === 'answer') put(device, entry.path, entry.value);
  if (entry.kind === 'report') report(device, entry.value);
  else device.report();
}

/** Reports what a codec reported: a change of a status, or an event. */
export function report(device: Device, feedback: Tree): void {
  if (!isBranch(feedback)) return;
  put(device, 'Status', feedback['Status']);
  device.report();
  happen(device, '', feedback['Event']);
}

/** Sets everything at a path; in lists, what has vanished is removed. */
export function put(device: Device, path: string, value: Tree): void {
  if (isList(value)) {
    for (const element of value) put(device, path, element);
  } else if (isBranch(value)) {
    const { id, ghost, ...below } = value;
    const isCall = path === 'Status Call' || path === 'Status MediaChannels Call';
    const own = Number(id) + (isCall ? RECORDED_CALLS : 0);
    if (ghost !== undefined) return device.remove(path, own);
    const prefix = id === undefined ? path : path + ' ' + own;
    for (const name of Object.keys(below)) put(device, prefix + ' ' + name, below[name]);
  } else if (value !== undefined) {
    device.put(path, value);
  }
}

/** The fields of an event are text; the names above them are its path. */
function happen(device: Device, path: string, value: Tree): void {
  if (!isBranch(value)) return;
  const fields: Record<string, string> = {};
  Object.keys(value).forEach((name) => {
    const below = value[name];
    if (typeof below !== 'string') happen(device, path === '' ? name : path + ' ' + name, below);
    else fields[name] = name === 'CallId' ? String(Number(below) + RECORDED_CALLS) : below;
  });
  if (Object.keys(fields).length > 0) device.reportEvent(path, fields);
}

/** The screens of outputs that are connected. */
export function screensOf(connectors: Tree): Record<number, Screen> {
  const screens: Record<number, Screen> = {};
  for (const connector of isList(connectors) ? connectors : [connectors])
    if (at(connector, ['Connected']) === 'True') screens[idOf(connector)] = screenOn(connector);
  return screens;
}

/** What an output told of its screen, and what is believed of it. */
function screenOn(connector: Tree): Screen {
  const device = at(connector, ['ConnectedDevice']);
  const size = textAt(device, ['ScreenSize']);
  return {
    inches: Number(size) >= 10 ? Number(size) : 0,
    told: size === '' ? 'nothing' : Number(size),
    name: textAt(device, ['Name']),
    own: textAt(device, ['PreferredFormat']),
    driven: [
      Number(textAt(connector, ['Resolution', 'Width'])),
      Number(textAt(connector, ['Resolution', 'Height'])),
    ],
  };
}
