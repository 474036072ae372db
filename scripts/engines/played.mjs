/** @typedef {import('../../src/simulator/in-engine.ts').Played} Played */
/** @typedef {import('./inside.mjs').Outcome} Outcome */

/**
 * What came of a scenario. A rejection that nobody hears of fails it, for on a codec it would stop all macros.
 * @param {Outcome} outcome
 * @returns {Played}
 */
export function playedBy({ value, stuck = '', lost }) {
  const played = /** @type {Played} */ (value ?? { error: stuck, journal: [] });
  return { ...played, error: played.error || lost };
}
