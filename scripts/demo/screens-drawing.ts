/** The screens of a room as text: side by side on the floor, drawn to scale, with colors. */
import { styleText } from 'node:util';
import type { ShownScreen } from '../../src/simulator/room/context';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';

/** Formats a text in a style. */
export type Paint = (style: Style, text: string) => string;

/** Colors depend on the terminal, NO_COLOR and FORCE_COLOR. */
export const paint: Paint = (style, text) => (text.trim() === '' ? text : styleText(style, text));

export const plain: Paint = (_, text) => text;

interface Piece {
  readonly width: number;
  /** All are `width` wide. */
  readonly lines: readonly string[];
}

/** Maximum width of a drawn screen. */
const WIDEST = 28;
const GAP = 3;
/** 16:9, in characters that are twice as high as wide. */
const ROWS_PER_COLUMN = 9 / 16 / 2;
/** Diagonal at which a screen of unknown size is drawn. */
const UNKNOWN = 55;

/** Columns per inch at which all of these pictures fit; undefined if their labels, which do not shrink, do not. */
export function scaleOf(pictures: readonly (readonly ShownScreen[])[], width: number): number | undefined {
  let scale = WIDEST / Math.max(UNKNOWN, ...pictures.flat().map(({ inches }) => inches));
  const areTooWide = (): boolean => pictures.some((screens) => widthOf(screens, scale) > width);
  while (scale > 0.1 && areTooWide()) scale *= 0.98;
  return areTooWide() ? undefined : scale;
}

/**
 * A picture as lines.
 * @param scale columns per inch
 */
export function drawn(screens: readonly ShownScreen[], scale: number, paint: Paint): string[] {
  const pieces = screens.map((screen) => drawnScreen(screen, scale, paint));
  const height = Math.max(0, ...pieces.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    pieces
      .map(({ width, lines }) => lines[row - height + lines.length] ?? ' '.repeat(width))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

function widthOf(screens: readonly ShownScreen[], scale: number) {
  const widths = screens.map((screen) => Math.max(columnsOf(screen, scale), labelOf(screen).length));
  return widths.reduce((sum, width) => sum + width, GAP * (screens.length - 1));
}

function columnsOf({ inches }: ShownScreen, scale: number) {
  return Math.max(6, Math.round((inches || UNKNOWN) * scale));
}

function labelOf({ output, inches }: ShownScreen) {
  return `output ${output}, ${inches || '?'}″`;
}

/** A screen with its label below. */
function drawnScreen(screen: ShownScreen, scale: number, paint: Paint): Piece {
  const columns = columnsOf(screen, scale);
  const rows = Math.max(3, Math.round((screen.inches || UNKNOWN) * scale * ROWS_PER_COLUMN));
  const frame = '─'.repeat(columns - 2);
  const lines = contents[screen.shows](columns - 2, rows - 2, paint);
  const label = labelOf(screen);
  const width = Math.max(columns, label.length);
  return {
    width,
    lines: [
      beside(`┌${frame}┐`, columns, width),
      ...lines.map((line) => beside(`│${line}│`, columns, width)),
      beside(`└${frame}┘`, columns, width),
      beside(paint('dim', label), label.length, width),
    ],
  };
}

type Content = (width: number, height: number, paint: Paint) => readonly string[];

const contents: Readonly<Record<ShownScreen['shows'], Content>> = {
  blank: (width, height) => centred([], width, height),
  'home screen': (width, height, paint) =>
    centred([width < 11 ? 'home' : 'home screen'], width, height).map((line) => paint('dim', line)),
  participants: (width, height, paint) => people(width, height).map((line) => paint('green', line)),
  presentation: (width, height, paint) => chart(width, height).map((line) => paint('cyan', line)),
  'participants and presentation': (width, height, paint) => {
    const half = Math.floor(width / 2);
    const right = people(width - half, height);
    return chart(half, height).map((line, row) => paint('cyan', line) + paint('green', right[row] ?? ''));
  },
};

/** Three people, if there is room for them. */
function people(width: number, height: number) {
  const figure = height < 2 ? [' o '] : height < 4 ? [' o ', '/|\\'] : [' o ', '/|\\', '/ \\'];
  const count = Math.max(1, Math.min(3, Math.floor((width + 1) / 4)));
  const gap = Math.max(1, Math.min(4, Math.floor((width - 3 * count) / (count + 1))));
  const lines = figure.map((line) => Array.from({ length: count }, () => line).join(' '.repeat(gap)));
  return centred(lines, width, height);
}

/** A bar chart on the lower edge of the screen. */
function chart(width: number, height: number) {
  const thick = width < 11 ? 1 : width < 20 ? 2 : 3;
  const rows = height < 4 ? height : height - 1;
  const bars = [0.4, 0.75, 0.55, 1].map((part) => Math.round(part * rows * 2) / 2);
  return Array.from({ length: height }, (_, row) => {
    const level = height - row;
    const line = bars
      .map((bar) => (bar >= level ? '█' : bar >= level - 0.5 ? '▄' : ' ').repeat(thick))
      .join(' '.repeat(Math.max(1, thick - 1)));
    return beside(line.slice(0, width), Math.min(width, line.length), width);
  });
}

/** Lines in the middle of a field. */
function centred(lines: readonly string[], width: number, height: number) {
  const top = Math.floor((height - lines.length) / 2);
  return Array.from({ length: height }, (_, row) => {
    const line = lines[row - top] ?? '';
    return beside(line, line.length, width);
  });
}

/**
 * A text with space on both sides.
 * @param length of the text without its colors
 */
function beside(text: string, length: number, width: number) {
  const left = Math.floor((width - length) / 2);
  return ' '.repeat(left) + text + ' '.repeat(width - length - left);
}
