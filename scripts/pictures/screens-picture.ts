/** The screens of a room at some moments of a meeting. */
import { screenShapes } from './screen-shapes';
import { area, INK, PALE, svg, text, use, WIDTH } from './svg';
import type { Moment } from './moments';

type Screen = Moment['screens'][number];

const PER_INCH = 2.2;
const MARGIN = 16;
const GAP = 12;
/** Positions of the screens. */
const FLOOR = 154;

/** A panel for each moment, with the screens to scale. */
export function screensPicture(moments: readonly Moment[]): string {
  const width = (WIDTH - 2 * MARGIN - (moments.length - 1) * GAP) / moments.length;
  const panels = moments.map(({ title, screens }, index) => {
    const left = MARGIN + index * (width + GAP);
    return [
      area({ x: left, y: MARGIN, width, height: 196, rx: 8, fill: '#ffffff', stroke: '#d5dce4' }),
      text(left + width / 2, 45, title, { size: 15, isBold: true, fill: INK }),
      ...row(screens, left + width / 2),
    ].join('\n');
  });
  const descriptions = moments.map(({ title, screens }) => {
    const all = screens.map(({ inches, shows }) => `${shows} on the ${inches}-inch screen`);
    return `${title}: ${all.join(', ')}.`;
  });
  return svg({
    width: WIDTH,
    height: 228,
    title: 'What the screens show in a call',
    description: descriptions.join(' '),
    shapes: screenShapes,
    body: panels,
  });
}

/** Screens side by side. */
function row(screens: readonly Screen[], middle: number): readonly string[] {
  const between = 18;
  const sizes = screens.map(({ inches }) => sizeOf(inches));
  const all = sizes.reduce((sum, { width }) => sum + width, (screens.length - 1) * between);
  let left = middle - all / 2;
  return screens.flatMap(({ inches, shows }, index) => {
    const { width, height } = sizes[index] ?? sizeOf(inches);
    const [x, center] = [left, left + width / 2];
    left += width + between;
    return [
      area({ x: x - 3, y: FLOOR - height - 3, width: width + 6, height: height + 6, rx: 4, fill: INK }),
      use(shows, { x, y: FLOOR - height, width, height }),
      text(center, FLOOR + 24, `${inches}″`, { size: 13, isBold: true, fill: INK }),
      text(center, FLOOR + 42, shows, { size: 13, fill: PALE }),
    ];
  });
}

/**
 * Width and height in the picture of a screen with 16:9.
 * @param inches its diagonal
 */
function sizeOf(inches: number): { readonly width: number; readonly height: number } {
  const part = (inches * PER_INCH) / Math.hypot(16, 9);
  return { width: 16 * part, height: 9 * part };
}
