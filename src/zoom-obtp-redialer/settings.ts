import { wordsMatching } from '../macro/settings';
import type { Settings } from '../macro/settings';

/** Every setting of the macro, declared here and nowhere else. */
export const declared = {
  zoomDomains: {
    default: 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us',
    words: 'domains',
    parse: wordsMatching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  },
  redialProtocol: { default: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
  redialDelaySeconds: { default: 1, min: 0, max: 10, whole: false },
  maxRedials: { default: 2, min: 1, max: 3, whole: true },
  sslKeywords: {
    default: 'ssl, tls, certificate',
    words: 'words of letters, digits and spaces,',
    parse: wordsMatching(/^[a-z0-9 ]{2,40}$/),
  },
  showMessages: { default: true },
  messageConnecting: { default: 'Connecting to Zoom, one moment please', maxLength: 140 },
  messageNotReached: {
    default: 'Zoom could not be reached. Please try again, or join from your laptop.',
    maxLength: 255,
  },
  messageNoMeeting: {
    default: 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.',
    maxLength: 255,
  },
} as const;

export const help: Readonly<Record<keyof typeof declared, string>> = {
  zoomDomains: 'Domains of Zoom dial strings, whose failed joins are redialed. Subdomains are included.',
  redialProtocol: 'Protocol of the redial. Spark requires a codec that is registered to Webex.',
  redialDelaySeconds: 'Seconds between the failed call and the first redial.',
  maxRedials: 'Redials per meeting within 5 minutes.',
  sslKeywords:
    'Words in CauseString that identify an SSL failure. The console shows the cause of every failed Zoom call.',
  showMessages: 'Whether messages and alerts are shown on the screen.',
  messageConnecting: 'Message while the meeting is redialed.',
  messageNotReached: 'Alert after the last redial has failed.',
  messageNoMeeting: 'Alert if neither the call nor the calendar has a meeting ID.',
};

export type RedialerSettings = Settings<typeof declared>;
