import { textOf } from '../macro/text';
import type { EventAt } from '../xapi/xapi';
import { parseZoomAddress } from './address';
import { has, idOf } from './calls';
import type { Room } from './calls';

/** The end of a call, as `CallDisconnect` reports it. */
export type CallEnd = ReturnType<typeof callEnd>;

/** Classifies the end of a call. */
export function callEnd(end: EventAt<'CallDisconnect'>, room: Pick<Room, 'settings' | 'connected'>) {
  const id = idOf(end.CallId);
  const uri = textOf(end.RequestedURI).trim() || end.RemoteURI;
  const address = parseZoomAddress(uri, room.settings.zoomDomains);
  const type = textOf(end.CauseType).slice(0, 40);
  const text = textOf(end.CauseString).slice(0, 300);
  // For the log: without addresses, parts with many digits, and all other digits.
  const words = (type + ': ' + text)
    .replace(/\S*@\S*|[^\s:;,()]*\d{4}[^\s:;,()]*/g, '…')
    .replace(/[^ -~…]|\d/g, '')
    .slice(0, 120);
  const cause = words.replace(/^: |: $/g, '') || 'no cause given';
  const wasConnected = has(room.connected, id) || Number(textOf(end.Duration)) > 0;
  // CauseTypes that somebody chose (Cisco's API guides).
  const isChosen = /(Local|Remote)(Disconnect|Busy|Reject)/i.test(type);
  // Keywords match whole words, also with a version or a plural ("sslv3", "TLSv1.2"): not "wireless" or "hassle".
  const keyword = '(^|[^a-z\\d])(' + room.settings.sslKeywords.join('|') + ')(s|v?[\\d.]+)?([^a-z\\d]|$)';
  const isSsl = !isChosen && (/InsufficientSecurity/i.test(type) || new RegExp(keyword, 'i').test(text));
  const isLikeSsl = /ssl|tls|certif|x\.?509|handshake|cipher|encrypt|secur|trust/i.test(type + text);
  let ignoredReason = isSsl ? '' : 'not an SSL failure (' + cause + ')';
  if (wasConnected) ignoredReason = 'it was connected';
  if (!/^outgoing$/i.test(textOf(end.OrigCallDirection))) ignoredReason = 'it was not dialed from this codec';
  return {
    /** '' if the report has none. */
    id: id,
    /** Undefined if the call did not lead to Zoom. */
    address: address,
    meeting: address && address.meeting,
    /** '' if the codec does not tell. */
    protocol: textOf(end.Protocol),
    wasConnected: wasConnected,
    /** Whether the room itself ended it. */
    wasHungUp: /LocalDisconnect/i.test(type),
    /** CauseType and CauseString, without secrets. */
    cause: cause,
    /** Why it is no failed join; '' if it is one. */
    ignoredReason: ignoredReason,
    /** Whether its cause looks like SSL though no keyword matched. */
    isSuspicious: !isSsl && !isChosen && !wasConnected && isLikeSsl,
  };
}
