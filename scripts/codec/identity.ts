/** The product and firmware of a codec, and their profile in the table of products. */
import { otherNames, products, profileFor } from '../../src/xapi/products';
import type { FirmwareProfile } from '../../src/xapi/products';
import type { Firmware } from '../../src/xapi/schema-subset';
import type { Connection } from './connection';

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
  const platform = await connection.get('Status SystemUnit ProductPlatform');
  const version = await connection.get('Status SystemUnit Software Version');
  return identityOf(String(platform), String(version));
}

/** The identity that belongs to a product name and a version, as codecs and Webex report them. */
export function identityOf(product: string, version: string): Identity {
  const numbers = /\d+\.\d+(\.\d+){0,2}/.exec(version)?.[0];
  const named = { product, firmware: numbers ?? version };
  const firmware = firmwareIn(numbers ?? '');
  if (!firmware) return named;
  const codes = Object.keys(products).filter((code) => isNamed(code, product));
  for (const code of codes) {
    const product = products[code];
    const profile = product && profileFor(product, firmware);
    if (profile) return { ...named, code, known: { profile, firmware } };
  }
  const [code] = codes;
  return code === undefined ? named : { ...named, code };
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
