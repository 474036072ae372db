import { parseZoomAddress, withMissingParts, zoomAddress } from './address';
import type { ZoomAddress } from './address';

/** How many invitations of a text, and how many pieces of an invitation, are looked at. */
const MAX_PIECES = 10;
/** `<o:p>` and `<span style="…">`, but not `<sip:…@…>`. */
const TAG = /<\/?[a-zA-Z][\w:-]*(\s[^<>]*)?\/?>/g;
/** What mailers write, and what it stands for. Dashes within numbers mean nothing. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['&nbsp;', ' '],
  ['&#160;', ' '],
  ['&#58;', ':'],
  ['&#64;', '@'],
  ['\u2010', ''],
  ['\u2011', ''],
  ['\u2012', ''],
  ['\u2013', ''],
  ['\u2014', ''],
  ['\u2015', ''],
];
const FOR_ROOMS = /join by (?:sip|h\.?323).*/;
const MEETING = /^ ?: ?\d[\d -]{3,60}/;
const PASSCODE = /^ ?: ?\d[\d-]{0,19}(?![\w*#-])/;

/**
 * Reads the Zoom meetings in an invitation, as text or HTML. Rooms use the numeric passcode below "Join by SIP" or
 * "Join by H.323". Takes time in proportion to the length of the text, whatever the text is.
 */
export function readInvitation(text: string, domains: readonly string[]): readonly ZoomAddress[] {
  // Splitting and joining costs a tenth of a regular expression, and ASCII a fraction of other texts.
  return SPELLINGS.reduce((before, [from, to]) => before.split(from).join(to), text.replace(TAG, ' '))
    .replace(/[^!-~]+/g, ' ')
    .toLowerCase()
    .split('join zoom meeting', MAX_PIECES)
    .map((invitation) => readOne(invitation, domains));
}

function readOne(invitation: string, domains: readonly string[]): ZoomAddress {
  const forRooms = matchIn(invitation, FOR_ROOMS);
  const meeting = digitsAfter('meeting id', invitation, MEETING);
  const written = zoomAddress([meeting, digitsAfter('passcode', forRooms, PASSCODE)], '');
  const pieces = forRooms.split('@', MAX_PIECES);
  const numbers = pieces.slice(1).map((after, index) => {
    const user = String(pieces[index]).replace(/^.*[^\w.*#-]\D*/, '');
    return parseZoomAddress(user + '@' + after.replace(/[^\w.-].*/, ''), domains);
  });
  const number = numbers.filter((address) => address && address.meeting)[0];
  return number ? withMissingParts(number, written) : written;
}

/** The digits of the first match right after a label; '' for none. */
function digitsAfter(label: string, text: string, pattern: RegExp): string {
  const [, ...pieces] = text.split(label, MAX_PIECES);
  const found = pieces.map((piece) => matchIn(piece, pattern).replace(/\D/g, ''));
  return found.filter(Boolean)[0] || '';
}

/** What a pattern matches first; '' for nothing. */
function matchIn(text: string, pattern: RegExp): string {
  const match = pattern.exec(text);
  return match ? match[0] : '';
}
