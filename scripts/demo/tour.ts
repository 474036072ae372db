/** What `npm start` shows without options, with introductions. */

export const introduction = `
  A meeting room has a codec: the computer that makes the video calls and drives the screens, and on which an
  administrator can install small programs, "macros". Here two macros each play a story in a simulated room, in
  the JavaScript engine of real codecs: one repairs a call that fails, the other puts presentations on the
  largest screen.`;

export const tour = [
  {
    macro: 'zoom-obtp-redialer',
    name: 'join-repaired',
    about: `
      On some codecs the Join button of a Zoom meeting fails, because the secure connection (SSL) cannot be
      established. The macro notices the failure and redials the meeting over "Spark", Cisco's cloud protocol.`,
  },
  {
    macro: 'presentation-screen-switcher',
    name: 'meeting',
    about: `
      Each screen is connected to an output of the codec, and the codec chooses which output shows presentations.
      The macro reads how large the screens are: presentations belong on the largest screen and people on the
      others; while nobody presents, people belong on the largest, and the others stay blank.`,
  },
] as const;
