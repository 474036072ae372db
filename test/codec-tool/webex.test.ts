import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/simulator/codec/rules';
import { runCodec, start } from './command-line';
import type { Outcome } from './command-line';
import { fleet, servedCloud } from './served';
import type { Refusal } from './served';

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

  it('removes a macro whose button the codec does not have', async () => {
    const [device] = await fleet(['Lobby']);
    if (!device) throw new Error('no device');
    const cloud = await servedCloud([device], { token: TOKEN });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const chosen = ['--webex', '--device', device.id, '--macro', SWITCHER, '--json'];
    await runCodec(['deploy', ...chosen], environment);
    device.codec.room.device.onCommand('UserInterface Extensions Panel Remove', () =>
      refuse({ code: 1, message: 'No such panel' }),
    );
    const removed = await runCodec(['remove', ...chosen], environment);
    expect(rowsOf(removed)).toMatchObject([{ result: 'removed' }]);
    expect(device.codec.macros.activeMacros()).toEqual([]);
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

  it('deploys to every room although Webex accepts only one request in half a second', async () => {
    const devices = await fleet(Array.from({ length: 9 }, (_, index) => `Room ${index}`));
    let accepted = 0;
    const cloud = await servedCloud(devices, {
      token: TOKEN,
      refuse: (method) => {
        if (method !== 'POST') return undefined;
        if (Date.now() - accepted < 500) return { status: 429, retryAfter: 1 };
        accepted = Date.now();
        return undefined;
      },
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const args = ['deploy', '--webex', '--name', '*', '--macro', SWITCHER, '--dry-run', '--json'];
    const outcome = await runCodec([...args, '--parallel', '9'], environment);
    expect(rowsOf(outcome).map(({ result }) => result)).toEqual(devices.map(() => 'would deploy'));
  });

  it('sends nothing for any room while Webex limits the rate', async () => {
    const devices = await fleet(['A', 'B', 'C']);
    let refused = 0;
    const early: string[] = [];
    const cloud = await servedCloud(devices, {
      token: TOKEN,
      refuse: (method, path) => {
        if (method === 'POST' && refused === 0) {
          refused = Date.now();
          return { status: 429, retryAfter: 3 };
        }
        // Requests that were on their way may arrive a little later.
        const after = Date.now() - refused;
        if (after > 1000 && after < 2900) early.push(path);
        return undefined;
      },
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const args = ['deploy', '--webex', '--name', '*', '--macro', SWITCHER, '--yes'];
    const outcome = await runCodec(args, environment);
    expect(early).toEqual([]);
    expect(outcome.stderr.match(/limits the rate of requests: waiting 3 s/g)).toHaveLength(1);
    expect(outcome).toMatchObject({ code: 0 });
  });

  it('gives up for all rooms at once if Webex asks to wait for an hour', async () => {
    const devices = await fleet(['A', 'B', 'C']);
    let requests = 0;
    const cloud = await servedCloud(devices, {
      token: TOKEN,
      refuse: (method) => {
        if (method !== 'POST') return undefined;
        requests += 1;
        return { status: 429, retryAfter: 3600 };
      },
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const args = ['remove', '--webex', '--name', '*', '--macro', SWITCHER, '--yes', '--parallel', '1'];
    const outcome = await runCodec(args, environment);
    expect(outcome.stdout.match(/failed +Webex asks to wait 3600 s: try again later/g)).toHaveLength(3);
    expect([outcome.code, requests]).toEqual([1, 1]);
  });

  it('repeats what only reads after faults that pass', async () => {
    const devices = await fleet(['Lobby']);
    const faults = new Map<string, Refusal | 'disconnected'>([
      ['/v1/devices', { status: 502 }],
      ['/v1/deviceConfigurations', { status: 504, retryAfter: 0 }],
      ['/v1/xapi/command/Macros.Macro.Get', 'disconnected'],
    ]);
    const cloud = await servedCloud(devices, {
      token: TOKEN,
      refuse: (_, path) => {
        const fault = faults.get(path);
        faults.delete(path);
        return fault;
      },
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const args = ['deploy', '--webex', '--name', '*', '--macro', SWITCHER, '--dry-run'];
    const outcome = await runCodec(args, environment);
    expect(faults.size).toBe(0);
    expect(outcome.stderr.match(/: trying again in 1 s/g)).toHaveLength(3);
    expect(outcome).toMatchObject({ code: 0 });
  });

  it('reports a fault that does not pass', async () => {
    let requests = 0;
    const cloud = await servedCloud([], {
      token: TOKEN,
      refuse: () => {
        requests += 1;
        return { status: 503, message: 'Service Unavailable', retryAfter: 0 };
      },
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const { code, stderr } = await runCodec(['check', '--webex', '--name', '*'], environment);
    expect(stderr).toContain('error: Service Unavailable (HTTP 503)');
    expect([code, requests]).toEqual([1, 4]);
  });

  it.each([
    ['Macros.Macro.Save', 503],
    ['Macros.Runtime.Restart', 'disconnected'],
  ] as const)('never sends %s again after %s: it may have been carried out', async (command, fault) => {
    const devices = await fleet(['Lobby']);
    let requests = 0;
    const cloud = await servedCloud(devices, {
      token: TOKEN,
      refuse: (_, path) => {
        if (!path.endsWith(command)) return undefined;
        requests += 1;
        return fault === 'disconnected' ? fault : { status: fault };
      },
    });
    const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const outcome = await runCodec(['deploy', '--webex', '--name', '*', '--macro', SWITCHER], environment);
    expect([outcome.code, requests]).toEqual([1, 1]);
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
