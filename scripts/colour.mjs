/** Colour for people who look at a terminal, and none for logs and files. */

/** The sixteen colours that every terminal has, as its owner has chosen them. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  magenta: [35, 39],
  cyan: [36, 39],
};

/** @typedef {(style: keyof typeof codes, text: string) => string} Paint */

/**
 * What paints, or leaves every text as it is.
 * @param {boolean} hasColour
 * @returns {Paint}
 */
export function painter(hasColour) {
  return (style, text) => {
    if (!hasColour || text.trim() === '') return text;
    const [on, off] = codes[style];
    return `\x1b[${on}m${text}\x1b[${off}m`;
  };
}

/**
 * Whether to paint: FORCE_COLOR decides, then NO_COLOR (no-color.org), then what the output is.
 * @param {{ isTTY?: boolean, getColorDepth?: () => number }} output
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function hasColour(output, { FORCE_COLOR, NO_COLOR, TERM }) {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (TERM === 'dumb' || !output.isTTY) return false;
  return output.getColorDepth === undefined || output.getColorDepth() > 1;
}
