/**
 * The pictures in the READMEs, drawn from stories that the sources play in the simulated room: a picture cannot show
 * what the macro does not do.
 */
import { screenShapes } from './screen-shapes.mjs';
import { fromSources } from './sources.mjs';
import { area, line, rounded, svg, text, use } from './svg.mjs';

/** @typedef {import('../src/simulator/pictures.ts').Moment} Moment */
/** @typedef {import('../src/simulator/pictures.ts').RepairedJoin} RepairedJoin */
/** @typedef {Moment['screens'][number]} Screen */

const WIDTH = 900;
const INK = '#1f2937';
const PALE = '#5b6675';

/** The pictures by their paths below the project. */
export async function pictures() {
  /** @type {{ meeting: () => Promise<readonly Moment[]>, repairedJoin: () => Promise<RepairedJoin> }} */
  const played = await fromSources(`
    import { roomWith } from './test/simulate.ts';
    import * as stories from './src/simulator/pictures.ts';
    export const meeting = () =>
      stories.meeting(roomWith('presentation-screen-switcher', stories.meetingRoom));
    export const repairedJoin = () =>
      stories.repairedJoin((plan) => roomWith('zoom-obtp-redialer', plan));`);
  return new Map([
    ['macros/presentation-screen-switcher/screens.svg', screensPicture(await played.meeting())],
    ['macros/zoom-obtp-redialer/timeline.svg', timelinePicture(await played.repairedJoin())],
  ]);
}

const PER_INCH = 2.2;
const MARGIN = 16;
const GAP = 12;
/** Where the screens stand. */
const FLOOR = 154;

/** @type {Readonly<Record<Screen['shows'] | 'speaker', string>>} */
const inWords = {
  speaker: 'the speaker',
  people: 'the people',
  presentation: 'the presentation',
  both: 'people and presentation',
  blank: 'blank',
  main: 'the home screen',
};

/**
 * A panel for each moment, the screens in it to scale.
 * @param {readonly Moment[]} moments
 */
export function screensPicture(moments) {
  const width = (WIDTH - 2 * MARGIN - (moments.length - 1) * GAP) / moments.length;
  const panels = moments.map(({ title, screens }, index) => {
    const left = MARGIN + index * (width + GAP);
    return [
      area({ x: left, y: MARGIN, width, height: 196, rx: 8, fill: '#ffffff', stroke: '#d5dce4' }),
      text(left + width / 2, 45, title, { size: 15, isBold: true, fill: INK }),
      ...row(screens, left + width / 2),
    ].join('\n');
  });
  const told = moments.map(({ title, screens }) => {
    const all = captions(screens).map(
      (caption, index) => `${caption} on the ${screens[index]?.inches}-inch screen`,
    );
    return `${title}: ${all.join(', ')}.`;
  });
  return svg({
    width: WIDTH,
    height: 228,
    title: 'What the screens show in a call',
    description: told.join(' '),
    shapes: screenShapes,
    body: panels,
  });
}

/**
 * What each screen shows, in words. While nobody shares, people who speak come to the front.
 * @param {readonly Screen[]} screens
 */
function captions(screens) {
  const isSharing = screens.some(({ shows }) => shows === 'presentation' || shows === 'both');
  return screens.map(({ shows }) => inWords[shows === 'people' && !isSharing ? 'speaker' : shows]);
}

/**
 * Screens side by side.
 * @param {readonly Screen[]} screens
 * @param {number} middle
 */
function row(screens, middle) {
  const between = 18;
  const sizes = screens.map(({ inches }) => sizeOf(inches));
  const below = captions(screens);
  const all = sizes.reduce((sum, { width }) => sum + width, (screens.length - 1) * between);
  let left = middle - all / 2;
  return screens.flatMap(({ inches, shows }, index) => {
    const { width, height } = sizes[index] ?? sizeOf(inches);
    const [x, centre] = [left, left + width / 2];
    left += width + between;
    return [
      area({ x: x - 3, y: FLOOR - height - 3, width: width + 6, height: height + 6, rx: 4, fill: INK }),
      use(shows, { x, y: FLOOR - height, width, height }),
      text(centre, FLOOR + 24, `${inches}″`, { size: 13, isBold: true, fill: INK }),
      text(centre, FLOOR + 42, below[index] ?? '', { size: 13, fill: PALE }),
    ];
  });
}

/**
 * Width and height, in the picture, of a screen as wide as screens are: 16:9.
 * @param {number} inches its diagonal
 */
function sizeOf(inches) {
  const part = (inches * PER_INCH) / Math.hypot(16, 9);
  return { width: 16 * part, height: 9 * part };
}

const AXIS = { left: 138, right: 872, y: 236 };
const LANE = { first: 84, next: 48, height: 32 };

/**
 * What happens from the button to the meeting.
 * @param {RepairedJoin} join
 */
export function timelinePicture({ fails, why, dials, protocol, connects, line: said }) {
  const end = Math.ceil((connects + 0.4) * 2) / 2;
  const at = (/** @type {number} */ seconds) => AXIS.left + ((AXIS.right - AXIS.left) * seconds) / end;
  const events = /** @type {const} */ ([
    [0, 'Join is pressed'],
    [fails, `The call fails: ${why}`],
    [dials, `Dialled again over ${protocol}`],
    [connects, 'Connected'],
  ]);
  const ticks = Array.from({ length: 2 * end + 1 }, (_, index) => index / 2);
  const body = [
    ...ticks.map((seconds) =>
      [
        line({ x1: at(seconds), y1: AXIS.y, x2: at(seconds), y2: AXIS.y + 5 }, PALE),
        text(at(seconds), AXIS.y + 20, rounded(seconds), { size: 12, fill: PALE }),
      ].join('\n'),
    ),
    text(20, AXIS.y + 20, 'seconds', { size: 12, fill: PALE, anchor: 'start' }),
    line({ x1: AXIS.left, y1: AXIS.y, x2: AXIS.right, y2: AXIS.y }, PALE),
    ...events.map(([seconds, what]) =>
      [
        line({ x1: at(seconds), y1: 26, x2: at(seconds), y2: AXIS.y }, '#9aa5b1', '3 4'),
        text(at(seconds) + 7, 38, clock(seconds), { size: 13, isBold: true, fill: INK, anchor: 'start' }),
        text(at(seconds) + 7, 56, what, { size: 13, fill: INK, anchor: 'start' }),
      ].join('\n'),
    ),
    ...lane(0, 'First call', [
      { from: at(0), until: at(fails), fill: '#f3d3cf', ink: '#8a2c22', says: 'dialling' },
    ]),
    ...lane(1, 'On the screen', [
      { from: at(said.from), until: at(said.until), fill: '#f6e7bf', ink: '#6b4e08', says: `“${said.text}”` },
    ]),
    ...lane(2, 'Second call', [
      { from: at(dials), until: at(connects), fill: '#cfe0f3', ink: '#1d4f80', says: 'dialling' },
      { from: at(connects), until: at(end), fill: '#cfe9d6', ink: '#1c5b32', says: 'connected' },
    ]),
  ];
  return svg({
    width: WIDTH,
    height: 272,
    title: 'A Zoom join that fails, and is repaired',
    description: [
      ...events.map(([seconds, what]) => `${clock(seconds)}: ${what}.`),
      `From ${clock(said.from)} to ${clock(said.until)} the screen says: ${said.text}.`,
    ].join(' '),
    body,
  });
}

/**
 * @typedef {{ from: number, until: number, fill: string, ink: string, says: string }} Bar
 * @param {number} index
 * @param {string} name
 * @param {readonly Bar[]} bars
 */
function lane(index, name, bars) {
  const y = LANE.first + index * LANE.next;
  const base = y + LANE.height / 2 + 4.5;
  return [
    text(20, base, name, { size: 13, isBold: true, fill: INK, anchor: 'start' }),
    ...bars.flatMap(({ from, until, fill, ink, says }) => [
      area({ x: from, y, width: until - from, height: LANE.height, rx: 4, fill, stroke: ink }),
      text((from + until) / 2, base, says, { size: 13, fill: ink }),
    ]),
  ];
}

/** @param {number} seconds */
function clock(seconds) {
  return `${seconds.toFixed(2)} s`;
}
