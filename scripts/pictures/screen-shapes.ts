/** What a screen can show, as SVG shapes of 160 by 90. */
import type { Shown } from '../../src/simulator/room/screens';
import { area, idOf, line, placed, rounded, use } from './svg';

const ALL = { x: 0, y: 0, width: 160, height: 90 };

const shapes: Readonly<Record<Shown, readonly string[]>> = {
  blank: [area({ ...ALL, fill: '#0b1220' })],
  participants: [
    area({ ...ALL, fill: '#dbe7f1' }),
    person(40, 30, 11, '#93aec6'),
    person(120, 30, 11, '#93aec6'),
    person(80, 18, 15, '#3f6588'),
  ],
  presentation: [
    area({ ...ALL, fill: '#fffdf7' }),
    area({ x: 14, y: 12, width: 70, height: 8, rx: 2, fill: '#b4552d' }),
    area({ x: 14, y: 28, width: 46, height: 4, rx: 2, fill: '#c9ced6' }),
    area({ x: 14, y: 38, width: 52, height: 4, rx: 2, fill: '#c9ced6' }),
    area({ x: 14, y: 48, width: 40, height: 4, rx: 2, fill: '#c9ced6' }),
    area({ x: 84, y: 56, width: 12, height: 20, fill: '#efc9a8' }),
    area({ x: 101, y: 46, width: 12, height: 30, fill: '#e3a578' }),
    area({ x: 118, y: 38, width: 12, height: 38, fill: '#cf7c4a' }),
    area({ x: 135, y: 26, width: 12, height: 50, fill: '#b4552d' }),
    line({ x1: 80, y1: 76.5, x2: 150, y2: 76.5 }, '#7b8794'),
  ],
  'participants and presentation': [
    area({ ...ALL, fill: '#0b1220' }),
    use('presentation', { x: 2, y: 15, width: 106, height: 60 }),
    use('participants', { x: 110, y: 31, width: 48, height: 27 }),
  ],
  'home screen': [
    area({ ...ALL, fill: '#2b4660' }),
    ...[40, 80, 120].map((cx) => `<circle ${placed({ cx, cy: 45, r: 13 })} fill="#7f9db8" />`),
  ],
};

/** The shapes by the names of what is shown. */
export const screenShapes = Object.entries(shapes).map(([name, parts]) =>
  [`<symbol id="${idOf(name)}" viewBox="0 0 160 90">`, ...parts, '</symbol>'].join('\n'),
);

/**
 * Head and shoulders, down to the edge of the screen.
 * @param head its radius
 */
function person(x: number, top: number, head: number, fill: string) {
  const bend = rounded(1.5 * head);
  const shoulder = rounded(top + 3.8 * head);
  const body = `M${rounded(x - 2 * head)} 90V${shoulder}q0 -${bend} ${bend} -${bend}h${head}q${bend} 0 ${bend} ${bend}V90z`;
  return `<circle ${placed({ cx: x, cy: top + head, r: head })} fill="${fill}" />\n<path d="${body}" fill="${fill}" />`;
}
