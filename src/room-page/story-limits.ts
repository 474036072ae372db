/** How long a story may be, so that it fits into a link and a link cannot keep a page busy. */
export const MAX_STORY_STEPS = 200;
/** Milliseconds that may pass before one step, or after the last. */
export const MAX_WAIT_MS = 3_600_000;
