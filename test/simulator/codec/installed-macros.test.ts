import { describe, expect, it } from 'vitest';
import { InstalledMacros } from '../../../src/simulator/codec/installed-macros';
import { redialerRoom } from '../../simulate';

type Parameters = Readonly<Record<string, unknown>>;

/** A codec with its commands, what it reports except its log, and which macros started and ended. */
function codec() {
  const room = redialerRoom();
  const [started, ended, reported] = [[], [], []] as [string[], string[], string[]];
  new InstalledMacros(room, (name, text, print) => {
    if (text === 'throws') throw new Error('broken');
    started.push(name);
    print('LOG', 'ready: ' + text);
    return () => ended.push(name);
  });
  room.device.request({ method: 'xFeedback/Subscribe', params: { Query: ['Event', 'Macros'] } }, (frame) =>
    reported.push(JSON.stringify(frame['Event'])),
  );
  const send = (command: string, params: Parameters = {}): unknown =>
    room.device.request({ method: `xCommand/Macros/${command}`, params }, () => undefined);
  const set = (name: string, value: string): void => {
    const params = { Path: ['Configuration', 'Macros', name], Value: value };
    room.device.request({ method: 'xSet', params }, () => undefined);
  };
  const install = (name: string, body: string): void => {
    send('Macro/Save', { Name: name, body });
    send('Macro/Activate', { Name: name });
  };
  return { room, started, ended, reported, send, set, install };
}

describe('the macros of a simulated codec', () => {
  it('start when the runtime is restarted, not when they are saved', async () => {
    const { room, started, ended, send, install } = codec();
    install('one', 'first');
    await room.wait(5);
    expect(started).toEqual([]);
    send('Runtime/Restart');
    await room.wait(5);
    expect(started).toEqual(['one']);
    send('Macro/Save', { Name: 'two', body: 'never activated' });
    send('Runtime/Restart');
    await room.wait(5);
    expect({ started, ended }).toEqual({ started: ['one', 'one'], ended: ['one'] });
  });

  it('print to a log that is reported line by line, and can be read from an offset and cleared', async () => {
    const { room, reported, send, install } = codec();
    install('one', 'throws');
    send('Runtime/Restart');
    await room.wait(5);
    const line = { Macro: 'one', Level: 'ERROR', Message: 'Uncaught Error: broken', Offset: '1' };
    const Timestamp = '2026-03-03T09:00:00.500Z';
    expect(send('Log/Get', { Offset: 1 })).toEqual({ Line: [{ ...line, id: '1', Timestamp }] });
    expect(reported.map((text) => JSON.parse(text) as unknown)).toContainEqual({
      Macros: { Log: { ...line, Timestamp } },
    });
    send('Log/Clear');
    expect(send('Log/Get')).toEqual({});
    send('Runtime/Restart');
    await room.wait(5);
    expect(send('Log/Get')).toMatchObject({ Line: [{ Offset: '2' }, { Offset: '3' }] });
  });

  it('are found until they are removed, and replace another one unless that is refused', () => {
    const { send } = codec();
    const exists = expect.objectContaining({ code: 1, message: 'Macro already exists' }) as Error;
    send('Macro/Save', { Name: 'two', body: 'first' });
    send('Macro/Save', { Name: 'two', body: 'second' });
    expect(() => send('Macro/Save', { Name: 'two', Overwrite: 'False', body: '' })).toThrow(exists);
    const two = { id: '1', Name: 'two', Active: 'False' };
    expect(send('Macro/Get')).toEqual({ Macro: [two] });
    expect(send('Macro/Get', { Name: 'two', Content: 'True' })).toEqual({
      Macro: [{ ...two, Content: 'second' }],
    });
    send('Macro/Remove', { Name: 'two' });
    expect(send('Macro/Get')).toEqual({});
    expect(() => send('Macro/Get', { Name: 'two' })).toThrow(
      expect.objectContaining({ code: 1, message: 'No such macro' }),
    );
  });

  it('report their changes as events', async () => {
    const { room, reported, send, install } = codec();
    install('one', 'first');
    send('Runtime/Restart');
    await room.wait(5);
    send('Macro/Deactivate', { Name: 'one' });
    send('Macro/Remove', { Name: 'one' });
    expect(reported.filter((line) => !line.startsWith('{"Macros":{"Log"'))).toEqual([
      '{"Macros":{"Macro":{"Saved":{"Name":"one"}}}}',
      '{"Macros":{"Macro":{"Activated":{"Name":"one"}}}}',
      '{"Macros":{"Runtime":{"Reloading":{}}}}',
      '{"Macros":{"Macro":{"Started":{"Name":"one"}}}}',
      '{"Macros":{"Runtime":{"Reloaded":{}}}}',
      '{"Macros":{"Runtime":{"Ready":{}}}}',
      '{"Macros":{"Macro":{"Deactivated":{"Name":"one"}}}}',
      '{"Macros":{"Macro":{"Removed":{"Name":"one"}}}}',
    ]);
  });

  it('end with Macros Mode Off, and start again with it unless AutoStart is Off', async () => {
    const { room, started, ended, send, set, install } = codec();
    install('one', 'first');
    send('Runtime/Restart');
    await room.wait(5);
    set('Mode', 'Off');
    expect({ started, ended }).toEqual({ started: ['one'], ended: ['one'] });
    expect(send('Runtime/Status')).toMatchObject({ Running: 'False', ActiveMacros: '0' });
    expect(() => send('Runtime/Restart')).toThrow(expect.objectContaining({ code: 1 }));
    set('Mode', 'On');
    await room.wait(5);
    expect(started).toEqual(['one', 'one']);
    set('AutoStart', 'Off');
    set('Mode', 'Off');
    set('Mode', 'On');
    await room.wait(5);
    expect(started).toEqual(['one', 'one']);
  });
});
