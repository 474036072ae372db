/** The product and firmware of a codec, and whether a macro works on them according to the table of products. */
import { isChecked, notInSchemas, otherNames, products, profileFor } from '../xapi/products';
import type { FirmwareProfile } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import type { Connection } from './connection';
import type { Macro } from './macros';
import { outside } from './secrets';

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

/** Reads the identity from a codec. */
export async function identify(connection: Connection): Promise<Identity> {
  const [platform, version] = await Promise.all([
    connection.get('Status SystemUnit ProductPlatform'),
    connection.get('Status SystemUnit Software Version'),
  ]);
  return identityOf(asText(platform), asText(version));
}

/** The identity that belongs to a product name and a version, as codecs and Webex report them. */
export function identityOf(product: string, version: string): Identity {
  const numbers = /\d+\.\d+(\.\d+){0,2}/.exec(version)?.[0];
  const named = { product: outside(product), firmware: numbers ?? outside(version) };
  const codes = Object.keys(products).filter((code) => isNamed(code, product));
  const firmware = firmwareIn(numbers ?? '');
  for (const code of firmware ? codes : []) {
    const product = products[code];
    const profile = product && firmware && profileFor(product, firmware);
    if (profile) return { ...named, code, known: { profile, firmware } };
  }
  const [code] = codes;
  return code === undefined || !firmware ? named : { ...named, code };
}

export interface Support {
  /** Whether the macro is known not to work. */
  readonly isRefused: boolean;
  /** A remark to print; '' if there is none. */
  readonly note: string;
}

export function supportFor(macro: Macro, { code, product, firmware, known }: Identity): Support {
  const open = (note: string): Support => ({ isRefused: false, note });
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

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function firmwareIn(numbers: string): Firmware | undefined {
  const [, major, minor, patch] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(numbers) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const [first, second, third] = [Number(major), Number(minor), Number(patch)];
  return patch === undefined ? `${first}.${second}` : `${first}.${second}.${third}`;
}

/** Whether a codec that reports this name can be of a product. */
function isNamed(code: string, product: string): boolean {
  const names = [products[code]?.name ?? '', ...(otherNames[code] ?? [])];
  return names.some((name) => plain(name) === plain(product));
}

function plain(product: string): string {
  const name = product
    .toLowerCase()
    .replace(/cisco|webex|spark/g, '')
    .replace(/\W/g, '');
  return /^(codec)?board\d/.test(name) ? 'board' : name;
}
