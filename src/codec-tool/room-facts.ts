/** What `check` reports about a room: its screens, and today's Zoom meetings. */
import type { CodecState } from '../presentation-screen-switcher/mirror';
import { roomOf } from '../presentation-screen-switcher/room';
import { fieldAt, listIn, textAt } from './connection';
import { maskValue } from './mask';

/** A line for each screen, and which of them is the largest for the switcher. */
export function screensIn(connectors: unknown, outputs: unknown): readonly string[] {
  const lines = listIn({ list: connectors }, 'list').map(screenLine);
  const video = { Output: { Connector: outputs } };
  const state = { 'Video Output Connector': connectors, Video: video } as CodecState;
  const order = roomOf(state, undefined, 0, 0, false).ranking;
  const names = order.screens.map(({ output }) => `output ${output}`);
  if (names.length < 2) return [...lines, `${names.length} screen to switch: presentations do not move`];
  return [
    ...lines,
    `ranking, largest first: ${names.join(', ')}${order.isClear ? '' : ' (the first two are equal)'}`,
  ];
}

function screenLine(connector: unknown): string {
  const path = 'Status Video Output Connector';
  const device = fieldAt(connector, 'ConnectedDevice');
  const driven = fieldAt(connector, 'Resolution');
  const shown = (node: unknown, group: string, name: string): string =>
    maskValue(`${path} ${group}${name}`, textAt(node, name)) || 'not reported';
  const inches = shown(device, 'ConnectedDevice ', 'ScreenSize');
  return (
    `output ${textAt(connector, 'id')}: connected ${shown(connector, '', 'Connected')}, ` +
    `size ${inches === '0' ? 'not reported' : `${inches} inches`}, ` +
    `format ${shown(device, 'ConnectedDevice ', 'PreferredFormat')}, ` +
    `driven at ${shown(driven, 'Resolution ', 'Width')}x${shown(driven, 'Resolution ', 'Height')}`
  );
}

/** The Zoom meetings in dial strings or texts of bookings, with shortened IDs. */
export function meetingsIn(bookings: readonly unknown[]): readonly string[] {
  const found = bookings.flatMap((booking) => {
    const text = JSON.stringify(booking);
    const [, id] = /(\d{5,40})[\w.*#-]*@(?:[\w-]+\.)*zoomcrc\.com/i.exec(text) ?? [];
    if (id === undefined) return [];
    const fields = Object.keys(booking as object).filter((name) => /^[A-Z][A-Za-z]{1,30}$/.test(name));
    return [`Zoom meeting ${id.slice(0, 2)}…; its booking has ${fields.join(', ')}`];
  });
  return bookings.length === 0
    ? []
    : [...found, `${found.length} of ${bookings.length} bookings are Zoom meetings`];
}
