/**
 * The picture in the README of the switcher: the screens at some moments of a meeting, to scale. It is drawn from a
 * meeting in the simulated room, so it always shows what the macro does.
 */
import type { Room, RoomPlan } from '../../src/simulator/room/room';
import type { Shown } from '../../src/simulator/room/shown-screens';
import { roomWith } from '../project/room-in-node';
import type { Artifact } from './main';

/** A moment of a meeting and what the screens show. */
interface Moment {
  readonly title: string;
  readonly screens: readonly { readonly inches: number; readonly shows: Shown }[];
}

/** The room of the meeting. */
export const meetingRoom: Omit<RoomPlan, 'engine' | 'macro'> = {
  product: 'hopen',
  firmware: '11.14',
  screens: { 1: { inches: 43 }, 2: { inches: 75 } },
};

export async function screensPicture(): Promise<Artifact> {
  const name = 'presentation-screen-switcher';
  return [`macros/${name}/screens.svg`, await pictureOf(roomWith(name, meetingRoom))];
}

/** A call with a share in it. */
export async function pictureOf(room: Room): Promise<string> {
  room.start();
  await room.wait(5);
  room.phone.up();
  const nobody = await momentOf(room, 'In a call, nobody shares');
  room.shares.farEnd();
  const somebody = await momentOf(room, 'Somebody shares');
  room.shares.stop();
  return drawn([nobody, somebody, await momentOf(room, 'The share has stopped')]);
}

async function momentOf(room: Room, title: string): Promise<Moment> {
  await room.wait(5);
  const shown = room.screens();
  const screens = room.outputs.connected().map(({ id }) => {
    const { inches = 0 } = room.outputs.screen(id) ?? {};
    return { inches, shows: shown[id] ?? 'blank' };
  });
  return { title, screens };
}

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif";
const INK = '#1f2937';
const PALE = '#5b6675';
const WIDTH = 900;
const HEIGHT = 228;
const PER_INCH = 2.2;
const MARGIN = 16;
const GAP = 12;
const BETWEEN_SCREENS = 18;
/** The lower edge of the screens. */
const FLOOR = 154;

/** A panel for each moment, with its own background for light and dark pages, and without external resources. */
function drawn(moments: readonly Moment[]): string {
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
  const back = { x: 0.5, y: 0.5, width: WIDTH - 1, height: HEIGHT - 1, rx: 10 };
  const size = `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title desc" font-family="${FONT}">`,
    '<title id="title">What the screens show in a call</title>',
    `<desc id="desc">${descriptions.join(' ')}</desc>`,
    shape('rect', { ...back, fill: '#f4f6f9', stroke: '#d5dce4' }),
    '<defs>',
    ...Object.entries(contents).flatMap(([shows, parts]) => [
      `<symbol id="${idOf(shows)}" viewBox="0 0 160 90">`,
      ...parts,
      '</symbol>',
    ]),
    '</defs>',
    ...panels,
    '</svg>\n',
  ].join('\n');
}

/** Screens side by side. */
function row(screens: Moment['screens'], middle: number): readonly string[] {
  // Of 16:9.
  const sizes = screens.map(({ inches, shows }) => {
    const part = (inches * PER_INCH) / Math.hypot(16, 9);
    return { inches, shows, width: 16 * part, height: 9 * part };
  });
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

/** Head and shoulders. The head is 2 wide, and the person goes on below the screen. */
const PERSON = 'M2 0a1 1 0 0 0 0 2a1 1 0 0 0 0-2zM0 9V3.8q0-1.5 1.5-1.5h1q1.5 0 1.5 1.5V9z';

/** What the screens show in the meeting, in 160 by 90; anything else is black. */
const contents: Readonly<Partial<Record<Shown, readonly string[]>>> = {
  participants: [
    area(0, 0, 160, 90, '#dbe7f1'),
    shape('path', { d: PERSON, transform: 'translate(18 30) scale(11)', fill: '#93aec6' }),
    shape('path', { d: PERSON, transform: 'translate(98 30) scale(11)', fill: '#93aec6' }),
    shape('path', { d: PERSON, transform: 'translate(50 18) scale(15)', fill: '#3f6588' }),
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
  ],
  'home screen': [
    area(0, 0, 160, 90, '#2b4660'),
    area(20, 33, 24, 24, '#7f9db8'),
    area(68, 33, 24, 24, '#7f9db8'),
    area(116, 33, 24, 24, '#7f9db8'),
  ],
};

/** An id cannot have spaces. */
function idOf(shows: string): string {
  return shows.replace(/ /g, '-');
}

type Attributes = Readonly<Record<string, string | number>>;

function area(x: number, y: number, width: number, height: number, fill: string): string {
  return shape('rect', { x, y, width, height, fill });
}

/** An element without content. */
function shape(name: 'rect' | 'path' | 'use', attributes: Attributes): string {
  return `<${name} ${written(attributes)} />`;
}

/** A text in the middle of a place. */
function text(x: number, y: number, says: string, style: Attributes): string {
  return `<text ${written({ x, y, 'text-anchor': 'middle', ...style })}>${says}</text>`;
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${typeof value === 'number' ? Math.round(value * 10) / 10 : value}"`)
    .join(' ');
}
