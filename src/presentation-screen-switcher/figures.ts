import { LONGEST_PAUSE_MS, SILENCE_MS } from '../macro/backoff';
import { LOOK_EVERY_MS, LOOK_WHEN_IDLE_EVERY_MS } from './reconciler';
import { BACK_AFTER_MS, GONE_AFTER_MS } from './screens';

/** Figures for the documents. */
export const figures = {
  backAfterMs: BACK_AFTER_MS,
  goneAfterMs: GONE_AFTER_MS,
  longestPauseMs: LONGEST_PAUSE_MS,
  lookEveryMs: LOOK_EVERY_MS,
  lookWhenIdleEveryMs: LOOK_WHEN_IDLE_EVERY_MS,
  silenceMs: SILENCE_MS,
};
