import { LONGEST_PAUSE_MS, SILENCE_MS } from '../macro/backoff';
import { LOOK_EVERY_MS } from './reader';
import { GONE_AFTER_MS } from './screens';

/** Figures for the documents. */
export const figures = {
  goneAfterMs: GONE_AFTER_MS,
  longestPauseMs: LONGEST_PAUSE_MS,
  lookEveryMs: LOOK_EVERY_MS,
  silenceMs: SILENCE_MS,
};
