/** Texts that a codec or Webex may send, and that do harm where they are printed or used as they are. */

/** Clears the screen, sets a title, hides text, and begins a line that looks like another codec's. C0, C1, and bidi. */
export const HOSTILE_TEXT =
  'a\u0000\u0007\b\u001b[2J\u001b]0;title\u0007\u001b]8;;https://example.com\u001b\\\u009b31m\u0085\u202e\u2028\r\nother-room  deployed\tok\u007f';
