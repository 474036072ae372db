import { textOf } from '../macro/text';
import type { EventAt } from '../xapi/xapi';
import { parseZoomAddress } from './address';
import type { ZoomAddress } from './address';
import { has, idOf } from './calls';
import type { RedialerSettings } from './settings';

/** The end of a call, as `CallDisconnect` reports it. */
export interface CallEnd {
  /** '' if the report has none. */
  readonly callId: string;
  /** Undefined if the call did not lead to Zoom. */
  readonly address: ZoomAddress | undefined;
  readonly meeting: string | undefined;
  /** '' if the codec does not tell. */
  readonly protocol: string;
  readonly wasConnected: boolean;
  /** Whether the room itself ended it. */
  readonly wasHungUp: boolean;
  /** CauseType and CauseString, without secrets. */
  readonly cause: string;
  /** Why it is no failed join; '' if it is one. */
  readonly ignoredReason: string;
  /** Whether its cause looks like SSL though no keyword matched. */
  readonly isSuspicious: boolean;
}

/** Classifies the end of a call. `connected` are the ids of calls that are known to have connected. */
export function callEnd(
  end: EventAt<'CallDisconnect'>,
  settings: RedialerSettings,
  connected: readonly string[],
): CallEnd {
  const callId = idOf(end.CallId);
  const uri = textOf(end.RequestedURI).trim() || textOf(end.RemoteURI);
  const address = parseZoomAddress(uri, settings.zoomDomains);
  const type = textOf(end.CauseType).slice(0, 40);
  const text = textOf(end.CauseString).slice(0, 300);
  // For the log: without addresses, parts with many digits, and all other digits.
  const words = (type + ': ' + text)
    .replace(/\S*@\S*|[^\s:;,()]*\d{4}[^\s:;,()]*/g, '…')
    .replace(/[^ -~…]|\d/g, '')
    .slice(0, 120);
  const cause = words.replace(/^: |: $/g, '') || 'no cause given';
  const wasConnected = has(connected, callId) || Number(textOf(end.Duration)) > 0;
  // CauseTypes that somebody chose (Cisco's API guides).
  const isChosen = /(Local|Remote)(Disconnect|Busy|Reject)/i.test(type);
  // Keywords match whole words, also with a version or a plural ("sslv3", "TLSv1.2"): not "wireless" or "hassle".
  const keyword = '(^|[^a-z\\d])(' + settings.sslKeywords.join('|') + ')(s|v?[\\d.]+)?([^a-z\\d]|$)';
  const isSsl = !isChosen && (/InsufficientSecurity/i.test(type) || new RegExp(keyword, 'i').test(text));
  const isLikeSsl = /ssl|tls|certif|x\.?509|handshake|cipher|encrypt|secur|trust/i.test(type + text);
  const isOutgoing = textOf(end.OrigCallDirection).toLowerCase() === 'outgoing';
  let ignoredReason = isSsl ? '' : 'not an SSL failure (' + cause + ')';
  if (wasConnected) ignoredReason = 'it was connected';
  if (!isOutgoing) ignoredReason = 'it was not dialed from this codec';
  return {
    callId: callId,
    address: address,
    meeting: address && address.meeting,
    protocol: textOf(end.Protocol) || uri.replace(/.*?(sip|spark|h323)s?:.*|.+/i, '$1'),
    wasConnected: wasConnected,
    wasHungUp: /LocalDisconnect/i.test(type),
    cause: cause,
    ignoredReason: ignoredReason,
    isSuspicious: !isSsl && !isChosen && !wasConnected && isLikeSsl,
  };
}
