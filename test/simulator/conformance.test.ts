/**
 * Compares the fake of `xapi` with the library behind a macro's `xapi`: the same script runs against both, each on its
 * own codec, and callers and listeners must see the same, at the same time and in the same order.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Path } from '../../src/simulator/codec/fake-xapi';
import { faultsOf, onBoth, order, seen } from './both-sides';
import type { Line, Side } from './both-sides';
import { below } from './new-style';
import { scriptOf, steps } from './random-script';

const NO_MATCH = { code: 3, message: 'No match on address expression' };
const UNKNOWN_COMMAND = { code: 3, message: 'Unknown command' };
const BAD_PARAMETERS = { code: 4, message: 'Invalid or missing parameters' };
const NO_NEWLINES = { name: 'Error', message: 'Parameters may not contain newline characters' };

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

async function callIsUp(side: Side): Promise<void> {
  side.room.phone.up();
  await side.wait(1000);
}

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
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.status.get(path));
    });
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
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.config.set(path, value));
    });
    expect(seen(lines, 'it fails')).toEqual([error]);
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
      side.tries('set', () => below(xapi.Status, 'Call').set);
      side.tries('get', () => below(xapi.Event, 'CallDisconnect').get);
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
    expect(seen(lines, 'set throws')).toEqual([
      { name: 'TypeError', message: 'Property is not callable: [object Object][set]' },
    ]);
    expect(seen(lines, 'no path throws')).toEqual([true]);
  });
});

type CommandGiven = readonly [
  path: Path,
  parameters?: Readonly<Record<string, unknown>> | string,
  body?: string,
];

const PANEL = 'UserInterface Extensions Panel Save';

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
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.command(...given));
    });
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
    const lines = await onBoth((side) => {
      side.asks('it', () => side.xapi.command(...given));
    });
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

describe('listening', () => {
  it('to a list, an element, a leaf through the list, and everything: what changed, then the ghost', async () => {
    const lines = await onBoth(async (side) => {
      const { status } = side.xapi;
      status.on('Call', side.hears('list'));
      status.on('call[3]', side.hears('element'));
      status.on('Call Status', side.hears('leaf'));
      status.on('/call/3/status', side.hears('leaf of the element'));
      status.on(['call', '4'], side.hears('another'));
      status.on('', side.hears('all'));
      await side.wait(50);
      await callIsUp(side);
      side.room.phone.hangUp();
    });
    const begun = { ...CALL, Status: 'Ringing' };
    const changes = [begun, ...['Connected', 'Disconnecting'].map((word) => ({ id: '3', Status: word }))];
    const ghost = { id: '3', ghost: 'True' };
    expect(seen(lines, 'list')).toEqual([...changes, ghost]);
    expect(seen(lines, 'element')).toEqual([...changes, ghost]);
    expect(seen(lines, 'leaf')).toEqual(['Ringing', 'Connected', 'Disconnecting']);
    expect(seen(lines, 'leaf of the element')).toEqual(['Ringing', 'Connected', 'Disconnecting']);
    expect(seen(lines, 'another')).toEqual([]);
    expect(seen(lines, 'all')[0]).toEqual({ Call: [begun] });
    expect(lines.filter((line) => line.what === 'list').at(-1)?.root).toEqual({
      Id: 1,
      Status: { Call: [ghost] },
    });
  });

  it('to a list in a list, in one frame of several changes', async () => {
    const lines = await onBoth(async (side) => {
      side.xapi.status.on('MediaChannels Call Channel', side.hears('channel'));
      side.xapi.status.on('MediaChannels Call', side.hears('call'));
      side.xapi.status.on('MediaChannels Call 3 Channel 3 Video Protocol', side.hears('protocol'));
      await side.wait(50);
      await callIsUp(side);
      side.room.phone.calls.video(3, false);
    });
    const off = { id: '3', Video: { Protocol: 'Off' } };
    expect(seen(lines, 'channel')).toHaveLength(5);
    expect(seen(lines, 'channel')[4]).toEqual(off);
    expect(seen(lines, 'call')).toMatchObject([{ id: '3' }, { id: '3', Channel: [off] }]);
    expect(seen(lines, 'protocol')).toEqual(['H264', 'Off']);
  });

  it('to changes at, above, below and next to a path', async () => {
    const lines = await onBoth(async (side) => {
      side.xapi.status.on('Conference', side.hears('above'));
      side.xapi.status.on('Conference Presentation', side.hears('at'));
      side.xapi.status.on('Conference Presentation Mode', side.hears('below'));
      side.xapi.status.on('Video Output Connector 1 ConnectedDevice', side.hears('beside'));
      side.xapi.config.on('Video', side.hears('configuration'));
      await side.wait(50);
      side.puts({
        'Status Conference Presentation Mode': 'Sending',
        'Status Conference Presentation LocalInstance 2 SendingMode': 'LocalRemote',
        'Status Video Output Connector 1 ConnectedDevice ScreenSize': '0',
        'Configuration Video Output Connector 2 MonitorRole': 'First',
      });
    });
    const at = { Mode: 'Sending', LocalInstance: [{ id: '2', SendingMode: 'LocalRemote' }] };
    expect(seen(lines, 'above')).toEqual([{ Presentation: at }]);
    expect(seen(lines, 'at')).toEqual([at]);
    expect(seen(lines, 'below')).toEqual(['Sending']);
    expect(seen(lines, 'beside')).toEqual([{ ScreenSize: '0' }]);
    expect(seen(lines, 'configuration')).toEqual([
      { Output: { Connector: [{ id: '2', MonitorRole: 'First' }] } },
    ]);
  });

  it('to events', async () => {
    const lines = await onBoth(async (side) => {
      side.xapi.event.on('CallDisconnect', side.hears('end'));
      side.xapi.event.on('userInterface/extensions/panel/clicked', side.hears('tap'));
      side.xapi.event.on('UserInterface', side.hears('interface'));
      await side.wait(50);
      side.room.phone.joinZoom('sip:123456789@zoomcrc.com');
      side.room.panel.tap('x');
      await side.wait(1000);
      side.link.report({ Event: { CallDisconnect: { CallId: 5 } } });
      side.link.report({ event: { CALLDISCONNECT: 'in whatever case' } });
    });
    expect(seen(lines, 'end')).toMatchObject([
      { CallId: '3', CauseType: 'OtherLocal' },
      { CallId: 5 },
      'in whatever case',
    ]);
    expect(seen(lines, 'tap')).toEqual([{ PanelId: 'x' }]);
    expect(seen(lines, 'interface')).toEqual([{ Extensions: { Panel: { Clicked: { PanelId: 'x' } } } }]);
  });

  it('to the same frame, twice and late', async () => {
    const lines = await onBoth(async (side) => {
      side.xapi.status.on('Conference Presentation', side.hears('mode'));
      side.xapi.status.once('Conference Presentation', side.hears('once'));
      await side.wait(50);
      side.room.device.reportAgain('Status Conference Presentation');
      side.room.faults = faultsOf({ copies: [[0, 0, 700]] });
      side.puts({ 'Status Conference Presentation Mode': 'Sending' });
    });
    const sending = { Mode: 'Sending' };
    expect(seen(lines, 'mode')).toEqual([{ Mode: 'Off' }, sending, sending, sending]);
    expect(seen(lines, 'once')).toEqual([{ Mode: 'Off' }]);
  });

  it('with two listeners on a path, and with one listener twice', async () => {
    const lines = await onBoth(async (side) => {
      const twice = side.hears('twice');
      const offs = [twice, side.hears('other'), twice].map((listener) =>
        side.xapi.config.on('Video Monitors', listener),
      );
      await side.wait(50);
      side.puts({ 'Configuration Video Monitors': 'Dual' });
      await side.wait(50);
      offs[0]?.();
      side.puts({ 'Configuration Video Monitors': 'Single' });
    });
    expect(order(lines)).toEqual(['twice', 'other', 'twice', 'other', 'twice']);
  });

  it('once, through a list with several elements: only to the first', async () => {
    const lines = await onBoth(async (side) => {
      side.xapi.status.once('Video Output Connector', side.hears('once'));
      await side.wait(50);
      side.room.device.reportAgain('Status Video Output');
    });
    expect(seen(lines, 'once')).toMatchObject([{ id: '1' }]);
    expect(seen(lines, 'subscriptions')).toEqual([0]);
  });

  it('once, with a listener that throws', async () => {
    const lines = await onBoth(async (side) => {
      const fail = (): void => {
        throw new Error('oh');
      };
      side.xapi.config.once('Video Monitors', side.hears('once', fail));
      await side.wait(50);
      side.puts({ 'Configuration Video Monitors': 'Single' });
      side.puts({ 'Configuration Video Monitors': 'Dual' });
    });
    expect(order(lines)).toEqual(['once', 'thrown']);
  });

  it('to a report that another listener, or an earlier copy, has modified', async () => {
    const lines = await onBoth(async (side) => {
      const meddle = (report: unknown): void => {
        Object.assign(report as object, { Monitors: 'meddled' });
      };
      side.xapi.config.on('Video', side.hears('first', meddle));
      side.xapi.config.on('Video', side.hears('second'));
      await side.wait(50);
      side.room.faults = faultsOf({ copies: [[0, 0]] });
      side.puts({ 'Configuration Video Monitors': 'Single' });
    });
    const single = { Monitors: 'Single' };
    expect(seen(lines, 'first')).toEqual([single, single]);
    expect(seen(lines, 'second')).toEqual([single, single]);
  });

  it('not to reports before the subscription is answered', async () => {
    const lines = await onBoth(async (side) => {
      side.room.faults = faultsOf({ delays: [10, 500, 5] });
      side.xapi.config.on('Video Monitors', side.hears('monitors'));
      await side.wait(20);
      side.puts({ 'Configuration Video Monitors': 'Single' });
      await side.wait(600);
      side.puts({ 'Configuration Video Monitors': 'Dual' });
    });
    expect(seen(lines, 'monitors')).toEqual(['Dual']);
  });

  it('no longer after its end, unless it ends too early', async () => {
    const lines = await onBoth(async (side) => {
      const { config } = side.xapi;
      const early = config.on('Video', side.hears('ended before the answer'));
      const ended = config.on('Video', side.hears('ended'));
      const inside = config.on(
        'Video',
        side.hears('ends itself', () => {
          inside();
        }),
      );
      early();
      early.registration.then(
        () => {
          side.note('answered', undefined);
        },
        () => undefined,
      );
      await side.wait(50);
      side.puts({ 'Configuration Video Monitors': 'Single' });
      await side.wait(5);
      ended();
      ended();
      await side.wait(50);
      side.puts({ 'Configuration Video Monitors': 'Dual' });
    });
    expect(order(lines)).toEqual([
      'answered',
      'ended before the answer',
      'ends itself',
      'ended before the answer',
    ]);
    expect(seen(lines, 'subscriptions')).toEqual([1]);
    expect(requests(lines, 'Unsubscribe')).toHaveLength(3);
  });

  it('ends after requests that are made at the same moment', async () => {
    const lines = await onBoth(async (side) => {
      const off = side.xapi.config.on('Video', side.hears('video'));
      await side.wait(50);
      off();
      side.asks('set', () => side.xapi.config.set('Video Monitors', 'Dual'));
    });
    expect(seen(lines, 'request')).toMatchObject([
      { method: 'xFeedback/Subscribe' },
      { method: 'xSet' },
      { method: 'xFeedback/Unsubscribe' },
    ]);
    expect(seen(lines, 'video')).toEqual([]);
  });

  it('to a path that does not exist is an unhandled rejection', async () => {
    const lines = await onBoth((side) => {
      side.xapi.status.on('Nope', side.hears('nothing'));
      side.xapi.event.once('nope', side.hears('nothing'))();
      side.xapi.config.on('Nope', side.hears('nothing')).registration.then(undefined, (error: unknown) => {
        side.note('handled all the same', error);
      });
    });
    expect(seen(lines, 'unhandled rejection')).toEqual([NO_MATCH, NO_MATCH, NO_MATCH]);
    expect(seen(lines, 'handled all the same')).toEqual([NO_MATCH]);
  });

  it('rejects if its end fails', async () => {
    const lines = await onBoth(async (side) => {
      const off = side.xapi.status.on('Call', side.hears('call'));
      await side.wait(50);
      side.room.faults = faultsOf({ outcomes: ['fails'] });
      off();
    });
    expect(seen(lines, 'unhandled rejection')).toEqual([{ code: 1, message: 'Command returned an error.' }]);
  });

  it('with a listener that throws, the rest of the frame is not reported', async () => {
    const lines = await onBoth(async (side) => {
      const fail = (): void => {
        throw new Error('oh');
      };
      side.xapi.status.on('Video Output Connector', side.hears('throws', fail));
      side.xapi.status.on('Video Output Connector', side.hears('other'));
      await side.wait(50);
      side.room.device.reportAgain('Status Video Output');
    });
    expect(order(lines)).toEqual(['throws', 'thrown', 'other', 'other']);
  });

  it('a write is reported before, with or after its answer', async () => {
    const lines = await onBoth(async (side) => {
      side.xapi.config.on('Video Monitors', side.hears('told'));
      await side.wait(50);
      side.asks('set', () => side.xapi.config.set('Video Monitors', 'Dual'));
      await side.wait(50);
      side.room.faults = faultsOf({ delays: [10, 30, 10] });
      side.asks('set', () => side.xapi.config.set('Video Monitors', 'Single'));
    });
    expect(order(lines)).toEqual(['told', 'set', 'set', 'told']);
  });
});

describe('the new style', () => {
  it('is the old one', async () => {
    const lines = await onBoth(async (side) => {
      const { Status, Config, Command, Event } = side.xapi;
      below(Status, 'Call').on(side.hears('call'));
      below(Status, 'Call', 3, 'Status').once(side.hears('once'));
      below(Event, 'CallDisconnect').on(side.hears('end'));
      const off = below(Config, 'Video').on(side.hears('video'));
      await side.wait(50);
      side.asks('dial', () => below(Command, 'Dial')({ Number: 'boss@example.com' }));
      side.asks('set', () => below(Config, 'Video', 'Monitors').set('Dual'));
      side.asks('get', () => below(Config, 'Video', 'Output', 'Connector', 1, 'MonitorRole').get());
      side.asks('save', () => below(Command, ...PANEL.split(' '))({ PanelId: 'x' }, '<xml/>'));
      side.asks('none', () => below(Status, 'Nope').get());
      await side.wait(1500);
      off();
      side.asks('set', () => below(Config, 'Video', 'Monitors').set('Single'));
      side.room.phone.hangUp();
    });
    expect(seen(lines, 'dial')).toEqual([{ CallId: '3', ConferenceId: '1' }]);
    expect(seen(lines, 'set')).toEqual([null, null]);
    expect(seen(lines, 'get')).toEqual(['Auto']);
    expect(seen(lines, 'save')).toEqual([undefined]);
    expect(seen(lines, 'none fails')).toEqual([NO_MATCH]);
    expect(seen(lines, 'video')).toEqual([{ Monitors: 'Dual' }]);
    expect(seen(lines, 'once')).toEqual(['Dialling']);
    expect(seen(lines, 'call')).toHaveLength(4);
    expect(seen(lines, 'end')).toMatchObject([{ CallId: '3', CauseType: 'LocalDisconnect' }]);
  });

  it('treats every name as a path: probing a command runs it', async () => {
    const lines = await onBoth(async (side) => {
      side.note('a module', typeof below(side.xapi.Command, '__esModule'));
      // A promise that resolves to a command treats the command as a promise, too.
      void Promise.resolve(below(side.xapi.Command, 'Dial'));
      await side.wait(100);
    });
    expect(seen(lines, 'a module')).toEqual(['function']);
    expect(requests(lines, 'xCommand')).toHaveLength(1);
  });
});

describe('random scripts', () => {
  it('look the same to callers and listeners', async () => {
    const { RUNS, SEED } = process.env;
    const runs = { numRuns: Number(RUNS ?? 60), seed: Number(SEED ?? 20261122) };
    const all: Line[] = [];
    const property = fc.asyncProperty(steps, async (taken) => {
      all.push(...(await onBoth(scriptOf(taken))));
    });
    await fc.assert(property, runs);
    expect(all.filter((line) => 'root' in line).length).toBeGreaterThan(3 * runs.numRuns);
    expect(seen(all, 'unhandled rejection').length).toBeGreaterThan(runs.numRuns / 5);
  });
});

function requests(lines: readonly Line[], method: string): readonly unknown[] {
  return seen(lines, 'request').filter((request) => JSON.stringify(request).includes(method));
}
