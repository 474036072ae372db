import { describe, expect, it } from 'vitest';
import type { CloudDevice } from '../../../scripts/simulated-codec/webex';
import { runCodec, start } from './command-line';
import type { Outcome } from './command-line';
import { codecInCloud, servedCloud } from './served';

const SWITCHER = 'presentation-screen-switcher';
const TOKEN = 'ZWJlYzAtdG9rZW4_PF84_1eb65fdf';

interface Printed {
  readonly codec: string;
  readonly result: string;
  readonly message: string;
}

function rowsOf({ stdout }: Outcome): readonly Printed[] {
  return JSON.parse(stdout) as readonly Printed[];
}

async function fleet(names: readonly string[]): Promise<readonly CloudDevice[]> {
  return Promise.all(
    names.map(async (name, index) => ({
      id: `device-${index}`,
      displayName: name,
      codec: await codecInCloud(),
    })),
  );
}

describe('npm run codec -- deploy --webex', () => {
  it('finds devices on all pages by name, deploys to them and removes again', async () => {
    const devices = await fleet(['Boardroom 1', 'Lobby', 'Huddle', 'Boardroom 2', 'boardroom 3']);
    const cloud = await servedCloud(devices, { token: TOKEN });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const chosen = ['--webex', '--name', 'Boardroom*', '--macro', SWITCHER, '--yes', '--json'];
    const deployed = await runCodec(['deploy', ...chosen], environment);
    expect(deployed.code).toBe(0);
    expect(rowsOf(deployed).map(({ codec, result }) => [codec, result])).toEqual([
      ['Boardroom 1', 'deployed'],
      ['Boardroom 2', 'deployed'],
      ['boardroom 3', 'deployed'],
    ]);
    expect(devices.map(({ codec }) => codec.macros.activeMacros().length)).toEqual([1, 0, 0, 1, 1]);
    expect(deployed.stdout + deployed.stderr).not.toContain(TOKEN);

    const removed = await runCodec(['remove', ...chosen], environment);
    expect(removed.code).toBe(0);
    expect(devices.map(({ codec }) => codec.macros.activeMacros().length)).toEqual([0, 0, 0, 0, 0]);
    expect(devices[0]?.codec.room.outputs.role(2)).toBe('Auto');
  });

  it('waits as long as Retry-After says', async () => {
    const [device] = await fleet(['Lobby']);
    if (!device) throw new Error('no device');
    let refusals = 0;
    const cloud = await servedCloud([device], {
      token: TOKEN,
      refuse: (method) => {
        if (method !== 'POST' || refusals > 0) return undefined;
        refusals += 1;
        return { status: 429, retryAfter: 1 };
      },
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const outcome = await runCodec(['deploy', '--webex', '--name', '*', '--macro', SWITCHER], environment);
    expect(outcome.stderr).toContain('waiting 1 s');
    expect(outcome).toMatchObject({ code: 0 });
  });

  it('verifies the macro if the codec reports that its macro runtime did not answer', async () => {
    const [device] = await fleet(['Lobby']);
    if (!device) throw new Error('no device');
    const cloud = await servedCloud([device], {
      token: TOKEN,
      refuse: (_, path) =>
        path.endsWith('Macros.Macro.Save')
          ? { status: 400, message: 'Command Failed: No response from Macro Runtime', isCarriedOut: true }
          : undefined,
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const outcome = await runCodec(['deploy', '--webex', '--name', '*', '--macro', SWITCHER], environment);
    expect(outcome).toMatchObject({ code: 0 });
    expect(device.codec.macros.activeMacros()).toEqual([SWITCHER]);
  });

  it('reports that the macro was not saved', async () => {
    const [device] = await fleet(['Lobby']);
    if (!device) throw new Error('no device');
    const cloud = await servedCloud([device], {
      token: TOKEN,
      refuse: (_, path) =>
        path.endsWith('Macros.Macro.Save')
          ? { status: 400, message: 'Command Failed: No response from Macro Runtime' }
          : undefined,
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const outcome = await runCodec(['deploy', '--webex', '--name', '*', '--macro', SWITCHER], environment);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('No response from Macro Runtime');
  });

  it('reports offline and read-only devices as failed, and deploys to the others', async () => {
    const [one, two, three] = await fleet(['A', 'B', 'C']);
    if (!one || !two || !three) throw new Error('no devices');
    const devices = [
      { ...one, connectionStatus: 'disconnected' },
      { ...two, permissions: ['xapi:readonly'] },
      { ...three, connectionStatus: 'connected_with_issues' },
    ];
    const cloud = await servedCloud(devices, { token: TOKEN });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const args = ['deploy', '--webex', '--name', '?', '--macro', SWITCHER, '--yes', '--json'];
    const outcome = await runCodec(args, environment);
    expect(rowsOf(outcome)).toMatchObject([
      { codec: 'A', result: 'failed', message: 'offline: Webex says disconnected' },
      { codec: 'B', result: 'failed', message: 'the access token may only read this device' },
      { codec: 'C', result: 'deployed' },
    ]);
    expect(outcome.code).toBe(1);
  });

  it('does not print the token when Webex does not accept it', async () => {
    const cloud = await servedCloud([], { token: TOKEN });
    const environment = { WEBEX_TOKEN: 'wrong-token-1234', WEBEX_API: cloud.address, DEBUG: '1' };
    const { outcome } = start(['deploy', '--webex', '--name', '*'], environment);
    const { code, stdout, stderr } = await outcome;
    expect(code).toBe(1);
    expect(stderr).toContain('does not accept the access token');
    expect(stdout + stderr).not.toContain('wrong-token-1234');
  });
});
