/** The picture of the switcher: the screens of a room at some moments of a meeting, to scale. */
import type { Shown } from '../../src/simulator/room/shown-screens';
import type { Moment } from './pictures';
import { INK, PALE, rounded, shape, svg, text, WIDTH } from './svg';

const PER_INCH = 2.2;
const MARGIN = 16;
const GAP = 12;
const BETWEEN_SCREENS = 18;
/** The lower edge of the screens. */
const FLOOR = 154;

/** A panel for each moment. */
export function screensPicture(moments: readonly Moment[]): string {
  const width = (WIDTH - 2 * MARGIN - (moments.length - 1) * GAP) / moments.length;
  const panels = moments.flatMap(({ title, screens }, index) => {
    const left = MARGIN + index * (width + GAP);
    return [
      shape('rect', { x: left, y: MARGIN, width, height: 196, rx: 8, fill: '#ffffff', stroke: '#d5dce4' }),
      text(left + width / 2, 45, title, { 'font-size': 15, 'font-weight': 600, fill: INK }),
      ...row(screens, left + width / 2),
    ];
  });
  const descriptions = moments.map(({ title, screens }) => {
    const all = screens.map(({ inches, shows }) => `${shows} on the ${inches}-inch screen`);
    return `${title}: ${all.join(', ')}.`;
  });
  return svg({
    height: 228,
    title: 'What the screens show in a call',
    description: descriptions.join(' '),
    body: ['<defs>', ...symbols, '</defs>', ...panels],
  });
}

/** Screens side by side. */
function row(screens: Moment['screens'], middle: number): readonly string[] {
  const sizes = screens.map(({ inches, shows }) => ({ inches, shows, ...sizeOf(inches) }));
  const all = sizes.reduce((sum, { width }) => sum + width, (screens.length - 1) * BETWEEN_SCREENS);
  let left = middle - all / 2;
  return sizes.flatMap(({ inches, shows, width, height }) => {
    const box = { x: left, y: FLOOR - height, width, height };
    const frame = { x: left - 3, y: box.y - 3, width: width + 6, height: height + 6, rx: 4, fill: INK };
    const center = left + width / 2;
    left += width + BETWEEN_SCREENS;
    return [
      shape('rect', frame),
      shape('use', { href: `#${idOf(shows)}`, ...box }),
      text(center, FLOOR + 24, `${inches}″`, { 'font-size': 13, 'font-weight': 600, fill: INK }),
      text(center, FLOOR + 42, shows, { 'font-size': 13, fill: PALE }),
    ];
  });
}

/** Width and height in the picture of a screen with 16:9. */
function sizeOf(inches: number): { readonly width: number; readonly height: number } {
  const part = (inches * PER_INCH) / Math.hypot(16, 9);
  return { width: 16 * part, height: 9 * part };
}

/** What a screen can show, in 160 by 90. */
const contents: Readonly<Record<Shown, readonly string[]>> = {
  blank: [area(0, 0, 160, 90, '#0b1220')],
  participants: [
    area(0, 0, 160, 90, '#dbe7f1'),
    person(40, 30, 11, '#93aec6'),
    person(120, 30, 11, '#93aec6'),
    person(80, 18, 15, '#3f6588'),
  ],
  presentation: [
    area(0, 0, 160, 90, '#fffdf7'),
    area(14, 12, 70, 8, '#b4552d'),
    area(14, 28, 46, 4, '#c9ced6'),
    area(14, 38, 52, 4, '#c9ced6'),
    area(14, 48, 40, 4, '#c9ced6'),
    area(84, 56, 12, 20, '#efc9a8'),
    area(101, 46, 12, 30, '#e3a578'),
    area(118, 38, 12, 38, '#cf7c4a'),
    area(135, 26, 12, 50, '#b4552d'),
    shape('line', { x1: 80, y1: 76.5, x2: 150, y2: 76.5, stroke: '#7b8794' }),
  ],
  'participants and presentation': [
    area(0, 0, 160, 90, '#0b1220'),
    shape('use', { href: '#presentation', x: 2, y: 15, width: 106, height: 60 }),
    shape('use', { href: '#participants', x: 110, y: 31, width: 48, height: 27 }),
  ],
  'home screen': [
    area(0, 0, 160, 90, '#2b4660'),
    ...[40, 80, 120].map((cx) => shape('circle', { cx, cy: 45, r: 13, fill: '#7f9db8' })),
  ],
};

const symbols = Object.entries(contents).map(([name, parts]) =>
  [`<symbol id="${idOf(name)}" viewBox="0 0 160 90">`, ...parts, '</symbol>'].join('\n'),
);

/** An id cannot have spaces. */
function idOf(name: string): string {
  return name.replace(/ /g, '-');
}

function area(x: number, y: number, width: number, height: number, fill: string): string {
  return shape('rect', { x, y, width, height, fill });
}

/**
 * Head and shoulders, down to the edge of the screen.
 * @param head its radius
 */
function person(x: number, top: number, head: number, fill: string): string {
  const bend = rounded(1.5 * head);
  const shoulder = rounded(top + 3.8 * head);
  const d = `M${rounded(x - 2 * head)} 90V${shoulder}q0 -${bend} ${bend} -${bend}h${head}q${bend} 0 ${bend} ${bend}V90z`;
  return `${shape('circle', { cx: x, cy: top + head, r: head, fill })}\n${shape('path', { d, fill })}`;
}
