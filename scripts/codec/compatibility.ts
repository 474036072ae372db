/** Whether a macro works on a codec, by the table of products. */
import type { Identity } from './identity';
import { SWITCHER } from './macros';

export interface Verdict {
  readonly works: 'yes' | 'limited' | 'no' | 'unknown';
  /** What has to be said of it; '' for nothing. */
  readonly why: string;
}

export function verdictOn(macro: string, identity: Identity): Verdict {
  if (identity.code === undefined) {
    return { works: 'unknown', why: `the product ${identity.product} is not in the compatibility table` };
  }
  const { profile } = identity;
  if (!profile)
    return { works: 'unknown', why: `firmware ${identity.firmware} is not known for this product` };
  if (macro !== SWITCHER) return { works: 'yes', why: '' };
  return { works: 'yes', why: '' };
}
