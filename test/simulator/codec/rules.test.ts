/** The simulated codec refuses what a product with a firmware would refuse, with the errors of the xAPI. */
import { describe, expect, it } from 'vitest';
import type { AnyXapi } from '../../../src/simulator/codec/fake-xapi';
import type { Firmware } from '../../../src/xapi/schema-subset';
import { BAD_PARAMETERS, codec, NO_MATCH, settled } from './probe';

/** The outcome of a request: 'taken', or the error. */
function outcome(
  product: string,
  firmware: Firmware,
  ask: (xapi: AnyXapi) => Promise<unknown>,
): Promise<unknown> {
  const { room, xapi } = codec({ product, firmware });
  const answer = ask(xapi).then(() => 'taken');
  return settled(room, answer, 1);
}

describe('settings', () => {
  it.each([
    ['hopen', '11.14', 'Video Output Connector 2 MonitorRole', 'Second', 'taken'],
    ['hopen', '11.14', 'Video Output Connector 2 MonitorRole', 'Third', BAD_PARAMETERS],
    ['hopen', '11.14', 'Video Output Connector 3 MonitorRole', 'First', NO_MATCH],
    ['hopen', '11.14', 'Video Monitors', 'DualPresentationOnly', 'taken'],
    ['hopen', '11.14', 'Video Monitors', 'Triple', BAD_PARAMETERS],
    ['barents', '9.15', 'Video Output Connector 3 MonitorRole', 'Recorder', 'taken'],
    ['barents', '26.4', 'Video Monitors', 'Triple', 'taken'],
    ['barents_70i', '26.4', 'Video Monitors', 'DualPresentationOnly', BAD_PARAMETERS],
    ['barents_70i', '26.4', 'Video Monitors', 'TriplePresentationOnly', 'taken'],
    ['polaris', '11.17', 'Video Output Connector 1 MonitorRole', 'First', NO_MATCH],
    ['polaris', '11.18', 'Video Output Connector 1 MonitorRole', 'First', 'taken'],
    ['polaris', '11.18', 'Video Output Connector 1 MonitorRole', 'PresentationOnly', BAD_PARAMETERS],
    ['havella', '11.14', 'Video Monitors', 'Dual', NO_MATCH],
    ['octavio', '11.14', 'Video Output Connector 1 MonitorRole', 'First', NO_MATCH],
    ['millennium', '9.15', 'Video Output Connector 1 MonitorRole', 'First', NO_MATCH],
    ['millennium', '11.14', 'Video Output Connector 1 MonitorRole', 'First', 'taken'],
  ] as const)('%s on %s: %s %s', async (product, firmware, path, value, expected) => {
    expect(await outcome(product, firmware, (xapi) => xapi.config.set(path, value))).toEqual(expected);
  });

  it('the second output of a Room 70 Single is PresentationOnly by default', () => {
    expect(codec({ product: 'svea_70s', firmware: '11.14' }).room.outputs.role(2)).toBe('PresentationOnly');
  });

  it.each([
    ['hopen', '26.2'],
    ['brooklyn', '10.19'],
    ['svea', '26.1'],
    ['millennium', '10.19'],
  ] as const)('there is no %s on %s', (product, firmware) =>
    expect(() => codec({ product, firmware })).toThrow('there is no'),
  );
});

it.each<[command: string, Firmware, parameters: Readonly<Record<string, unknown>>, expected: unknown]>([
  ['Dial', '11.14', { Number: '1', Protocol: 'SIP' }, BAD_PARAMETERS],
  ['Dial', '11.14', { Number: '1', Protocol: 'H320' }, BAD_PARAMETERS],
  ['Dial', '9.15', { Number: '1', Protocol: 'H320' }, 'taken'],
  ['Dial', '11.14', { Number: '1'.repeat(256) }, BAD_PARAMETERS],
  ['Bookings Get', '11.14', {}, BAD_PARAMETERS],
  ['Bookings List', '11.14', { Days: 366 }, BAD_PARAMETERS],
  ['Bookings List', '11.14', { Days: 'one' }, BAD_PARAMETERS],
  ['UserInterface Message TextLine Display', '11.14', { Text: 'x'.repeat(141) }, BAD_PARAMETERS],
])('the command %s on %s with %j', async (path, firmware, parameters, expected) => {
  expect(await outcome('hopen', firmware, (xapi) => xapi.command(path, parameters))).toEqual(expected);
});
