/** What `npm start` shows without options, with introductions. */

export const introduction = `
  The codec of a meeting room is the computer that makes video calls and drives the screens. Administrators can
  install small programs on it: macros. Here, each macro runs in a simulated room, in the JavaScript engine of
  real codecs. The first one redials a call that failed; the second one shows presentations on the largest screen.`;

export const tour = [
  {
    macro: 'zoom-obtp-redialer',
    name: 'join-repaired',
    about: `
      On some codecs, the Join button of a Zoom meeting fails because the secure connection (SSL) cannot be
      established. The macro detects the failure and redials the meeting over Spark, the protocol of Webex.`,
  },
  {
    macro: 'presentation-screen-switcher',
    name: 'meeting',
    about: `
      Each screen is connected to an output of the codec. The macro reads the sizes of the screens. During a
      share, the largest screen shows the presentation, and the others show the participants. Otherwise, the
      largest screen shows the participants, and the others are blank.`,
  },
] as const;
