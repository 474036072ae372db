/** The product and firmware of a codec, and whether a macro works on them according to the table of products. */
import { codesNamed, isChecked, notInSchemas, products, profileFor } from '../xapi/products';
import type { FirmwareProfile } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import type { Connection } from './connection';
import type { Macro } from './deployable';
import { outside, textAt } from './foreign-text';

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
