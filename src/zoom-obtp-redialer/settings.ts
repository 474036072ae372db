import type { Settings } from '../macro/settings';

/** Every setting of the macro, declared here and nowhere else. */
export const declared = {
  zoomDomains: {
    default: 'zoomcrc.com',
    words: 'domains',
    pattern: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
  },
  redialProtocol: { default: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
  redialDelaySeconds: { default: 1, min: 0, max: 10, whole: false },
  maxRedials: { default: 2, min: 1, max: 3, whole: true },
  sslKeywords: {
    default: 'ssl, tls, certificate',
    words: 'words of letters, digits and spaces,',
    pattern: /^[a-z0-9 ]{2,40}$/,
  },
  showMessages: { default: true },
  messageConnecting: { default: 'Connecting to Zoom, one moment please', maxLength: 140 },
  messageNotReached: {
    default: 'Zoom could not be reached. Please try again, or join from your laptop.',
    maxLength: 255,
  },
  messageNoMeeting: {
    default: 'No Zoom meeting number was found. Please dial it by hand, or join from your laptop.',
    maxLength: 255,
  },
} as const;

export const help: Readonly<Record<keyof typeof declared, string>> = {
  zoomDomains: 'Calls to these domains, and below them, are Zoom calls.',
  redialProtocol: 'The protocol to dial again with.',
  redialDelaySeconds: 'Seconds between the failed call and the redial.',
  maxRedials: 'How often a meeting is redialled before the room is told.',
  sslKeywords: 'A failure is an SSL failure if its cause has one of these words.',
  showMessages: 'Whether the screen tells people what is happening.',
  messageConnecting: 'On the screen while Zoom is being connected.',
  messageNotReached: 'On the screen when Zoom cannot be reached.',
  messageNoMeeting: 'On the screen when no meeting number is known.',
};

export type RedialerSettings = Settings<typeof declared>;
