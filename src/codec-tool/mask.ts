/**
 * Masks secrets and personal data in what a codec reports. A value is kept only if it is known to be harmless: if the
 * table of the xAPI lists it, if it is a word of codecs, or a number at a path where numbers are measures.
 */
import { readSettings } from '../macro/settings';
import { parseZoomAddress } from '../zoom-obtp-redialer/address';
import { declared } from '../zoom-obtp-redialer/settings';
import { asText, freeName } from './explain';
import { knownWords, spaceAt } from './paths-in-use';

/** Words of codecs beyond those in the table. Names and passwords are not among them. */
const HARMLESS =
  wordsIn(`True False On Off Auto None Unknown Manual Yes No Enabled Disabled Active Inactive Available
  NotAvailable Connected Disconnected Registered NotRegistered Standby Halfwake Idle EnteringStandby OK Error Warning
  Running Stopped Initialized Incoming Outgoing Both Low Medium High Normal Default Custom SIP H323 Spark WebRTC
  presentation-screen-switcher`);

/** The causes of disconnected calls (Cisco's API guides). They are a closed list, and what the redialer decides by. */
const CAUSE_TYPES =
  wordsIn(`OtherLocal LocalDisconnect UnknownRemoteSite LocalBusy LocalReject InsufficientSecurity
  OtherRemote RemoteDisconnect RemoteBusy RemoteRejected RemoteNoAnswer CallForwarded NetworkRejected Unknown`);

/** The words of causes of disconnected calls. CauseString is free text: any other word may be a name. */
const CAUSE_WORDS =
  wordsIn(`a accept acceptable accepted address alert an at authority bad because been broken busy by
  ca call callerror called canceled cancelled cannot cause cert certificate certificates chain cipher closed code
  connect connected connection could declined denied destination disconnect disconnected does due encrypted encryption
  end ended error established everywhere exist expired fail failed failure far fatal for forbidden found from gateway
  gone handshake has host http https in incomplete insufficient internal invalid is issuer local lost media method
  mismatch missing name network no normal not of on or ok party peer permitted policy port proxy reached reason refused
  register registered reject rejected remote request requested required reset resource response rejectedbyremote route
  secure security self server service session sigalert signed sip ssl state temporarily terminated the time timed
  timeout tls to transport trust trusted unable unauthorized unavailable unknown unreachable unsupported untrusted user
  verification verified verify verisign version was with wrong x509`);

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().split(/\s+/));
}

/** Values at these paths are always personal data: the last word of a path, or a part of it. */
const PRIVATE =
  /pass|phrase|pin$|secret|token|credential|key|serial|mac|phone|number|alias|e164|user|name|address|uri|mail|contact|title|agenda|organizer|meeting|booking|^id$|location|ssid|hash|login|auth|certificate|accesscode|activationcode/i;
const PRIVATE_BRANCH = /pass|phrase|secret|token|credential|contact|phonebook|widget|ieee8021x|wifi/i;

/** Paths at which a number measures or counts something, by their last word. */
const MEASURE =
  /(size|width|height|rate|volume|level|count|duration|timeout|delay|interval|percent|temperature|brightness|gain|resolution|pan|tilt|zoom|focus|jitter|loss|bytes|packets|mtu|uptime|output|source|sourceid|connector|layoutid|offset|x|y|z)$|^(numberofactivecalls|numberofinprogresscalls|numberofsuspendedcalls|causecode|causevalue|callid|active|current)$/i;

const { zoomDomains } = readSettings(declared, {}, () => undefined);

/** Negative where no screen is connected. */
const RESOLUTION = /^-?\d{1,5}x-?\d{1,5}(@-?\d{1,3}(\.\d+)?(Hz)?)?$/;
const SMALL_NUMBER = /^-?\d{1,4}(\.\d{1,3})?$/;
const PRODUCT =
  /^(Cisco )?((Webex|Spark) )?(Room|Board|Desk|Codec|Kit|Bar|Pro|Plus|EQX?|Mini|Dual|Single|Panorama|G\d|SX|DX|MX|\d{2,3}[SDST]?| )+$/;
const VERSION = /^(ce|RoomOS )?\d+(\.\d+){1,4}(\.[0-9a-f]{6,16})?$/;

/** A value in a form that may be shown. */
export function maskValue(path: string, value: string): string {
  if (value === '') return '';
  if (path === 'Status SystemUnit Software Version') return VERSION.test(value) ? value : hidden(value);
  if (/^Status SystemUnit Product(Platform|Id)$/.test(path))
    return PRODUCT.test(value) ? value : hidden(value);
  const space = spaceAt(path);
  if (space?.space === 'Literal') return knownWords.has(value) ? value : hidden(value);
  if (space?.space === 'Integer') return SMALL_NUMBER.test(value) ? value : hidden(value);
  if (/ CauseType$/.test(path)) return CAUSE_TYPES.has(value.toLowerCase()) ? value : hidden(value);
  if (/ CauseString$/.test(path)) return maskCause(value);
  if (/ PreferredFormat$/.test(path) && RESOLUTION.test(value)) return value;
  if (/^(sips?|spark|h323):|^[^\s@]+@[\w.-]+$/i.test(value)) return maskDialString(value);
  if (isPrivate(path)) return hidden(value);
  if (HARMLESS.has(value.toLowerCase()) || knownWords.has(value)) return value;
  const isMeasure = MEASURE.test(path.split(' ').at(-1) ?? '');
  return isMeasure && SMALL_NUMBER.test(value) ? value : hidden(value);
}

/** The same for a tree of values. Ids of list elements are kept. */
export function maskTree(path: string, tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map((element: unknown) => maskTree(path, element));
  if (typeof tree !== 'object' || tree === null) {
    return tree === undefined || tree === null ? null : maskValue(path, asText(tree));
  }
  const masked: Record<string, unknown> = {};
  for (const [name, below] of Object.entries(tree as Readonly<Record<string, unknown>>)) {
    // A key that is not a plain name could be anything. Hidden names of one length must not replace each other.
    const plain = /^[A-Za-z]\w{0,40}$/.test(name) ? name : hidden(name);
    const shown = freeName(plain, (taken) => Object.hasOwn(masked, taken));
    if (name === 'id') masked[name] = /^\d{1,4}$/.test(asText(below)) ? below : hidden(asText(below));
    else masked[shown] = maskTree(`${path} ${name}`, below);
  }
  return masked;
}

/** Free text, such as a line of the console: addresses, long numbers and what looks like a token are masked. */
export function maskText(text: string): string {
  return text
    .replace(/(sips?|spark|h323):\S+|[^\s<>"'(]+@[^\s<>"',)]+/gi, (found) => maskDialString(found))
    .replace(/\b\d{1,3}(\.\d{1,3}){3}\b/g, '•.•.•.•')
    .replace(/\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b/gi, '••:••:••')
    .replace(/\+?\d[\d -]{4,}\d/g, (found) => `${found.slice(0, 2)}•••`)
    .replace(/(pass(?:word|code|phrase)?|pin|token|secret|key)(\s*[:=]\s*|\s+is\s+)\S+/gi, '$1$2•••')
    .replace(/\b(?=\w*\d)(?=\w*[a-z])[\w-]{16,}\b/gi, '•••');
}

/** A cause with only the words that causes consist of. Short numbers are codes, such as 404. */
function maskCause(text: string): string {
  return text.replace(/[\p{L}\p{M}\p{N}_@.:/\\-]+/gu, (found) =>
    found
      .split(/([.:/\\-])/)
      .map((part) => (isCauseWord(part) ? part : '•••'))
      .join(''),
  );
}

function isCauseWord(part: string): boolean {
  return (
    /^[.:/\\-]?$/.test(part) ||
    /^\d{1,3}$/.test(part) ||
    CAUSE_WORDS.has(part.toLowerCase().replace(/v?\d*$/, ''))
  );
}

function isPrivate(path: string): boolean {
  const steps = path.split(' ');
  return PRIVATE.test(steps.at(-1) ?? '') || steps.slice(1).some((step) => PRIVATE_BRANCH.test(step));
}

/**
 * A dial string of the same form with the first two digits of a meeting id. Other digits become 0 and letters x. Any
 * domain of Zoom becomes the same one, so that a recorded call can be replayed.
 */
function maskDialString(text: string): string {
  const [, scheme = '', user = '', domain = ''] =
    /^((?:sips?|spark|h323):)?([^@]*)(?:@(.*))?$/i.exec(text) ?? [];
  const zoom = parseZoomAddress(text, zoomDomains);
  const masked = user.replace(/\d/g, '0').replace(/[^\d.]/g, 'x');
  const shown = zoom?.meeting && user.startsWith(zoom.meeting) ? user.slice(0, 2) + masked.slice(2) : masked;
  return `${scheme}${shown}${domain === '' ? '' : `@${zoom ? 'zoomcrc.com' : 'example.com'}`}`;
}

/** A placeholder that shows the length of the text. */
function hidden(value: string): string {
  return `•••(${value.length})`;
}
