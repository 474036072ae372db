/**
 * The fake of `xapi` and the library behind a macro's `xapi` run the same script, each on its own codec:
 * callers and listeners see the same, at the same time and in the same order. Here: subscriptions.
 */
import { describe, expect, it } from 'vitest';
import { CALL, callIsUp, faultsOf, onBoth, order, seen } from '../both-sides';
import { NO_MATCH } from '../codec/probe';

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
        side.hears('ends itself', () => inside()),
      );
      early();
      early.registration.then(
        () => side.note('answered', undefined),
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
    expect(JSON.stringify(seen(lines, 'request')).match(/Unsubscribe/g)).toHaveLength(3);
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
      side.xapi.config
        .on('Nope', side.hears('nothing'))
        .registration.then(undefined, (error: unknown) => side.note('handled all the same', error));
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
