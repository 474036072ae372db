/** SVG as text, with its own background for light and dark pages, and without external resources. */

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif";

export const WIDTH = 900;
export const INK = '#1f2937';
export const PALE = '#5b6675';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** For screen readers. */
  readonly description: string;
  /** To `use` in the body. */
  readonly shapes?: readonly string[];
  readonly body: readonly string[];
}

// A type, not an interface: it is passed as a record of numbers.
type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

interface Area extends Box {
  /** The radius of the corners. */
  readonly rx?: number;
  readonly fill: string;
  readonly stroke?: string;
}

type Line = {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
};

interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly isBold?: boolean;
  readonly anchor?: 'start' | 'middle';
}

export function svg({ width, height, title, description, shapes = [], body }: Picture) {
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

export function area({ fill, stroke, rx, ...box }: Area) {
  const corners = rx === undefined ? '' : ` rx="${rx}"`;
  const edge = stroke === undefined ? '' : ` stroke="${stroke}"`;
  return `<rect ${placed(box)}${corners} fill="${fill}"${edge} />`;
}

/** One of the shapes of the picture. */
export function use(shape: string, box: Box) {
  return `<use href="#${idOf(shape)}" ${placed(box)} />`;
}

/** The id of a shape: its name without spaces, which an id cannot have. */
export function idOf(shape: string) {
  return shape.replace(/ /g, '-');
}

export function placed(numbers: Readonly<Record<string, number>>) {
  return Object.entries(numbers)
    .map(([name, number]) => `${name}="${rounded(number)}"`)
    .join(' ');
}

export function line(ends: Line, stroke: string, dashes?: string) {
  return `<line ${placed(ends)} stroke="${stroke}"${dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`} />`;
}

export function text(
  x: number,
  y: number,
  says: string,
  { size, fill, isBold = false, anchor = 'middle' }: TextStyle,
) {
  const weight = isBold ? ' font-weight="600"' : '';
  const place = `${placed({ x, y })} font-size="${size}"${weight} fill="${fill}" text-anchor="${anchor}"`;
  return `<text ${place}>${escaped(says)}</text>`;
}

export function rounded(number: number) {
  return String(Math.round(number * 10) / 10);
}

function escaped(says: string) {
  return says.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
