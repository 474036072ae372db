import { parseZoomAddress, withMissingParts, zoomAddress } from './address';
import type { ZoomAddress } from './address';

/** How many invitations in a text, and how many places in an invitation, are looked at. */
const MAX_PLACES = 10;
/** How many characters of a place are looked at. */
const PLACE_LENGTH = 100;
/** `<o:p>` and `<span style="…">`, but not `<sip:…@…>`. */
const TAG = /<\/?[a-zA-Z][\w:-]*(\s[^<>]*)?\/?>/g;
/** Entities and dashes of mailers. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['&nbsp;', ' '],
  ['&#160;', ' '],
  ['&#58;', ':'],
  ['&#64;', '@'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2015', '-'],
];
const ROOM_LABELS = ['join by sip', 'join by h.323', 'join by h323'];

/**
 * Reads the Zoom meetings in an invitation, as text or HTML. Rooms use the numeric passcode below "Join by SIP" or
 * "Join by H.323". Takes time in proportion to the length of the text, whatever the text is.
 */
export function readInvitation(text: string, domains: readonly string[]): readonly ZoomAddress[] {
  const untagged = text.replace(TAG, ' ');
  // Splitting and joining costs a tenth of a regular expression, and ASCII a fraction of other texts.
  return SPELLINGS.reduce((before, [from, to]) => before.split(from).join(to), untagged)
    .replace(/[^!-~]+/g, ' ')
    .toLowerCase()
    .split('join zoom meeting', MAX_PLACES)
    .map((invitation) => readOne(invitation, domains));
}

function readOne(invitation: string, domains: readonly string[]): ZoomAddress {
  const starts = ROOM_LABELS.map((label) => invitation.indexOf(label)).filter((start) => start >= 0);
  const [first] = starts.sort((one, other) => one - other);
  const forRooms = first === undefined ? '' : invitation.slice(first);
  const meeting = firstAfter(invitation, 'meeting id', /^ ?: ?(\d[\d -]{3,60})/);
  const passcode = firstAfter(forRooms, 'passcode', /^ ?: ?(\d[\d-]{0,19})(?![\w*#-])/);
  const written = zoomAddress([meeting, passcode], domains[0] || '');
  const numbers = places(forRooms, '@').map((at) => {
    const user = /[\w.*#-]*$/.exec(forRooms.slice(Math.max(0, at - PLACE_LENGTH), at));
    const domain = /^[\w.-]*/.exec(forRooms.slice(at + 1, at + PLACE_LENGTH));
    return parseZoomAddress(String(user).replace(/^\D+/, '') + '@' + String(domain), domains);
  });
  const number = numbers.filter((address) => address && address.meeting)[0];
  return number ? withMissingParts(number, written) : written;
}

/** The digits of the first match right after a label; '' for none. */
function firstAfter(text: string, label: string, pattern: RegExp): string {
  const found = places(text, label).map((at) => {
    const start = at + label.length;
    const match = pattern.exec(text.slice(start, start + PLACE_LENGTH));
    return ((match && match[1]) || '').replace(/\D/g, '');
  });
  return found.filter(Boolean)[0] || '';
}

/** Where a word is in a text: its first places. */
function places(text: string, word: string): readonly number[] {
  const found: number[] = [];
  let at = text.indexOf(word);
  while (at >= 0 && found.length < MAX_PLACES) {
    found.push(at);
    at = text.indexOf(word, at + 1);
  }
  return found;
}
