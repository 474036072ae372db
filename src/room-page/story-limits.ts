/**
 * How long a story may be, so that it fits into a link, and a link cannot keep a page busy. A story that has reached a
 * limit takes no more steps.
 */
export const MAX_STORY_STEPS = 200;
/** Milliseconds of the room's time that all steps may take together. */
export const MAX_STORY_MS = 3_600_000;
/** Characters that the steps may take in a link. */
export const MAX_STORY_CHARS = 30_000;
/**
 * Milliseconds of the room's time that may pass after a step: then time stops until somebody does something, as macros
 * never come to rest. Longer than the redialer remembers its redials.
 */
export const MAX_WAIT_MS = 360_000;

/** How many lines of the console, and of the timeline, the page shows. */
export const MAX_LINES = 150;
