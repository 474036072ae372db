/** Whether a macro works on a codec, according to the table of products. */
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
    return {
      isRefused: false,
      note: `the product ${product || 'of this codec'} is not in the compatibility table`,
    };
  }
  if (!known)
    return { isRefused: false, note: `firmware ${firmware} is not in the compatibility table for it` };
  const { works, notes } = macro.worksOn(known.profile, known.firmware);
  return { isRefused: !works, note: notes.join(' ') };
}
