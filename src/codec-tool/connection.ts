/** A connection to a codec and how long to wait for it; its product and firmware, and whether a macro works on them. */
import { codesNamed, isChecked, notInSchemas, products, profileFor } from '../xapi/products';
import type { FirmwareProfile } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import type { Macro } from './deployable';
import { CodecError, explain, Interrupted, outside, textAt, unlessRefused } from './explain';
import type { Clock } from './io';

export type Parameters = Readonly<Record<string, string | number>>;

/** Paths begin with Status or Configuration; words and list ids are separated by spaces. */
export interface Connection {
  get(path: string): Promise<unknown>;
  set(path: string, value: string): Promise<void>;
  command(path: string, parameters?: Parameters, body?: string): Promise<unknown>;
  /** Missing if the codec cannot send feedback. */
  readonly feedback?: Feedback;
  /** Rejects when the connection is lost. */
  readonly lost: Promise<never>;
  close(): void;
}

export interface Feedback {
  readonly subscribe: (path: string) => Promise<unknown>;
  /** Receives all feedback as the codec sends it, once per subscription. */
  readonly onFrame: (listener: (frame: unknown) => void) => void;
}

export interface Patience {
  /** How long one request may take. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Aborted by a signal. A request in progress is completed; no new one is sent. Another one during a session's `together`. */
  readonly stop: AbortSignal;
}

/** The value or branch at a path; undefined if there is none. */
export function readIfThere(connection: Connection, path: string): Promise<unknown> {
  return unlessRefused(connection.get(path), (error) => {
    if (!error.isNothingThere) throw error;
  });
}

/** Asks for one path after the other. Returns those that the codec refuses, and why. */
export async function askEach(paths: readonly string[], ask: (path: string) => Promise<unknown>) {
  const refused = new Map<string, string>();
  for (const path of paths) await unlessRefused(ask(path), (error) => refused.set(path, explain(error)));
  return refused;
}

export async function answered<T>(
  where: string,
  { clock, timeoutMs }: Patience,
  answer: Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const expired = clock.sleep(timeoutMs, over.signal).then(() => {
    throw new CodecError(`no answer ${where} within ${timeoutMs / 1000} s`);
  });
  try {
    return await Promise.race([answer, expired]);
  } finally {
    over.abort();
  }
}

export function checkStopped({ stop }: Patience): void {
  if (stop.aborted) throw new Interrupted();
}

/** Waits. Rejects early if a signal comes or the connection is lost. */
export async function pause(milliseconds: number, patience: Patience, lost?: Promise<never>): Promise<void> {
  checkStopped(patience);
  const { clock, stop } = patience;
  const over = new AbortController();
  const end = (): void => over.abort();
  // Not AbortSignal.any: in Node 20, a signal keeps what was made of it for each pause.
  stop.addEventListener('abort', end);
  const sleeping = clock.sleep(milliseconds, over.signal);
  try {
    await Promise.race(lost ? [sleeping, lost] : [sleeping]);
  } catch (error) {
    if (stop.aborted) throw new Interrupted();
    throw error;
  } finally {
    stop.removeEventListener('abort', end);
    end();
  }
}

export interface Identity {
  /** The product name that the codec reports. */
  readonly product: string;
  /** Only the numbers, such as 11.14.4.0; the reported text if it contains none. */
  readonly firmware: string;
  /** The schema's code; undefined if the table lacks the product. */
  readonly code?: string;
  /** The profile of product and firmware; undefined if the table lacks them. */
  readonly known?: { readonly profile: FirmwareProfile; readonly firmware: Firmware };
}

export async function identify(connection: Connection): Promise<Identity> {
  const [product, version] = await Promise.all([
    connection.get('Status SystemUnit ProductPlatform'),
    connection.get('Status SystemUnit Software Version'),
  ]);
  return identityOf(textAt({ product }, 'product'), textAt({ version }, 'version'));
}

/** The identity that belongs to a product name and a version, as codecs and Webex report them. */
export function identityOf(name: string, version: string): Identity {
  const [numbers, major, minor, patch] = /(\d+)\.(\d+)(?:\.(\d+)(?:\.\d+)?)?/.exec(version) ?? [];
  const told = { product: outside(name), firmware: numbers ?? outside(version) };
  if (numbers === undefined) return told;
  const short: Firmware = `${Number(major)}.${Number(minor)}`;
  const firmware: Firmware = patch === undefined ? short : `${short}.${Number(patch)}`;
  const codes = codesNamed(name);
  for (const code of codes) {
    const product = products[code];
    const profile = product && profileFor(product, firmware);
    if (profile) return { ...told, code, known: { profile, firmware } };
  }
  const [code] = codes;
  return code === undefined ? told : { ...told, code };
}

/** Whether a macro is known not to work, and a remark to print; '' if there is none. */
export function supportFor(macro: Macro, { code, product, firmware, known }: Identity) {
  const open = (note: string) => ({ isRefused: false, note });
  if (code === undefined) {
    const where = notInSchemas.some((name) => product.endsWith(name)) ? 'newer than' : 'not in';
    return open(`the product ${product || 'of this codec'} is ${where} the compatibility table`);
  }
  if (!known) return open(`firmware ${firmware} is not in the compatibility table for it`);
  const { works, notes } = macro.worksOn(known.profile, known.firmware);
  return { isRefused: !works, note: notes.join(' ') };
}

/** Says that the firmware was not compared with the tables; '' if it was. */
export function noteOnFirmware({ firmware, known }: Identity): string {
  if (!known || isChecked(known.firmware)) return '';
  return `firmware ${firmware} is not checked yet; treated like the newest checked firmware before it`;
}
