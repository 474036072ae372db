import { textOf } from '../macro/text';

/**
 * An address at Zoom's room connector: `<meeting>.<passcode>.<options>.<host key>..<dial code>@<domain>`, trailing
 * parts left out, empty parts kept (Zoom, «SIP/H.323 dial strings»).
 */
export interface ZoomAddress {
  /** '' where the address names no meeting. */
  readonly meeting: string;
  /** What stands behind the meeting, in order; '' for an empty part. The first is the passcode. */
  readonly rest: readonly string[];
  readonly domain: string;
}

/** The most that `Dial` takes for Number (Cisco's schema). */
const LONGEST_NUMBER = 255;
/** Meeting ids have 9 to 11 digits as a rule, and 5 to 40 at the extremes. */
const MEETING_ID = /^\d{5,40}$/;

/** The passcode of an address; '' for none. */
export function passcodeOf(address: ZoomAddress): string {
  return address.rest[0] || '';
}

/**
 * Reads a URI: bare, or with a name, brackets, a scheme, a port, parameters. Undefined where it does not lead to one
 * of the domains or below one.
 */
export function parseZoomAddress(uri: unknown, domains: readonly string[]): ZoomAddress | undefined {
  const bare = textOf(uri)
    .slice(0, 1000)
    .replace(/^.*<|>.*$/g, '')
    .trim()
    .replace(/^(sips?|spark|h323):|[;?].*$/gi, '');
  const found = /^(?:([^@]*)@)?([a-z0-9.-]+?)\.?(?::\d+)?$/i.exec(bare) || [];
  const domain = (found[2] || '').toLowerCase();
  if (!domains.some((zoom) => ('.' + domain).slice(-zoom.length - 1) === '.' + zoom)) return undefined;
  const parts = (found[1] || '').split('.').map((part) => part.replace(/[\s-]/g, ''));
  const meeting = MEETING_ID.test(parts[0] || '') ? parts[0] : '';
  const rest = meeting === parts[0] ? parts.slice(1) : [];
  return {
    meeting: meeting || '',
    rest: rest.map((part) => part.replace(/^.*[^\w*#].*$/, '')),
    domain: domain,
  };
}

/** An address with each part that it lacks taken from another. */
export function filledFrom(address: ZoomAddress, other: ZoomAddress): ZoomAddress {
  return {
    meeting: address.meeting || other.meeting,
    rest: [0, 1, 2, 3, 4].map((part) => address.rest[part] || other.rest[part] || ''),
    domain: address.domain,
  };
}

/** The number to dial; undefined where it names no meeting, or is longer than the codec takes. */
export function dialString(address: ZoomAddress): string | undefined {
  const user = [address.meeting].concat(address.rest).join('.').replace(/\.+$/, '');
  const number = user + '@' + address.domain;
  return address.meeting !== '' && number.length <= LONGEST_NUMBER ? number : undefined;
}

/** A meeting for the log, its id shortened: «Zoom meeting 81…90». */
export function shortMeeting(address: ZoomAddress): string {
  const id = address.meeting;
  const shown = id.length < 9 ? 1 : 2;
  return id === '' ? 'Zoom' : 'Zoom meeting ' + id.slice(0, shown) + '…' + id.slice(-shown);
}
