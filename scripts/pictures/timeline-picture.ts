/** A Zoom join that fails and is redialed, along a time axis. */
import type { RepairedJoin } from './moments';
import { area, INK, line, PALE, rounded, svg, text, WIDTH } from './svg';

const AXIS = { left: 138, right: 872, y: 236 };
const LANE = { first: 84, next: 48, height: 32 };

interface Bar {
  readonly from: number;
  readonly until: number;
  readonly fill: string;
  readonly ink: string;
  readonly says: string;
}

/** What happens from the button to the meeting. */
export function timelinePicture({ fails, why, dials, protocol, connects, line: said }: RepairedJoin) {
  const end = Math.ceil((connects + 0.4) * 2) / 2;
  const at = (seconds: number) => AXIS.left + ((AXIS.right - AXIS.left) * seconds) / end;
  const events = [
    [0, 'Join is pressed'],
    [fails, `The call fails: ${why}`],
    [dials, `Dialed again over ${protocol}`],
    [connects, 'Connected'],
  ] as const;
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
      { from: at(0), until: at(fails), fill: '#f3d3cf', ink: '#8a2c22', says: 'dialing' },
    ]),
    ...lane(1, 'On the screen', [
      { from: at(said.from), until: at(said.until), fill: '#f6e7bf', ink: '#6b4e08', says: `“${said.text}”` },
    ]),
    ...lane(2, 'Second call', [
      { from: at(dials), until: at(connects), fill: '#cfe0f3', ink: '#1d4f80', says: 'dialing' },
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

function lane(index: number, name: string, bars: readonly Bar[]) {
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

function clock(seconds: number) {
  return `${seconds.toFixed(2)} s`;
}
