import type { Settings } from '../macro/settings';

/** Every setting of the macro, declared here and nowhere else. */
export const declared = {
  zoomDomains: {
    preset: 'zoomcrc.com',
    each: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
  },
  redialProtocol: { preset: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
  pauseBeforeDialling: { preset: 1, least: 0, most: 10, whole: false },
  mostRedials: { preset: 2, least: 1, most: 3, whole: true },
  sslWords: {
    preset: 'ssl, tls, certificate',
    each: /^[a-z0-9 ]{2,40}$/,
  },
  showMessages: { preset: true },
  textConnecting: { preset: 'Connecting to Zoom, one moment please', longest: 140 },
  textNotReached: {
    preset: 'Zoom could not be reached. Please try again, or join from your laptop.',
    longest: 255,
  },
  textNoMeeting: {
    preset: 'No Zoom meeting number was found. Please dial it by hand, or join from your laptop.',
    longest: 255,
  },
} as const;

export const help: Readonly<Record<keyof typeof declared, string>> = {
  zoomDomains: 'Calls to these domains, and below them, are Zoom calls.',
  redialProtocol: 'The protocol to dial again with.',
  pauseBeforeDialling: 'Seconds between the failed call and the redial.',
  mostRedials: 'How often a meeting is redialled before the room is told.',
  sslWords: 'A failure is an SSL failure if its cause has one of these words.',
  showMessages: 'Whether the screen tells people what is happening.',
  textConnecting: 'On the screen while Zoom is being connected.',
  textNotReached: 'On the screen when Zoom cannot be reached.',
  textNoMeeting: 'On the screen when no meeting number is known.',
};

export type RedialerSettings = Settings<typeof declared>;
