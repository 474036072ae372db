/**
 * The fake of `xapi` and the library behind a macro's `xapi` run the same script, each on its own codec:
 * callers and listeners see the same, at the same time and in the same order. Here: requests.
 */
import { describe, expect, it } from 'vitest';
import type { Path } from '../../../src/simulator/codec/fake-xapi';
import { CALL, callIsUp, faultsOf, NO_NEWLINES, onBoth, order, seen } from '../both-sides';
import { BAD_PARAMETERS, NO_MATCH, UNKNOWN_COMMAND } from '../codec/probe';

describe('reading and writing', () => {
  it.each<[path: Path, expected: unknown]>([
    ['Conference Presentation Mode', 'Off'],
    ['Conference Presentation', { Mode: 'Off' }],
    ['Call', [CALL]],
    ['Call 3', CALL],
    ['Call 3 Status', 'Connected'],
    ['Call 4', undefined],
    ['Call 4 Status', undefined],
    ['Conference Presentation LocalInstance', undefined],
    ['MediaChannels Call 3 Channel 3 Video', { ChannelRole: 'Main', Protocol: 'H264' }],
    // In any spelling.
    ['Call/3/Status', 'Connected'],
    ['/Call/3/Status', 'Connected'],
    ['call[3].status', 'Connected'],
    [' call  3  status ', 'Connected'],
    [['Call', 3, 'Status'], 'Connected'],
    [['call', '3', 'status'], 'Connected'],
  ])('a status: %j', async (path, expected) => {
    const lines = await onBoth(async (side) => {
      await callIsUp(side);
      side.asks('it', () => side.xapi.status.get(path));
    });
    expect(seen(lines, 'it')).toEqual([expected]);
  });

  it.each<[path: Path]>([
    ['Nope'],
    ['Call Nope'],
    ['call 3 status nope'],
    ['constructor'],
    ['CALL'],
    [['Call 3']],
  ])('a status that does not exist: %j', async (path) => {
    const lines = await onBoth((side) => side.asks('it', () => side.xapi.status.get(path)));
    expect(seen(lines, 'it fails')).toEqual([NO_MATCH]);
  });

  it('all statuses or configurations', async () => {
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.status.get(''));
      side.asks('other', () => side.xapi.config.get('/'));
    });
    expect(seen(lines, 'it')).toMatchObject([{ Conference: { Presentation: { Mode: 'Off' } } }]);
    expect(seen(lines, 'other')).toMatchObject([{ Video: { Monitors: 'Auto' } }]);
  });

  it('a configuration', async () => {
    const lines = await onBoth(async (side) => {
      const { config } = side.xapi;
      side.asks('get', () => config.get('Video Output Connector'));
      side.asks('set', () => config.set('Video Output Connector 1 MonitorRole', 'Second'));
      side.asks('get', () => config.get('video/output/connector[1]'));
      await side.wait(50);
      side.asks('get', () => config.get('Video Output Connector 1 MonitorRole'));
    });
    const before = { id: '1', MonitorRole: 'Auto' };
    const after = { id: '1', MonitorRole: 'Second' };
    expect(seen(lines, 'get')).toEqual([[before, { id: '2', MonitorRole: 'Auto' }], after, 'Second']);
    expect(seen(lines, 'set')).toEqual([null]);
  });

  it.each<[path: string, value: unknown, error: unknown]>([
    ['Video Monitors', 'Quadruple', BAD_PARAMETERS],
    ['Video Monitors', 5, BAD_PARAMETERS],
    ['Video Monitors', undefined, BAD_PARAMETERS],
    ['Video Monitors', 'Du\nal', NO_NEWLINES],
    ['Video Nope', 'Dual', NO_MATCH],
    ['Video', 'Dual', NO_MATCH],
    ['', 'Dual', NO_MATCH],
    ['Video Output Connector 9 MonitorRole', 'First', NO_MATCH],
  ])('a refused configuration: %j to %j', async (path, value, error) => {
    const lines = await onBoth((side) => side.asks('it', () => side.xapi.config.set(path, value)));
    expect(seen(lines, 'it fails')).toEqual([error]);
  });

  it('an answer is not the state of the codec', async () => {
    const lines = await onBoth((side) =>
      side.asks('it', async () => {
        Object.assign((await side.xapi.config.get('Video')) as object, { Monitors: 'meddled' });
        return side.xapi.config.get('Video Monitors');
      }),
    );
    expect(seen(lines, 'it')).toEqual(['Auto']);
  });

  it('an unchanged value is accepted, and not reported', async () => {
    const lines = await onBoth(async (side) => {
      side.xapi.config.on('Video', side.hears('video'));
      await side.wait(50);
      side.asks('set', () => side.xapi.config.set('Video Monitors', 'Auto'));
      side.asks('set', () => side.xapi.config.set('Video Monitors', 'Dual'));
    });
    expect(seen(lines, 'set')).toEqual([null, null]);
    expect(seen(lines, 'video')).toEqual([{ Monitors: 'Dual' }]);
  });

  it('functions that jsxapi does not have', async () => {
    const lines = await onBoth((side) => {
      const { xapi } = side;
      [xapi.status, xapi.config, xapi.event].forEach((section) => {
        side.note(
          'has',
          ['get', 'set', 'on', 'once'].filter((name) => typeof Reflect.get(section, name) === 'function'),
        );
        side.tries('off', () => section.off());
      });
      try {
        // @ts-expect-error not a path
        void xapi.status.get(undefined);
      } catch (error) {
        side.note('no path throws', error instanceof TypeError);
      }
    });
    expect(seen(lines, 'has')).toEqual([
      ['get', 'on', 'once'],
      ['get', 'set', 'on', 'once'],
      ['on', 'once'],
    ]);
    expect(seen(lines, 'off throws')).toHaveLength(3);
    expect(seen(lines, 'no path throws')).toEqual([true]);
  });
});

const PANEL = 'UserInterface Extensions Panel Save';

type CommandGiven = readonly [
  path: Path,
  parameters?: Readonly<Record<string, unknown>> | string,
  body?: string,
];

describe('commands', () => {
  it.each<[answer: unknown, ...CommandGiven]>([
    [{ CallId: '3', ConferenceId: '1' }, 'Dial', { Number: 'boss@example.com' }],
    [{ CallId: '3', ConferenceId: '1' }, 'dial', { Number: 5, DisplayName: undefined }],
    [{ ResultInfo: { TotalRows: '0' } }, 'Bookings List'],
    [{ ResultInfo: { TotalRows: '0' } }, ['bookings', 'list'], {}],
    [{ ResultInfo: { TotalRows: '0' } }, '/Bookings/List', { Days: 1 }],
    [undefined, PANEL, { PanelId: 'x' }, 'two\nlines'],
    [undefined, PANEL, { PanelId: 'x', body: 'first' }, 'second'],
    [undefined, PANEL, { PanelId: 'x' }, ''],
  ])('one that answers %j: %j %j %j', async (answer, ...given) => {
    const lines = await onBoth((side) => side.asks('it', () => side.xapi.command(...given)));
    expect(seen(lines, 'it')).toEqual([answer]);
  });

  it.each<[error: unknown, ...CommandGiven]>([
    [BAD_PARAMETERS, 'Dial'],
    [BAD_PARAMETERS, 'Dial', {}],
    [BAD_PARAMETERS, 'Dial', { Number: undefined }],
    [BAD_PARAMETERS, 'Dial', { Number: '1', Nope: '1' }],
    [BAD_PARAMETERS, 'Dial', { Number: '1', Protocol: 'Pigeon' }],
    [BAD_PARAMETERS, 'Dial', 'text'],
    [BAD_PARAMETERS, 'Dial', { Number: '1' }, 'text'],
    [BAD_PARAMETERS, PANEL, 'text'],
    [BAD_PARAMETERS, PANEL, 'text', 'more'],
    [BAD_PARAMETERS, PANEL, '', 'more'],
    [BAD_PARAMETERS, PANEL, { PanelId: 'x' }],
    [NO_NEWLINES, 'Dial', { Number: '1\n2' }],
    [NO_NEWLINES, 'Nope', { Number: '\n' }],
    [UNKNOWN_COMMAND, 'Nope'],
    [UNKNOWN_COMMAND, ''],
    [UNKNOWN_COMMAND, 'UserInterface', 'two\nlines'],
    [{ code: 1, message: 'Booking not found' }, 'Bookings Get', { Id: '7' }],
  ])('one that is refused with %j: %j %j %j', async (error, ...given) => {
    const lines = await onBoth((side) => side.asks('it', () => side.xapi.command(...given)));
    expect(seen(lines, 'it fails')).toEqual([error]);
  });

  it('a call that is refused, or never answered', async () => {
    const lines = await onBoth(async (side) => {
      side.room.phone.dialOutcome = () => 'refused';
      side.asks('refused', () => side.xapi.command('Dial', { Number: '1' }));
      await side.wait(50);
      side.room.faults = faultsOf({ outcomes: ['fails', 'answer lost', 'request lost'] });
      side.asks('broken', () => side.xapi.command('Dial', { Number: '1' }));
      side.asks('lost', () => side.xapi.command('Dial', { Number: '1' }));
      side.asks('lost', () => side.xapi.command('Dial', { Number: '1' }));
    });
    expect(order(lines)).toEqual(['refused fails', 'broken fails']);
    expect(seen(lines, 'refused fails')).toEqual([{ code: 1, message: 'Cannot dial 1' }]);
  });

  it('parameters are copied when the request is made', async () => {
    const lines = await onBoth(async (side) => {
      const parameters = { Number: 'boss@example.com' };
      side.asks('dial', () => side.xapi.command('Dial', parameters));
      parameters.Number = 'nobody@example.com';
      await side.wait(50);
      side.note('dialed', side.room.phone.dialed[0]?.number);
    });
    expect(seen(lines, 'dialed')).toEqual(['boss@example.com']);
  });
});
