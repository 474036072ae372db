import { textOf } from '../macro/text';
import type { EventAt } from '../xapi/xapi';
import { parseZoomAddress } from './address';
import type { ZoomAddress } from './address';
import { HAD_BEEN_CONNECTED } from './messages';

export type CallEnd = EventAt<'CallDisconnect'>;

/** A call to Zoom that ended: why it is no case for a redial, '' where it is one. */
export interface Verdict {
  readonly address: ZoomAddress;
  readonly leftAlone: string;
}

/** What somebody wanted: CauseTypes of `CallDisconnect` (Cisco's API guides). */
const WANTED = /^(Local|Remote)(Disconnect|Busy|Reject(ed)?)$/i;

/** Whether a call is a join that died of SSL; undefined where it is not Zoom. */
export function judge(
  end: CallEnd,
  domains: readonly string[],
  sslKeywords: readonly string[],
): Verdict | undefined {
  const address = parseZoomAddress(uriOf(end), domains);
  return address && { address: address, leftAlone: whyLeftAlone(end, sslKeywords) };
}

function whyLeftAlone(end: CallEnd, sslKeywords: readonly string[]): string {
  const cause = causeOf(end);
  if (textOf(end.OrigCallDirection).toLowerCase() !== 'outgoing') return 'it was not dialled from here';
  if (wasConnected(end)) return HAD_BEEN_CONNECTED;
  if (WANTED.test(cause)) return 'it ended with ' + cause;
  const isSsl = /^InsufficientSecurity$/i.test(cause) || speaksOf(sslKeywords, textOf(end.CauseString));
  return isSsl ? '' : 'its cause is not SSL (' + cause + ')';
}

/** Whether the call had been up; the oldest firmwares do not say. */
export function wasConnected(end: CallEnd): boolean {
  return Number(textOf(end.Duration)) > 0;
}

/** The cause as one of the codec's own words, fit for the log. */
export function causeOf(end: CallEnd): string {
  const type = textOf(end.CauseType).trim();
  return /^[A-Za-z]{1,40}$/.test(type) ? type : 'no cause given';
}

/** Words count alone, or with a version or plural («sslv3», «TLSv1.2»): not «wireless», «hassle». */
function speaksOf(words: readonly string[], cause: string): boolean {
  const text = cause.slice(0, 500).toLowerCase();
  return words.some((word) => new RegExp('(^|[^a-z0-9])' + word + '(s|v?[0-9.]+)?([^a-z0-9]|$)').test(text));
}

/** The protocol of a call in lower case; '' where the codec does not tell. */
export function protocolOf(end: CallEnd): string {
  const scheme = /(sip|spark|h323)s?:/i.exec(uriOf(end));
  return (textOf(end.Protocol) || (scheme && scheme[1]) || '').toLowerCase();
}

function uriOf(end: CallEnd): string {
  return textOf(end.RequestedURI).trim() || textOf(end.RemoteURI);
}
