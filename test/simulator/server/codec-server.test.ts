/** A served codec as a client sees it. Most of what is rude in it is in the tests of the codec command. */
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { refuse } from '../../../src/simulator/codec/product-rules';
import { makeCertificate } from '../../../src/simulator/server/certificate';
import { serve } from '../../../src/simulator/server/codec-server';
import type { Access } from '../../../src/simulator/server/codec-server';
import { loadEngine } from '../../../src/simulator/server/macro-in-vm';
import { simulatedCodec } from '../../../src/simulator/server/real-time-codec';
import type { CodecPlan, Served } from '../../../src/simulator/server/real-time-codec';
import { HOSTILE_TEXT } from './hostile-text';

const engine = await loadEngine();
const certificate = makeCertificate();
const PASSWORD = 'secret';
let open: Served[] = [];

afterEach(async () => {
  await Promise.all(open.map((served) => served.close()));
  open = [];
});

async function served(access: Partial<Access> = {}, plan: Omit<CodecPlan, 'engine'> = {}) {
  const codec = simulatedCodec({ engine, ...plan });
  const { host, close } = await serve(codec, { certificate, password: PASSWORD, ...access });
  open.push({ host, close });
  return { ...codec, host };
}

/** A client that is connected, and what it has received. */
async function connected({ host }: Pick<Served, 'host'>) {
  const protocol = `auth-${Buffer.from(`admin:${PASSWORD}`).toString('base64url')}`;
  const socket = new WebSocket(`wss://${host}/ws`, protocol, { ca: certificate.cert });
  const frames: unknown[] = [];
  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString()));
  });
  await once(socket, 'open');
  const ask = async (method: string, params: object = {}): Promise<unknown> => {
    const id = String(frames.length) + method;
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    for (;;) {
      const found = frames.find((frame) => Reflect.get(frame as object, 'id') === id);
      if (found) return Reflect.get(found, 'result') ?? Reflect.get(found, 'error');
      await once(socket, 'message');
    }
  };
  return { socket, frames, ask };
}

function isNever(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    promise.then(() => false),
    new Promise<boolean>((resolve) => {
      setTimeout(resolve, 150, true);
    }),
  ]);
}

describe('a served codec', () => {
  it('refuses connections after it was closed', async () => {
    const codec = await served();
    await connected(codec);
    await open.pop()?.close();
    await expect(connected(codec)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('falls silent in the middle: no answers, no pongs, no end', async () => {
    let asked = 0;
    const codec = await served({ fate: () => ((asked += 1) > 1 ? 'silent' : { after: 0 }) });
    const { socket, ask } = await connected(codec);
    expect(await ask('xGet', { Path: ['Status', 'SystemUnit', 'ProductPlatform'] })).toBe('Room Kit');
    const second = ask('xGet', { Path: ['Status', 'SystemUnit', 'ProductPlatform'] });
    socket.ping();
    expect(await isNever(Promise.race([second, once(socket, 'pong'), once(socket, 'close')]))).toBe(true);
  });

  it('tells names, errors and lines of the log as they are', async () => {
    const codec = await served();
    const { ask, frames } = await connected(codec);
    codec.room.device.put('Status SystemUnit ProductId', HOSTILE_TEXT);
    codec.room.device.onCommand('Macros Runtime Stop', () => refuse({ code: 1, message: HOSTILE_TEXT }));
    await ask('xFeedback/Subscribe', { Query: ['Event', 'Macros', 'Log'] });
    codec.macros.print(HOSTILE_TEXT, 'WARN', HOSTILE_TEXT);
    expect(await ask('xGet', { Path: ['Status', 'SystemUnit', 'ProductId'] })).toBe(HOSTILE_TEXT);
    expect(await ask('xCommand/Macros/Runtime/Stop')).toEqual({ code: 1, message: HOSTILE_TEXT });
    expect(await ask('xCommand/Macros/Log/Get')).toMatchObject({
      Line: [{ Macro: HOSTILE_TEXT, Message: HOSTILE_TEXT }],
    });
    expect(JSON.stringify(frames)).toContain(JSON.stringify(HOSTILE_TEXT));
  });

  it('gives integers as numbers, and all else as text', async () => {
    const codec = await served();
    const { ask, frames } = await connected(codec);
    codec.room.device.put('Status SystemUnit ProductId', '55');
    codec.room.phone.up();
    expect(await ask('xGet', { Path: ['Status'] })).toMatchObject({
      SystemUnit: { ProductId: '55', State: { NumberOfActiveCalls: 1, NumberOfInProgressCalls: 0 } },
      Video: { Output: { Connector: [{ id: '1', ConnectedDevice: { ScreenSize: 55 } }, { id: '2' }] } },
    });
    const size = ['Status', 'Video', 'Output', 'Connector', 2, 'ConnectedDevice', 'ScreenSize'];
    expect(await ask('xGet', { Path: size })).toBe(75);
    expect(await ask('xGet', { Path: ['Configuration', 'Macros'] })).toMatchObject({
      UnresponsiveTimeout: 5,
      Mode: 'On',
    });
    await ask('xFeedback/Subscribe', { Query: ['Event', 'Macros', 'Log'] });
    codec.macros.print('12', 'LOG', '34');
    expect(await ask('xCommand/Macros/Log/Get')).toMatchObject({
      Line: [{ Offset: 0, Macro: '12', Message: '34' }],
    });
    expect(frames).toContainEqual(
      expect.objectContaining({
        params: {
          Id: 2,
          Event: { Macros: { Log: expect.objectContaining({ Offset: 0, Macro: '12' }) as unknown } },
        },
      }),
    );
  });

  it('lets a user without the role Admin read only', async () => {
    const { ask } = await connected(await served({ isReadOnly: true }));
    const denied = { code: 1, message: 'Permission denied' };
    expect(await ask('xGet', { Path: ['Configuration', 'Macros', 'Mode'] })).toBe('On');
    expect(await ask('xCommand/Bookings/List')).not.toEqual(denied);
    expect(await ask('xSet', { Path: ['Configuration', 'Macros', 'Mode'], Value: 'Off' })).toEqual(denied);
    expect(await ask('xCommand/Macros/Macro/Get')).toEqual(denied);
    expect(await ask('xCommand/UserInterface/Extensions/Panel/Remove', { PanelId: 'x' })).toEqual(denied);
    expect(await ask('xGet', { Path: ['Configuration', 'Macros', 'Mode'] })).toBe('On');
  });

  it('begins a new log with every restart of the macros', async () => {
    const codec = await served({}, { forgetsLog: true });
    const { ask } = await connected(codec);
    codec.macros.print('a', 'LOG', 'before');
    codec.macros.print('a', 'LOG', 'before');
    await ask('xCommand/Macros/Runtime/Restart');
    codec.macros.print('a', 'LOG', 'after');
    expect(await ask('xCommand/Macros/Log/Get')).toMatchObject({ Line: [{ Offset: 0, Message: 'after' }] });
  });
});
