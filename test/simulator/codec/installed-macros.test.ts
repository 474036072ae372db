import { describe, expect, it } from 'vitest';
import { InstalledMacros } from '../../../src/simulator/codec/installed-macros';
import type { Room } from '../../../src/simulator/room/room';
import { redialerRoom } from '../../simulate';

const nobody = (): void => undefined;

function send(room: Room, command: string, params: Readonly<Record<string, unknown>> = {}): unknown {
  return room.device.request({ method: 'xCommand/' + command.split(' ').join('/'), params }, nobody);
}

function codec() {
  const room = redialerRoom();
  const started: string[] = [];
  const ended: string[] = [];
  const runtime = new InstalledMacros(room, (name, text, print) => {
    if (text === 'throws') throw new Error('broken');
    started.push(name);
    print('LOG', 'ready: ' + text);
    return () => ended.push(name);
  });
  return { room, runtime, started, ended };
}

describe('the macros of a simulated codec', () => {
  it('start when the runtime is restarted, not when they are saved', async () => {
    const { room, started, ended } = codec();
    send(room, 'Macros Macro Save', { Name: 'one', body: 'first' });
    send(room, 'Macros Macro Activate', { Name: 'one' });
    await room.wait(5);
    expect(started).toEqual([]);
    send(room, 'Macros Runtime Restart');
    await room.wait(5);
    expect(started).toEqual(['one']);
    send(room, 'Macros Macro Save', { Name: 'two', body: 'never activated' });
    send(room, 'Macros Runtime Restart');
    await room.wait(5);
    expect({ started, ended }).toEqual({ started: ['one', 'one'], ended: ['one'] });
  });

  it('print to a log that can be read from an offset and is reported line by line', async () => {
    const { room } = codec();
    const reported: unknown[] = [];
    room.device.request(
      { method: 'xFeedback/Subscribe', params: { Query: ['Event', 'Macros', 'Log'] } },
      (frame) => reported.push(frame),
    );
    send(room, 'Macros Macro Save', { Name: 'one', body: 'throws' });
    send(room, 'Macros Macro Activate', { Name: 'one' });
    send(room, 'Macros Runtime Restart');
    await room.wait(5);
    const line = { Macro: 'one', Level: 'ERROR', Message: 'Uncaught Error: broken', Offset: '1' };
    expect(send(room, 'Macros Log Get', { Offset: 1 })).toEqual({
      Line: [{ ...line, id: '1', Timestamp: '2026-03-03T09:00:00.500Z' }],
    });
    expect(reported[1]).toMatchObject({ Event: { Macros: { Log: line } } });
  });

  it('do not run while Macros Mode is Off, and are not found after removal', () => {
    const { room } = codec();
    send(room, 'Macros Macro Save', { Name: 'one', body: 'first' });
    expect(send(room, 'Macros Macro Get', { Name: 'one', Content: 'True' })).toEqual({
      Macro: [{ id: '1', Name: 'one', Active: 'False', Content: 'first' }],
    });
    send(room, 'Macros Macro Remove', { Name: 'one' });
    expect(() => send(room, 'Macros Macro Get', { Name: 'one' })).toThrow(
      expect.objectContaining({ code: 1, message: 'No such macro' }),
    );
    room.device.request(
      { method: 'xSet', params: { Path: ['Configuration', 'Macros', 'Mode'], Value: 'Off' } },
      nobody,
    );
    expect(() => send(room, 'Macros Runtime Restart')).toThrow(expect.objectContaining({ code: 1 }));
  });

  it('are renamed, and replace another one only on request', () => {
    const { room } = codec();
    send(room, 'Macros Macro Save', { Name: 'one', body: 'first' });
    send(room, 'Macros Macro Save', { Name: 'two', body: 'second' });
    expect(() => send(room, 'Macros Macro Rename', { Name: 'one', NewName: 'two' })).toThrow(
      expect.objectContaining({ code: 1, message: 'Macro already exists' }),
    );
    send(room, 'Macros Macro Rename', { Name: 'one', NewName: 'two', Overwrite: 'True' });
    expect(send(room, 'Macros Macro Get', { Content: 'True' })).toEqual({
      Macro: [{ id: '1', Name: 'two', Active: 'False', Content: 'first' }],
    });
    send(room, 'Macros Macro RemoveAll');
    expect(send(room, 'Macros Macro Get')).toEqual({});
  });

  it('report their changes as events', async () => {
    const { room } = codec();
    const reported: string[] = [];
    const query = { method: 'xFeedback/Subscribe', params: { Query: ['Event', 'Macros'] } };
    room.device.request(query, (frame) => reported.push(JSON.stringify({ ...frame, Id: undefined })));
    const name = { Name: 'one' };
    send(room, 'Macros Macro Save', { ...name, body: 'first' });
    send(room, 'Macros Macro Activate', name);
    send(room, 'Macros Runtime Restart');
    await room.wait(5);
    send(room, 'Macros Macro Deactivate', name);
    send(room, 'Macros Macro Rename', { ...name, NewName: 'two' });
    send(room, 'Macros Macro Remove', { Name: 'two' });
    const isLog = (line: string): boolean => line.startsWith('{"Event":{"Macros":{"Log"');
    expect(reported.filter((line) => !isLog(line))).toEqual([
      '{"Event":{"Macros":{"Macro":{"Saved":{"Name":"one"}}}}}',
      '{"Event":{"Macros":{"Macro":{"Activated":{"Name":"one"}}}}}',
      '{"Event":{"Macros":{"Runtime":{"Reloading":{}}}}}',
      '{"Event":{"Macros":{"Macro":{"Started":{"Name":"one"}}}}}',
      '{"Event":{"Macros":{"Runtime":{"Reloaded":{}}}}}',
      '{"Event":{"Macros":{"Runtime":{"Ready":{}}}}}',
      '{"Event":{"Macros":{"Macro":{"Deactivated":{"Name":"one"}}}}}',
      '{"Event":{"Macros":{"Macro":{"Renamed":{"Name":"one","NewName":"two"}}}}}',
      '{"Event":{"Macros":{"Macro":{"Removed":{"Name":"two"}}}}}',
    ]);
  });

  it('end with Macros Mode Off, and start again with it unless AutoStart is Off', async () => {
    const { room, started, ended } = codec();
    const set = (name: string, value: string): unknown =>
      room.device.request(
        { method: 'xSet', params: { Path: ['Configuration', 'Macros', name], Value: value } },
        nobody,
      );
    send(room, 'Macros Macro Save', { Name: 'one', body: 'first' });
    send(room, 'Macros Macro Activate', { Name: 'one' });
    send(room, 'Macros Runtime Start');
    await room.wait(5);
    set('Mode', 'Off');
    expect({ started, ended }).toEqual({ started: ['one'], ended: ['one'] });
    expect(send(room, 'Macros Runtime Status')).toMatchObject({ Running: 'False', ActiveMacros: '0' });
    set('Mode', 'On');
    await room.wait(5);
    expect(started).toEqual(['one', 'one']);
    set('AutoStart', 'Off');
    set('Mode', 'Off');
    set('Mode', 'On');
    await room.wait(5);
    expect(started).toEqual(['one', 'one']);
  });

  it('have a log that can be cleared and continues counting', async () => {
    const { room } = codec();
    send(room, 'Macros Runtime Start');
    await room.wait(5);
    send(room, 'Macros Log Clear');
    expect(send(room, 'Macros Log Get')).toEqual({});
    send(room, 'Macros Runtime Restart');
    await room.wait(5);
    expect(send(room, 'Macros Log Get')).toMatchObject({ Line: [{ Offset: '1' }] });
  });
});
