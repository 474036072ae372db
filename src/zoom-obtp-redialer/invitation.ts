import { filledFrom, parseZoomAddress } from './address';
import type { ZoomAddress } from './address';

const LONGEST_INVITATION = 20000;

/** The Zoom meetings in a mail, text or HTML. Rooms use the numeric passcode below «Join by SIP» or «Join by H.323». */
export function readInvitation(text: string, domains: readonly string[]): readonly ZoomAddress[] {
  return text
    .slice(0, LONGEST_INVITATION)
    .replace(/<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&nbsp;|\u00a0/gi, ' ')
    .split(/join zoom meeting/i)
    .map((invitation) => readOne(invitation, domains));
}

function readOne(invitation: string, domains: readonly string[]): ZoomAddress {
  const forRooms = invitation.replace(/^[^]*?(join by (sip|h\.?323)|$)/i, '');
  const written: ZoomAddress = {
    meeting: found(/meeting id\s*:\s*(\d[\d -]{3,60})/i, invitation).replace(/[ -]/g, ''),
    rest: [found(/passcode\s*:\s*(\d{1,20})(?![\w*#])/i, forRooms)],
    domain: domains[0] || '',
  };
  const number = parseZoomAddress(found(/(\d[\w.*#]{0,200}@[\w.-]{1,200})/, forRooms), domains);
  return number ? filledFrom(number, written) : written;
}

function found(what: RegExp, text: string): string {
  const match = what.exec(text);
  return (match && match[1]) || '';
}
