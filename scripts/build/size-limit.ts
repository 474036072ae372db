/**
 * How large a built file may be: what a codec has to parse, in bytes without comments and empty lines. Comments do not
 * count, because people read and adjust the file in the Macro Editor.
 */
import { withoutComments } from './keep-comments';

const LIMIT_KIB = 28;

/** Macros that need more, and why. */
const LARGER: Readonly<Record<string, number>> = {
  // Besides repairing calls, it finds the passcode in bookings and in invitations as people forward them.
  'zoom-obtp-redialer': 40,
  // It reads again what late reports may hide, tells what failed from what another macro changed, and waits for screens
  // with loose cables.
  'presentation-screen-switcher': 30,
};

/** The limit of a macro, in KiB. */
export function sizeLimitKib(macro: string): number {
  return LARGER[macro] ?? LIMIT_KIB;
}

/** The bytes of a built file that count. */
export function parsedBytes(text: string): number {
  return Buffer.byteLength(withoutComments(text).replace(/^\s*\n/gm, ''));
}
