import type { Outcome } from './inside/host';
import type { Played } from './inside/play';

/** An outcome as the engine reports it. */
export function outcomeIn(text: string): Outcome {
  const outcome: unknown = JSON.parse(text);
  if (isOutcome(outcome)) return outcome;
  throw new Error(`not an outcome: ${text}`);
}

/** The outcome of a scenario. An unhandled rejection fails it, because on a codec it stops all macros. */
export function playedBy({ value, stuck = '', lost }: Outcome): Played {
  const played = isPlayed(value) ? value : { error: stuck, journal: [] };
  return { ...played, error: played.error || lost };
}

/** The result of a task; throws if it failed. */
export function valueOf({ value, stuck, lost }: Outcome): unknown {
  if (stuck || lost) throw new Error(stuck || lost);
  return value;
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'lost' in value;
}

function isPlayed(value: unknown): value is Played {
  return typeof value === 'object' && value !== null && 'journal' in value;
}
