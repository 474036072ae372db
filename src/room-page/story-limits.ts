/**
 * How long a story may be, so that it fits into a link, and a link cannot keep a page busy. A story that has reached a
 * limit takes no more steps.
 */
export const MAX_STORY_STEPS = 200;
/** Milliseconds of the room's time that all steps may take together. */
export const MAX_STORY_MS = 7_200_000;
/** Characters that the steps may take in a link. */
export const MAX_STORY_CHARS = 30_000;
/** Milliseconds that may pass after a step: then the room's time stops until somebody does something. */
export const MAX_WAIT_MS = 1_800_000;
