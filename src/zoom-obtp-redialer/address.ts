import { textOf } from '../macro/text';

/**
 * An address at Zoom's room connector:
 * `<meeting>.<passcode>.<options>.<host key>.<reserved>.<dial code>@<domain>`, where trailing parts are left out and
 * empty parts are kept (Zoom, "SIP/H.323 dial strings"). A part that is missing is ''.
 */
export interface ZoomAddress {
  readonly meeting: string;
  readonly passcode: string;
  /** All parts before the @, also these two. One that is '' where no meeting ID stands there: people meant some other meeting. */
  readonly parts: readonly (string | undefined)[];
  readonly domain: string;
}

/** The longest Number that `Dial` accepts (Cisco's schema). */
const MAX_NUMBER_LENGTH = 255;
/** So many characters are read of a URI. */
const MAX_URI_LENGTH = 1000;
/** `"Name" <scheme:user@host.:port;parameters>`, of which only the host must be there. */
const URI = /^(?:.*<)?\s*(?:[a-z][a-z0-9+-]*:)?(?:([^@<>;?]*)@)?([a-z0-9.-]+?)\.?(?::\d+)?\s*(?:[>;?].*)?$/i;
/** The place of each part before the @. */
const PARTS = [0, 1, 2, 3, 4, 5];

/** Parses a URI. Undefined if its host is neither one of the domains nor below one. */
export function parseZoomAddress(uri: unknown, domains: readonly string[]): ZoomAddress | undefined {
  const match = URI.exec(textOf(uri).slice(0, MAX_URI_LENGTH));
  const domain = String(match && match[2]).toLowerCase();
  const isZoom = domains.some((zoom) => ('.' + domain).slice(-zoom.length - 1) === '.' + zoom);
  if (!match || !isZoom) return undefined;
  const user = (match[1] || '').replace(/%20|[\s\u2010-\u2015-]/g, '');
  // Meeting ids usually have 9 to 11 digits; Zoom allows 5 to 40.
  if (!/^\d{5,40}(\.|$)/.test(user)) return zoomAddress(/[^.]/.test(user) ? [''] : [], domain);
  const parts = user.split('.').slice(0, PARTS.length);
  return zoomAddress(
    parts.map((part) => (/^[\w*#]*$/.test(part) ? part : '')),
    domain,
  );
}

/** An address from the parts before its @, in order. */
export function zoomAddress(parts: readonly (string | undefined)[], domain?: string): ZoomAddress {
  return {
    meeting: parts[0] || '',
    passcode: parts[1] || '',
    parts: parts,
    domain: domain || '',
  };
}

/** The address with each part that it lacks taken from another. */
export function withMissingParts(address: ZoomAddress, other: ZoomAddress): ZoomAddress {
  const parts = PARTS.map((place) => address.parts[place] || other.parts[place] || '');
  return zoomAddress(parts, address.domain);
}

/** The number to dial; '' if it names no meeting, or is longer than the codec accepts. */
export function dialString(address: ZoomAddress): string {
  const number = address.parts.join('.').replace(/\.+$/, '') + '@' + address.domain;
  return address.meeting && number.length <= MAX_NUMBER_LENGTH ? number : '';
}

/** A meeting for the log, with its id shortened: "Zoom meeting 81…90". */
export function shortMeeting(address: ZoomAddress): string {
  const id = address.meeting;
  const shown = id.length < 9 ? 1 : 2;
  return id ? 'Zoom meeting ' + id.slice(0, shown) + '…' + id.slice(-shown) : 'Zoom';
}
