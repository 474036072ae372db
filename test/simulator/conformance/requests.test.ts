/**
 * The fake of `xapi` and the library behind a macro's `xapi` run the same script, each on its own codec:
 * callers and listeners see the same, at the same time and in the same order. Here: requests in every form.
 */
import { expect, it } from 'vitest';
import type { AnyXapi, Path } from '../../../src/simulator/codec/fake-xapi';
import { onBoth, seen } from '../both-sides';
import { BAD_PARAMETERS, NO_MATCH, UNKNOWN_COMMAND } from '../codec/probe';

const NO_NEWLINES = { name: 'Error', message: 'Parameters may not contain newline characters' };
const NO_BOOKINGS = { ResultInfo: { TotalRows: '0' } };
const DIALED = { CallId: '4', ConferenceId: '1' };
const PANEL = 'UserInterface Extensions Panel Save';
const CALL = {
  id: '3',
  Status: 'Connected',
  Direction: 'Incoming',
  Protocol: 'Spark',
  CallType: 'Video',
  CallbackNumber: 'spark:boss@example.com',
  RemoteNumber: 'boss@example.com',
  DisplayName: 'Boss',
};

type Ask = (xapi: AnyXapi) => Promise<unknown>;

function get(path: Path): Ask {
  return ({ status }) => status.get(path);
}

function set(path: Path, value: unknown): Ask {
  return ({ config }) => config.set(path, value);
}

function command(...given: Parameters<AnyXapi['command']>): Ask {
  return (xapi) => xapi.command(...given);
}

const answered: readonly [answer: unknown, ...asks: readonly Ask[]][] = [
  [[CALL], get('Call')],
  [CALL, get('Call 3'), get('call[3]')],
  ['Connected', get('Call/3/Status'), get('/Call/3/Status'), get('call[3].status'), get(' call  3  status ')],
  ['Connected', get(['Call', 3, 'Status']), get(['call', '3', 'status'])],
  [{ Mode: 'Off' }, get('Conference Presentation')],
  [undefined, get('Call 4'), get('Call 4 Status'), get('Conference Presentation LocalInstance')],
  [{ ChannelRole: 'Main', Protocol: 'H264' }, get('MediaChannels Call 3 Channel 3 Video')],
  [null, set('Video Output Connector 1 MonitorRole', 'Second'), set('video/monitors', 'Auto')],
  [DIALED, command('Dial', { Number: 'boss@example.com' })],
  [DIALED, command('dial', { Number: 5, DisplayName: undefined })],
  [NO_BOOKINGS, command('Bookings List'), command(['bookings', 'list'], {})],
  [NO_BOOKINGS, command('/Bookings/List', { Days: 1 })],
  [undefined, command(PANEL, { PanelId: 'x' }, 'two\nlines'), command(PANEL, { PanelId: 'x' }, '')],
  [undefined, command(PANEL, { PanelId: 'x', body: 'first' }, 'second')],
];

const refused: readonly [error: unknown, ...asks: readonly Ask[]][] = [
  [NO_MATCH, get('Nope'), get('Call Nope'), get('call 3 status nope'), get('constructor')],
  [NO_MATCH, get('CALL'), get(['Call 3'])],
  [NO_MATCH, set('Video Nope', 'Dual'), set('Video', 'Dual'), set('', 'Dual')],
  [NO_MATCH, set('Video Output Connector 9 MonitorRole', 'First')],
  [BAD_PARAMETERS, set('Video Monitors', 'Quadruple'), set('Video Monitors', 5)],
  [BAD_PARAMETERS, set('Video Monitors', undefined)],
  [BAD_PARAMETERS, command('Dial'), command('Dial', {}), command('Dial', { Number: undefined })],
  [BAD_PARAMETERS, command('Dial', { Number: '1', Nope: '1' })],
  [BAD_PARAMETERS, command('Dial', 'text'), command('Dial', { Number: '1' }, 'text')],
  [BAD_PARAMETERS, command(PANEL, 'text'), command(PANEL, 'text', 'more'), command(PANEL, '', 'more')],
  [BAD_PARAMETERS, command(PANEL, { PanelId: 'x' })],
  [NO_NEWLINES, set('Video Monitors', 'Du\nal'), command('Nope', { Number: '\n' })],
  [UNKNOWN_COMMAND, command('Nope'), command(''), command('UserInterface', 'two\nlines')],
  [{ code: 1, message: 'Booking not found' }, command('Bookings Get', { Id: '7' })],
];

it.each([
  ...answered.map(([outcome, ...asks]) => ({ what: 'it', outcome, asks })),
  ...refused.map(([outcome, ...asks]) => ({ what: 'it fails', outcome, asks })),
])(
  'requests in a call, each in several forms (%#): $what, with $outcome',
  async ({ what, outcome, asks }) => {
    const lines = await onBoth(async (side) => {
      side.room.phone.up();
      await side.wait(1000);
      for (const ask of asks) side.asks('it', () => ask(side.xapi));
    });
    expect(seen(lines, what)).toEqual(asks.map(() => outcome));
  },
);

it('what a macro changes in parameters or in an answer stays its own', async () => {
  const lines = await onBoth(async (side) => {
    const { xapi } = side;
    side.asks('monitors', async () => {
      Object.assign((await xapi.config.get('Video')) as object, { Monitors: 'meddled' });
      return xapi.config.get('Video Monitors');
    });
    const parameters = { Number: 'boss@example.com' };
    side.asks('dial', () => xapi.command('Dial', parameters));
    parameters.Number = 'nobody@example.com';
    await side.wait(50);
    side.note('dialed', side.room.phone.dialed[0]?.number);
  });
  expect(seen(lines, 'monitors')).toEqual(['Auto']);
  expect(seen(lines, 'dialed')).toEqual(['boss@example.com']);
});

it('no subscription is left of a listener that has ended, or that listens once', async () => {
  const lines = await onBoth(async (side) => {
    const off = side.xapi.config.on('Video', side.hears('all'));
    side.xapi.config.once('Video', side.hears('once'));
    await side.wait(50);
    side.room.outputs.setMonitors('Dual');
    side.room.outputs.setMonitors('Single');
    await side.wait(50);
    off();
  });
  expect(seen(lines, 'all')).toEqual([{ Monitors: 'Dual' }, { Monitors: 'Single' }]);
  expect(seen(lines, 'once')).toEqual([{ Monitors: 'Dual' }]);
  expect(seen(lines, 'subscriptions')).toEqual([0]);
});

it('functions that jsxapi does not have are missing, and its deprecated one throws', async () => {
  const lines = await onBoth((side) => {
    const { xapi } = side;
    for (const section of [xapi.status, xapi.config, xapi.event]) {
      const names = ['get', 'set', 'on', 'once'];
      side.note(
        'has',
        names.filter((name) => typeof Reflect.get(section, name) === 'function'),
      );
      side.tries('off', () => section.off());
    }
  });
  expect(seen(lines, 'has')).toEqual([
    ['get', 'on', 'once'],
    ['get', 'set', 'on', 'once'],
    ['on', 'once'],
  ]);
  expect(seen(lines, 'off throws')).toHaveLength(3);
});
