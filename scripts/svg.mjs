/** SVG as text: a panel of its own, so that it can be read on light and on dark pages, and nothing from elsewhere. */

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif";

/**
 * @typedef {object} Picture
 * @property {number} width
 * @property {number} height
 * @property {string} title
 * @property {string} description for those who cannot see it
 * @property {readonly string[]} [shapes] to `use` in the body
 * @property {readonly string[]} body
 */

/** @param {Picture} picture */
export function svg({ width, height, title, description, shapes = [], body }) {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const panel = { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 10 };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title desc" font-family="${FONT}">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description)}</desc>`,
    ...(shapes.length > 0 ? ['<defs>', ...shapes, '</defs>'] : []),
    area({ ...panel, fill: '#f4f6f9', stroke: '#d5dce4' }),
    ...body,
    '</svg>\n',
  ].join('\n');
}

/** @param {{ x: number, y: number, width: number, height: number, rx?: number, fill: string, stroke?: string }} box */
export function area({ fill, stroke, rx, ...box }) {
  const corners = rx === undefined ? '' : ` rx="${rx}"`;
  const edge = stroke === undefined ? '' : ` stroke="${stroke}"`;
  return `<rect ${placed(box)}${corners} fill="${fill}"${edge} />`;
}

/**
 * One of the shapes of the picture.
 * @param {string} shape
 * @param {{ x: number, y: number, width: number, height: number }} box
 */
export function use(shape, box) {
  return `<use href="#${shape}" ${placed(box)} />`;
}

/** @param {Readonly<Record<string, number>>} numbers */
export function placed(numbers) {
  return Object.entries(numbers)
    .map(([name, number]) => `${name}="${rounded(number)}"`)
    .join(' ');
}

/**
 * @param {{ x1: number, y1: number, x2: number, y2: number }} ends
 * @param {string} stroke
 * @param {string} [dashes]
 */
export function line(ends, stroke, dashes) {
  return `<line ${placed(ends)} stroke="${stroke}"${dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`} />`;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} says
 * @param {{ size: number, fill: string, isBold?: boolean, anchor?: 'start' | 'middle' }} how
 */
export function text(x, y, says, { size, fill, isBold = false, anchor = 'middle' }) {
  const weight = isBold ? ' font-weight="600"' : '';
  const place = `${placed({ x, y })} font-size="${size}"${weight} fill="${fill}" text-anchor="${anchor}"`;
  return `<text ${place}>${escaped(says)}</text>`;
}

/** @param {number} number */
export function rounded(number) {
  return String(Math.round(number * 10) / 10);
}

/** @param {string} says */
function escaped(says) {
  return says.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
