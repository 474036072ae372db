/** Whether a macro works on a codec, according to the table of products. */
import { isChecked, notInSchemas } from '../../src/xapi/products';
import type { Macro } from '../project/macros';
import type { Identity } from './identity';

export interface Support {
  /** Whether it is known not to work. */
  readonly isRefused: boolean;
  /** A remark to print; '' if there is none. */
  readonly note: string;
}

export function supportFor(macro: Macro, { code, product, firmware, known }: Identity): Support {
  if (code === undefined) {
    const isNewer = notInSchemas.some((name) => product.endsWith(name));
    return {
      isRefused: false,
      note: `the product ${product || 'of this codec'} is ${isNewer ? 'newer than' : 'not in'} the compatibility table`,
    };
  }
  if (!known)
    return { isRefused: false, note: `firmware ${firmware} is not in the compatibility table for it` };
  const { works, notes } = macro.worksOn(known.profile, known.firmware);
  return { isRefused: !works, note: notes.join(' ') };
}

/** Says that the firmware was not compared with the tables; '' if it was. */
export function noteOnFirmware({ firmware, known }: Identity): string {
  if (!known || isChecked(known.firmware)) return '';
  return `firmware ${firmware} is not checked yet; treated like the newest checked firmware before it`;
}
