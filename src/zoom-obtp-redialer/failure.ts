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

/** CauseTypes of `CallDisconnect` that somebody chose (Cisco's API guides). */
const CHOSEN = /(Local|Remote)(Disconnect|Busy|Reject)/i;
const SSL_LIKE = /ssl|tls|certif|x\.?509|handshake|cipher|encrypt|secur|trust/i;

/** Classifies the end of a call. `connected` are the ids of calls that are known to have connected. */
export function callEnd(
  end: EventAt<'CallDisconnect'>,
  settings: RedialerSettings,
  connected: readonly string[],
): CallEnd {
  const callId = idOf(end.CallId);
  const uri = textOf(end.RequestedURI).trim() || textOf(end.RemoteURI);
  const address = parseZoomAddress(uri, settings.zoomDomains);
  const scheme = /(sip|spark|h323)s?:/i.exec(uri);
  const type = textOf(end.CauseType).slice(0, 40);
  const text = textOf(end.CauseString).slice(0, 300);
  const cause = withoutSecrets(type + ': ' + text).replace(/^: |: $/g, '') || 'no cause given';
  const wasConnected = has(connected, callId) || Number(textOf(end.Duration)) > 0;
  const isChosen = CHOSEN.test(type);
  const isSsl = !isChosen && (/InsufficientSecurity/i.test(type) || hasKeyword(settings.sslKeywords, text));
  let ignoredReason = isSsl ? '' : 'not an SSL failure (' + cause + ')';
  if (wasConnected) ignoredReason = 'it was connected';
  if (textOf(end.OrigCallDirection).toLowerCase() !== 'outgoing')
    ignoredReason = 'it was not dialed from this codec';
  return {
    callId: callId,
    address: address,
    meeting: address && address.meeting,
    protocol: textOf(end.Protocol) || (scheme && scheme[1]) || '',
    wasConnected: wasConnected,
    wasHungUp: /LocalDisconnect/i.test(type),
    cause: cause,
    ignoredReason: ignoredReason,
    isSuspicious: !isSsl && !isChosen && !wasConnected && SSL_LIKE.test(type + text),
  };
}

/** Keywords match whole words, also with a version or a plural ("sslv3", "TLSv1.2"): not "wireless" or "hassle". */
function hasKeyword(keywords: readonly string[], text: string): boolean {
  return keywords.some((keyword) =>
    new RegExp('(^|[^a-z0-9])' + keyword + '(s|v?[0-9.]+)?([^a-z0-9]|$)').test(text.toLowerCase()),
  );
}

/** Words for the log: addresses, parts with many digits, and all other digits are removed. */
function withoutSecrets(text: string): string {
  return text
    .replace(/\S*@\S*|[^\s:;,()]*\d{4}[^\s:;,()]*/g, '…')
    .replace(/[^ -~…]|\d/g, '')
    .slice(0, 120);
}
