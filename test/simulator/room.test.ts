/** The simulated codec refuses what a product with a firmware would refuse, with the errors of the xAPI. */
import { describe, expect, it } from 'vitest';
import type { Firmware } from '../../src/xapi/schema-subset';
import { node } from '../simulate';
import { Link, faultless } from '../../src/simulator/codec/link';
import { Room } from '../../src/simulator/room/room';
import { anyXapi } from '../../src/simulator/codec/fake-xapi';
import type { AnyXapi } from '../../src/simulator/codec/fake-xapi';

const NO_MATCH = { code: 3, message: 'No match on address expression' };
const UNKNOWN = { code: 3, message: 'Unknown command' };
const BAD = { code: 4, message: 'Invalid or missing parameters' };

function codec(product: string, firmware: Firmware): { room: Room; xapi: AnyXapi } {
  const room = new Room({ engine: node, macro: () => undefined, product, firmware });
  const link = new Link(
    room.clock,
    room.device,
    () => faultless(20),
    () => undefined,
  );
  return { room, xapi: anyXapi(link) };
}

/** The outcome of a request: 'taken', or the error. */
async function outcome(
  product: string,
  firmware: Firmware,
  ask: (xapi: AnyXapi) => Promise<unknown>,
): Promise<unknown> {
  const { room, xapi } = codec(product, firmware);
  const answer = ask(xapi).then(
    () => 'taken',
    (error: unknown) => error,
  );
  await room.wait(1);
  return answer;
}

const setRole =
  (output: number, role: string) =>
  (xapi: AnyXapi): Promise<unknown> =>
    xapi.config.set(`Video Output Connector ${output} MonitorRole`, role);
const setMonitors =
  (mode: string) =>
  (xapi: AnyXapi): Promise<unknown> =>
    xapi.config.set('Video Monitors', mode);

describe('settings', () => {
  it.each([
    ['hopen', '11.14', setRole(2, 'Second'), 'taken'],
    ['hopen', '11.14', setRole(2, 'Third'), BAD],
    ['hopen', '11.14', setRole(3, 'First'), NO_MATCH],
    ['hopen', '11.14', setMonitors('DualPresentationOnly'), 'taken'],
    ['hopen', '11.14', setMonitors('Triple'), BAD],
    ['barents', '9.15', setRole(3, 'Recorder'), 'taken'],
    ['barents', '26.4', setMonitors('Triple'), 'taken'],
    ['barents_70i', '26.4', setMonitors('DualPresentationOnly'), BAD],
    ['barents_70i', '26.4', setMonitors('TriplePresentationOnly'), 'taken'],
    ['polaris', '11.17', setRole(1, 'First'), NO_MATCH],
    ['polaris', '11.18', setRole(1, 'First'), 'taken'],
    ['polaris', '11.18', setRole(1, 'PresentationOnly'), BAD],
    ['havella', '11.14', setMonitors('Dual'), NO_MATCH],
    ['octavio', '11.14', setRole(1, 'First'), NO_MATCH],
    ['millennium', '9.15', setRole(1, 'First'), NO_MATCH],
    ['millennium', '11.14', setRole(1, 'First'), 'taken'],
  ] as const)('%s on %s', async (product, firmware, ask, expected) => {
    expect(await outcome(product, firmware, ask)).toEqual(expected);
  });

  it('the second output of a Room 70 Single is PresentationOnly by default', () => {
    expect(codec('svea_70s', '11.14').room.outputs.role(2)).toBe('PresentationOnly');
  });

  it.each([
    ['hopen', '26.2'],
    ['brooklyn', '10.19'],
    ['svea', '26.1'],
    ['millennium', '10.19'],
  ] as const)('there is no %s on %s', (product, firmware) => {
    expect(() => codec(product, firmware)).toThrow('there is no');
  });
});

describe('commands', () => {
  const dial =
    (parameters: Record<string, unknown>) =>
    (xapi: AnyXapi): Promise<unknown> =>
      xapi.command('Dial', parameters);

  it.each([
    ['11.14', dial({ Number: '1@zoomcrc.com', Protocol: 'Spark' }), 'taken'],
    ['11.14', dial({ Protocol: 'Spark' }), BAD],
    ['11.14', dial({ Number: '1', Protocol: 'SIP' }), BAD],
    ['11.14', dial({ Number: '1', Protocol: 'H320' }), BAD],
    ['9.15', dial({ Number: '1', Protocol: 'H320' }), 'taken'],
    ['11.14', dial({ Number: '1'.repeat(256) }), BAD],
    ['11.14', dial({ Number: '1', Nmber: '2' }), BAD],
    ['11.14', (xapi: AnyXapi) => xapi.command('Dail', { Number: '1' }), UNKNOWN],
    ['11.14', (xapi: AnyXapi) => xapi.command('Bookings Get', {}), BAD],
    ['11.14', (xapi: AnyXapi) => xapi.command('Bookings List', { Days: 366 }), BAD],
    ['11.14', (xapi: AnyXapi) => xapi.command('Bookings List', { Days: 'one' }), BAD],
    [
      '11.14',
      (xapi: AnyXapi) => xapi.command('UserInterface Message TextLine Display', { Text: 'x'.repeat(141) }),
      BAD,
    ],
    ['11.14', (xapi: AnyXapi) => xapi.command('UserInterface Extensions Panel Save', { PanelId: 'x' }), BAD],
    ['11.14', (xapi: AnyXapi) => xapi.status.get('Conference Presentation Mod'), NO_MATCH],
    ['11.14', (xapi: AnyXapi) => xapi.status.get('Conference Presentation Mode'), 'taken'],
  ] as const)('on %s, number %#', async (firmware, ask, expected) => {
    expect(await outcome('hopen', firmware, ask)).toEqual(expected);
  });
});
