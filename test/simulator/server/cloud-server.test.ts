/** The served cloud as a client sees it. What is rude in it is in the tests of the codec command. */
import { afterEach, describe, expect, it } from 'vitest';
import { serveCloud } from '../../../src/simulator/server/cloud-server';
import type { Cloud, CloudAccess, CloudDevice } from '../../../src/simulator/server/cloud-server';
import { loadEngine } from '../../../src/simulator/server/macro-in-vm';
import { simulatedCodec } from '../../../src/simulator/server/real-time-codec';

const engine = await loadEngine();
const AUTHORIZED = { authorization: 'Bearer token' };
let open: Cloud[] = [];

afterEach(async () => {
  await Promise.all(open.map((cloud) => cloud.close()));
  open = [];
});

/** A cloud with devices of these names, and what is asked of it. */
async function cloudWith(
  names: readonly string[],
  access: Partial<CloudAccess> = {},
  more: Partial<CloudDevice> = {},
) {
  const devices = names.map((displayName) => ({
    id: displayName,
    displayName,
    codec: simulatedCodec({ engine }),
    ...more,
  }));
  const cloud = await serveCloud(devices, { token: 'token', ...access });
  open.push(cloud);
  const ask = async (path: string, body?: object, method = body ? 'POST' : 'GET') => {
    const given = body && { body: JSON.stringify({ deviceId: names[0], ...body }) };
    const response = await fetch(`${cloud.address}/${path}`, {
      method,
      headers: AUTHORIZED,
      redirect: 'manual',
      ...given,
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, json, text };
  };
  return { ask, address: cloud.address, devices };
}

describe('the served cloud', () => {
  it('gives values in their types, and nothing for a status that does not exist', async () => {
    const { ask } = await cloudWith(['Lobby']);
    const size = await ask(
      'xapi/status?deviceId=Lobby&name=Video.Output.Connector[2].ConnectedDevice.ScreenSize',
    );
    expect(size.json).toMatchObject({
      result: { Video: { Output: { Connector: [{ ConnectedDevice: { ScreenSize: 75 } }] } } },
    });
    const unknown = await ask('xapi/status?deviceId=Lobby&name=NonExistent.Fake.Path');
    expect([unknown.status, unknown.json]).toEqual([200, { deviceId: 'Lobby', result: {} }]);
    const settings = await ask('deviceConfigurations?deviceId=Lobby&key=Macros.*');
    expect(settings.json).toMatchObject({
      items: { 'Macros.UnresponsiveTimeout': { value: 5 }, 'Macros.Mode': { value: 'On' } },
    });
  });

  it('answers 400 to an unknown command and 401 to a wrong token, in its own words', async () => {
    const { ask, address } = await cloudWith(['Lobby']);
    const command = await ask('xapi/command/NonExistent.Fake.Command', { arguments: {} });
    const message = "[Command 'NonExistent.Fake.Command' not supported]";
    expect([command.status, command.json]).toMatchObject([
      400,
      { message, errors: [{ description: message }] },
    ]);
    const response = await fetch(`${address}/devices`, { headers: { authorization: 'Bearer wrong' } });
    expect(response.status).toBe(401);
  });

  it('carries nothing out on a device that may only be read', async () => {
    const { ask, devices } = await cloudWith(['Lobby'], {}, { permissions: ['xapi:readonly'] });
    const mode = [{ op: 'replace', path: 'Macros.Mode/sources/configured/value', value: 'Off' }];
    const written = await fetch(`${open[0]?.address ?? ''}/deviceConfigurations?deviceId=Lobby`, {
      method: 'PATCH',
      headers: AUTHORIZED,
      body: JSON.stringify(mode),
    });
    const restarted = await ask('xapi/command/Macros.Runtime.Restart', { arguments: {} });
    expect([written.status, restarted.status]).toEqual([403, 403]);
    expect(devices[0]?.codec.room.device.readText('Configuration Macros Mode')).toBe('On');
    expect((await ask('deviceConfigurations?deviceId=Lobby&key=Macros.Mode')).status).toBe(200);
  });

  it.each([
    [{ status: 429, retryAfter: 3 }, [429, '3', null]],
    [{ status: 423, retryAfter: 7 }, [423, '7', null]],
    [{ status: 503, message: 'Service Unavailable' }, [503, null, null]],
    [{ redirect: 'https://elsewhere.example.com/' }, [302, null, 'https://elsewhere.example.com/']],
  ])('answers with %j', async (rude, expected) => {
    const { address } = await cloudWith(['Lobby'], { refuse: () => rude });
    const { status, headers } = await fetch(`${address}/devices`, { redirect: 'manual' });
    expect([status, headers.get('retry-after'), headers.get('location')]).toEqual(expected);
  });

  it('saves a macro although it answers that nothing answered', async () => {
    const refuse = (): NonNullable<ReturnType<NonNullable<CloudAccess['refuse']>>> => ({
      status: 400,
      message: 'Command Failed: No response from Macro Runtime',
      isCarriedOut: true,
    });
    const { ask, devices } = await cloudWith(['Lobby'], { refuse });
    const saved = await ask('xapi/command/Macros.Macro.Save', { arguments: { Name: 'a' }, body: 'text' });
    expect([saved.status, saved.text]).toMatchObject([400, expect.stringContaining('No response')]);
    const macros = devices[0]?.codec.room.device.request(
      { method: 'xCommand/Macros/Macro/Get' },
      () => undefined,
    );
    expect(macros).toMatchObject({ Macro: [{ Name: 'a' }] });
  });
});
