import { parseZoomAddress, withMissingParts, zoomAddress } from './address';
import type { ZoomAddress } from './address';

const MAX_LENGTH = 20000;
const MAX_LOOK_AROUND = 200;
/** `<o:p>` and `<span style="…">`, but not `<sip:…@…>`. */
const TAG = /<\/?[a-z][\w:-]*(\s[^<>]*)?\/?>/gi;

/**
 * Reads the Zoom meetings in an invitation, as text or HTML. Rooms use the numeric passcode below "Join by SIP" or
 * "Join by H.323". Every step takes time in proportion to the length of the text, whatever the text is.
 */
export function readInvitation(text: string, domains: readonly string[]): readonly ZoomAddress[] {
  return text
    .slice(0, MAX_LENGTH)
    .replace(TAG, ' ')
    .replace(/(&nbsp;|&#160;|[\s\u00a0\u200b])+/gi, ' ')
    .replace(/[\u2010-\u2015]/g, '-')
    .split(/join zoom meeting/i)
    .map((invitation) => readOne(invitation, domains));
}

function readOne(invitation: string, domains: readonly string[]): ZoomAddress {
  const start = invitation.search(/join by (sip|h\.?323)/i);
  const forRooms = start < 0 ? '' : invitation.slice(start);
  const meeting = /meeting id ?: ?(\d[\d -]{3,60})/i.exec(invitation);
  const passcode = /passcode ?: ?(\d[\d-]{0,19})(?![\w*#-])/i.exec(forRooms);
  const written = [meeting, passcode].map((match) => ((match && match[1]) || '').replace(/\D/g, ''));
  const other = zoomAddress(written, domains[0] || '');
  const number = firstNumber(forRooms, domains);
  return number ? withMissingParts(number, other) : other;
}

/** The first address with a meeting. Of what stands around an @, only a limited length is looked at. */
function firstNumber(text: string, domains: readonly string[]): ZoomAddress | undefined {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (at - start < MAX_LOOK_AROUND && /[\w.*#-]/.test(text.charAt(start - 1))) start -= 1;
    const domain = /^@[\w.-]*/.exec(text.slice(at, at + MAX_LOOK_AROUND));
    const user = text.slice(start, at).replace(/^\D+/, '');
    const address = domain && parseZoomAddress(user + domain[0], domains);
    if (address && address.meeting) return address;
  }
  return undefined;
}
