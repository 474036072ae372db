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
const FOR_ROOMS = /join (?:by|from an?) (?:sip|h\.?323).*/;
/** "921 1568 4076", whatever number follows, or digits without blanks. */
const MEETING = /^[ *]{0,3}:[ *]{0,3}(?:\d{3}[ -]?\d{3,4}[ -]?\d{3,4}|\d[\d-]{3,60})(?![\d-])/;
const PASSCODE = /^[ *]{0,3}:[ *]{0,3}\d[\d-]{0,19}(?![\w*#-])/;
/** Meeting id and passcode for phones, which is that for rooms: "+16465588656,,92115684076#,,,,*291681#". */
const ONE_TAP = /,,(\d{5,40})#,+(?:\*|0#,+\*?)(\d{1,20})#/;

/**
 * Reads the Zoom meetings in an invitation, as text or HTML. Rooms use the numeric passcode of the "One tap mobile" line,
 * which is also below "Join by SIP" or "Join by H.323". Takes time in proportion to the length of the text, whatever the
 * text is.
 */
export function readInvitation(text: string, domains: readonly string[]): readonly ZoomAddress[] {
  // Splitting and joining costs a tenth of a regular expression, and ASCII a fraction of other texts.
  return SPELLINGS.reduce((before, [from, to]) => before.split(from).join(to), text.replace(TAG, ' '))
    .replace(/[^!-~]+/g, ' ')
    .toLowerCase()
    .split('join zoom meeting', MAX_PIECES)
    .map((invitation, index) => readOne(invitation, index > 0, domains));
}

function readOne(invitation: string, isZoom: boolean, domains: readonly string[]): ZoomAddress {
  const forRooms = matchIn(invitation, FOR_ROOMS);
  // Invitations to other services have meeting ids, too.
  const isOurs = isZoom || forRooms || invitation.indexOf('zoom') >= 0;
  const written = zoomAddress(isOurs ? writtenIn(invitation, forRooms) : [], '');
  const pieces = (forRooms || invitation).split('@', MAX_PIECES);
  const numbers = pieces.slice(1).map((after, index) => {
    const user = String(pieces[index]).replace(/^.*[^\w.*#-]\D*/, '');
    return parseZoomAddress(user + '@' + after.replace(/[^\w.-].*/, ''), domains);
  });
  const number = numbers.filter((address) => address && address.meeting)[0];
  return number ? withMissingParts(number, written) : written;
}

/** Meeting id and passcode, as far as they are in the text. */
function writtenIn(invitation: string, forRooms: string): readonly string[] {
  const meeting = digitsAfter('meeting id', invitation, MEETING);
  const phones = ONE_TAP.exec(invitation);
  if (phones && (!meeting || meeting === phones[1])) return phones.slice(1);
  return [
    meeting,
    digitsAfter('passcode', forRooms, PASSCODE) || digitsAfter('password', forRooms, PASSCODE),
  ];
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
