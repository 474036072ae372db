/** SVG as text, with its own background for light and dark pages, and without external resources. */

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif";

export const WIDTH = 900;
export const INK = '#1f2937';
export const PALE = '#5b6675';

interface Picture {
  readonly height: number;
  readonly title: string;
  /** For screen readers. */
  readonly description: string;
  readonly body: readonly string[];
}

export function svg({ height, title, description, body }: Picture): string {
  const size = `width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`;
  const panel = { x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 10 };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title desc" font-family="${FONT}">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description)}</desc>`,
    shape('rect', { ...panel, fill: '#f4f6f9', stroke: '#d5dce4' }),
    ...body,
    '</svg>\n',
  ].join('\n');
}

type Attributes = Readonly<Record<string, string | number>>;

/** An element without content. */
export function shape(name: 'rect' | 'line' | 'circle' | 'path' | 'use', attributes: Attributes): string {
  return `<${name} ${written(attributes)} />`;
}

/** A text in the middle of a place; with `text-anchor: start`, from there on. */
export function text(x: number, y: number, says: string, style: Attributes): string {
  return `<text ${written({ x, y, 'text-anchor': 'middle', ...style })}>${escaped(says)}</text>`;
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${typeof value === 'number' ? rounded(value) : value}"`)
    .join(' ');
}

export function rounded(number: number): string {
  return String(Math.round(number * 10) / 10);
}

function escaped(says: string): string {
  return says.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
