import type { Verdict } from '../macro/macro';
import type { FirmwareProfile } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';

const ON_PREMISES =
  "CE 9.15 is for codecs that are registered on premises. They cannot dial over Spark: set redialProtocol to 'H323', or to 'Sip' if H.323 calls fail.";

/** Whether the macro works on a product with a firmware. Every product dials; the registration decides how. */
export function worksOn(_profile: FirmwareProfile, firmware: Firmware): Verdict {
  return { works: true, notes: firmware === '9.15' ? [ON_PREMISES] : [] };
}
