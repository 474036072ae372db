/** The picture of the redialer: a Zoom join that fails and is redialed, along a time axis. */
import type { RepairedJoin } from './pictures';
import { INK, PALE, rounded, shape, svg, text } from './svg';

const AXIS = { left: 138, right: 872, y: 236 };
const LANE = { first: 84, next: 48, height: 32 };
const FROM_HERE = { 'text-anchor': 'start' };

/** What happens from the button to the meeting. */
export function timelinePicture({ fails, why, dials, protocol, connects, line: said }: RepairedJoin): string {
  const end = Math.ceil((connects + 0.4) * 2) / 2;
  const at = (seconds: number): number => AXIS.left + ((AXIS.right - AXIS.left) * seconds) / end;
  const events = [
    [0, 'Join is pressed'],
    [fails, `The call fails: ${why}`],
    [dials, `Dialed again over ${protocol}`],
    [connects, 'Connected'],
  ] as const;
  const ticks = Array.from({ length: 2 * end + 1 }, (_, index) => index / 2);
  /** A bar of a call or a message. */
  const bar = (
    lane: number,
    from: number,
    until: number,
    fill: string,
    ink: string,
    says: string,
  ): string[] => {
    const y = LANE.first + lane * LANE.next;
    const place = { x: at(from), y, width: at(until) - at(from), height: LANE.height };
    return [
      shape('rect', { ...place, rx: 4, fill, stroke: ink }),
      text((at(from) + at(until)) / 2, y + LANE.height / 2 + 4.5, says, { 'font-size': 13, fill: ink }),
    ];
  };
  const body = [
    ...ticks.flatMap((seconds) => [
      shape('line', { x1: at(seconds), y1: AXIS.y, x2: at(seconds), y2: AXIS.y + 5, stroke: PALE }),
      text(at(seconds), AXIS.y + 20, rounded(seconds), { 'font-size': 12, fill: PALE }),
    ]),
    text(20, AXIS.y + 20, 'seconds', { 'font-size': 12, fill: PALE, ...FROM_HERE }),
    shape('line', { x1: AXIS.left, y1: AXIS.y, x2: AXIS.right, y2: AXIS.y, stroke: PALE }),
    ...events.flatMap(([seconds, what]) => {
      const upright = { x1: at(seconds), y1: 26, x2: at(seconds), y2: AXIS.y };
      const style = { 'font-size': 13, fill: INK, ...FROM_HERE };
      return [
        shape('line', { ...upright, stroke: '#9aa5b1', 'stroke-dasharray': '3 4' }),
        text(at(seconds) + 7, 38, clock(seconds), { ...style, 'font-weight': 600 }),
        text(at(seconds) + 7, 56, what, style),
      ];
    }),
    ...['First call', 'On the screen', 'Second call'].map((name, lane) => {
      const y = LANE.first + lane * LANE.next + LANE.height / 2 + 4.5;
      return text(20, y, name, { 'font-size': 13, 'font-weight': 600, fill: INK, ...FROM_HERE });
    }),
    ...bar(0, 0, fails, '#f3d3cf', '#8a2c22', 'dialing'),
    ...bar(1, said.from, said.until, '#f6e7bf', '#6b4e08', `“${said.text}”`),
    ...bar(2, dials, connects, '#cfe0f3', '#1d4f80', 'dialing'),
    ...bar(2, connects, end, '#cfe9d6', '#1c5b32', 'connected'),
  ];
  return svg({
    height: 272,
    title: 'A Zoom join that fails, and is repaired',
    description: [
      ...events.map(([seconds, what]) => `${clock(seconds)}: ${what}.`),
      `From ${clock(said.from)} to ${clock(said.until)} the screen says: ${said.text}.`,
    ].join(' '),
    body,
  });
}

function clock(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}
