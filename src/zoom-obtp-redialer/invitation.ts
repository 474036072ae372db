import { parseZoomAddress, zoomAddress } from './address';
import type { ZoomAddress } from './address';

/** So many facts are looked at, because a hostile text must not block the codec. */
const MAX_FACTS = 100;
/** So many characters are read before an @. */
const MAX_USER = 90;
/**
 * What stands for 0 to 9, and the last words of labels of passcodes, in the languages of Zoom's invitations. Scanners
 * may take them for secrets; they are the words that an invitation has before a number, and no secret is stored here.
 */
const WORDS = [
  '０,１,２,３,４,５,６,７,８,９,passcode,password,passwort,kenncode,code secret,mot de passe,acceso,contraseña',
  'acesso,senha,accesso,toegangscode,wachtwoord,dostępu,hasło,parola,lösenord,mật mã,доступа,пароль',
  'パスコード,パスワード,密码,密碼,암호',
]
  .join()
  .split(',');

/** The facts of a text. The first character tells the kind; meeting and passcode for a keypad are groups. */
const FACT = new RegExp(
  // The characters with which facts begin, because most places can be passed at once.
  '(?=[imz,.@Pshwt])(?:' +
    [
      // The label of a meeting, and its number.
      /\b(?:meeting)?id\b(?:[^\d@,.:;P]{0,16}[:：])?\W{0,40}(?:\d{3}\W{1,2}\d{3,4}\W{1,2}\d{3,4}(?!\d)|\d{5,40})/,
      // A link, also in the links of mail filters.
      /zoom[^\s"<>]{3,12}[/_f](?:[jsw]|wc|join)(?:[/_]|%(?:25)?2f)\d{5,40}/,
      // `,,98765432109#,,,,*246813#` and `162.255.37.11##98765432109#246813`.
      /(?:,,|\.\d{1,3}##)(\d{5,40})(?:#(?:[,*]*[01]#){0,9}[,*]*(?![01]#)(\d{1,20})(?!\w))?/,
      // The host of an address.
      /@[a-z\d-]+\.[a-z\d.-]*[a-z]/,
      // The label of a passcode, and its value if that is a number.
      /P(?: is)?[^+a-zP\dÀ-\u1fffぁ-\ufeff]{0,40}(?:(?:\d{3}[\s-]\d{3}|\d{1,20})(?![^\s,;)|<"P]{0,9}[a-z\d]))?/,
      // The heading of what is for room systems.
      /\bsip\b|h\.?323/,
      // Services.
      /zoom|webex|microsoft teams|teams\.[lm]|wi-?fi/,
    ]
      .map((kind) => kind.source)
      .join('|') +
    ')',
  'g',
);

/**
 * Reads the Zoom meetings in a text, as text or HTML: those that a link or an address names, then the others. Each may be
 * there several times, first with the passcode for room systems and phones, last with that for people, if these are numbers.
 * Takes time in proportion to the length of the text, whatever the text is.
 */
export function readInvitation(text: string, domains: readonly string[]): readonly ZoomAddress[] {
  const clean = normalized(text);
  const named: ZoomAddress[] = [];
  const forRooms: ZoomAddress[] = [];
  const forPeople: ZoomAddress[] = [];
  /** After an address alone, which may be that of the join button, before a text about something else. */
  const perhaps: ZoomAddress[] = [];
  let passcodes = perhaps;
  let meeting = '';
  /** The meeting whose passcode, a number, was read last. */
  let complete = '';
  /** Whether the passcode of the meeting may follow. */
  let isOpen = false;
  let isZoom = /zoom|sip|h\.?323/.test(clean);
  FACT.lastIndex = 0;
  for (let left = MAX_FACTS; left > 0; left -= 1) {
    const found = FACT.exec(clean);
    if (!found) break;
    const fact = found[0];
    const kind = fact.charAt(0);
    const digits = fact.replace(/^z.*\D|\D/g, '');
    if (kind === 'P') {
      // A number at the beginning of another line belongs to a sentence, unless it is alone there.
      const isValue = !/\n/.test(fact) || /^[^\w\n]*(\n|$)/.test(clean.slice(FACT.lastIndex));
      if (meeting && isOpen && isValue) {
        passcodes.push(zoomAddress([meeting, digits]));
        if (digits) complete = meeting;
      }
      if (digits || /[:：]/.test(fact)) isOpen = false;
    } else if (/[sh]/.test(kind)) {
      passcodes = forRooms;
      isOpen = complete !== meeting;
    } else if (kind === '@' || digits) {
      const before = clean.slice(Math.max(0, found.index - MAX_USER), found.index);
      const address =
        kind === '@'
          ? parseZoomAddress(String(/[\d.-]*$/.exec(before)) + fact, domains)
          : zoomAddress([found[1] || digits, found[2]]);
      const isNamed = /[@z]/.test(kind);
      isZoom = isZoom || isNamed;
      if (!isZoom || !address || !address.meeting) continue;
      (isNamed ? named : forRooms).push(address);
      if (kind === 'z' || (kind !== '@' && passcodes === perhaps)) passcodes = forPeople;
      if (found[1]) continue;
      meeting = address.meeting;
      isOpen = kind !== '@' || complete !== meeting;
    } else {
      isZoom = kind === 'z';
      if (!isZoom) meeting = '';
    }
  }
  return named.concat(forRooms, forPeople, perhaps);
}

function normalized(text: string): string {
  const plain = text
    .replace(/&#64;/g, '@')
    // Some calendars write line breaks as these two characters.
    .replace(/\\[nr]/g, '\n')
    // No-break spaces, entities, and tags such as `<o:p>`, but not `<sip:…@…>`, and no tag with a link to Zoom.
    .replace(/\xa0|&(?:amp;)?[#\w]+;|<(?![^<>]*zoom\w{0,20}\.)\/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?>/g, ' ')
    // Characters without a width, and dashes, mean nothing in the middle of a word or a number.
    .replace(/[\u00ad\u200b-\u2015\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    // A line break was lost: `246813Join by SIP`, `@zoomcrc.comJoin by H.323`, `@zmus.usPasscode: 246813`.
    .replace(/[\dms](?=[A-Z][a-z]+ [a-zA-Z])/g, '$& ')
    .toLowerCase();
  return WORDS.reduce((before, word, index) => before.split(word).join(index < 10 ? '' + index : 'P'), plain);
}
