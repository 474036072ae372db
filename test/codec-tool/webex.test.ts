import { describe, expect, it } from 'vitest';
import { computer } from '../../src/codec-tool/io';
import type { Io } from '../../src/codec-tool/io';
import { refuse } from '../../src/simulator/codec/product-rules';
import type { CloudAccess } from '../../src/simulator/server/cloud-server';
import type { Refusal } from '../../src/simulator/server/rude-answers';
import { runCodec } from './command-line';
import { fleet, SWITCHER, TOKEN } from './served';
import type { Printed } from './served';

const ONE = ['--macro', SWITCHER];

/** Devices whose cloud refuses requests that look like this (`POST /v1/…`), and counts them. */
async function refusing(
  names: readonly string[],
  meant: RegExp,
  refusal: (count: number) => ReturnType<NonNullable<CloudAccess['refuse']>>,
) {
  const seen = { requests: 0 };
  const refuse: CloudAccess['refuse'] = (method, path) => {
    if (!meant.test(`${method} ${path}`)) return undefined;
    seen.requests += 1;
    return refusal(seen.requests);
  };
  return { ...(await fleet(names, { refuse })), seen };
}

describe('npm run codec -- deploy --webex', () => {
  it('finds devices on all pages by name, deploys to them and removes again', async () => {
    const names = ['Boardroom 1', 'Lobby', 'Huddle', 'Boardroom 2', 'boardroom 3'];
    const { devices, environment } = await fleet(names);
    const chosen = ['--webex', '--name', 'Boardroom*', ...ONE, '--yes', '--json'];
    const deployed = await runCodec(['deploy', ...chosen], environment);
    expect(deployed.code).toBe(0);
    const rows = JSON.parse(deployed.stdout) as readonly Printed[];
    expect(rows.map(({ codec, result }) => [codec, result])).toEqual([
      ['Boardroom 1', 'deployed'],
      ['Boardroom 2', 'deployed'],
      ['boardroom 3', 'deployed'],
    ]);
    const active = () => devices.map(({ codec }) => codec.macros.activeMacros().length);
    expect(active()).toEqual([1, 0, 0, 1, 1]);
    expect(deployed.stdout + deployed.stderr).not.toContain(TOKEN);

    expect(await runCodec(['remove', ...chosen], environment)).toMatchObject({ code: 0 });
    expect(active()).toEqual([0, 0, 0, 0, 0]);
    expect(devices[0]?.codec.room.outputs.role(2)).toBe('Auto');
  });

  it.each([
    ['--device device-1', 'Lobby'],
    ['--tag ground?FLOOR', 'Huddle'],
    ['--product Room?Kit --name L* H*', 'Lobby Huddle'],
    ['--product Room', ''],
  ])('chooses with %s', async (filters, expected) => {
    const tags = (index: number) => (index === 2 ? { tags: ['Ground floor'] } : {});
    const { environment } = await fleet(['Boardroom', 'Lobby', 'Huddle'], {}, tags);
    const args = ['remove', ...filters.split(' '), '--dry-run', '--json', ...ONE];
    const { stdout } = await runCodec(args, environment);
    const rows = JSON.parse(stdout || '[]') as readonly Printed[];
    expect(rows.map(({ codec }) => codec).join(' ')).toBe(expected);
  });

  it('removes a macro whose button the codec does not have', async () => {
    const { devices, run } = await fleet(['Lobby']);
    await run('deploy', ...ONE);
    devices[0]?.codec.room.device.onCommand('UserInterface Extensions Panel Remove', () =>
      refuse({ code: 1, message: 'No such panel' }),
    );
    expect((await run('remove', ...ONE)).stdout).toMatch(/ removed /);
    expect(devices[0]?.codec.macros.activeMacros()).toEqual([]);
  });

  it('sends nothing for any room while Webex limits the rate', async () => {
    let refused = 0;
    const early: string[] = [];
    const { run } = await fleet(['A', 'B', 'C'], {
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
    const outcome = await run('deploy', ...ONE);
    expect(early).toEqual([]);
    expect(outcome.stderr.match(/limits the rate of requests: waiting 3 s/g)).toHaveLength(1);
    expect(outcome).toMatchObject({ code: 0 });
  });

  it('is tried for 300 s in total, however often Webex refuses it, and says now and then that it waits', async () => {
    // Fifty times as fast.
    const clock: Io['clock'] = {
      now: () => Date.now() * 50,
      sleep: (milliseconds, signal) => computer.clock.sleep(milliseconds / 50, signal),
    };
    const refuse = () => ({ status: 429, retryAfter: 130 });
    const { run } = await fleet([], { refuse }, undefined, { clock });
    const { code, stderr } = await run('check', '--timeout', '100');
    const [, ...lines] = stderr.split('\n').map((line) => line.replace(/\d+/, 'N'));
    expect(lines).toEqual([
      'Webex limits the rate of requests: waiting N s',
      'Webex asks to wait N s more',
      'Webex limits the rate of requests: waiting N s',
      'Webex asks to wait N s more',
      'Webex limits the rate of requests: waiting N s',
      'error: Webex asks to wait N s more: try again later',
      '',
    ]);
    expect(code).toBe(1);
  });

  it('gives up for all rooms at once if Webex asks to wait for an hour', async () => {
    const { run, seen } = await refusing(['A', 'B', 'C'], /^POST/, () => ({ status: 429, retryAfter: 3600 }));
    const outcome = await run('remove', ...ONE, '--parallel', '1');
    expect(outcome.stdout.match(/failed +Webex asks to wait 3600 s more: try again later/g)).toHaveLength(3);
    expect(outcome.code).toBe(1);
    // Those of the first room, which are sent together.
    expect(seen.requests).toBeLessThan(3);
  });

  it('repeats what only reads after faults that pass', async () => {
    const faults = new Map<string, Refusal | 'disconnected'>([
      ['/v1/devices', { status: 502 }],
      ['/v1/deviceConfigurations', { status: 504, retryAfter: 0 }],
      ['/v1/xapi/command/Macros.Macro.Get', 'disconnected'],
    ]);
    const { run } = await fleet(['Lobby'], {
      refuse: (_, path) => {
        const fault = faults.get(path);
        faults.delete(path);
        return fault;
      },
    });
    const outcome = await run('deploy', ...ONE, '--dry-run');
    expect(faults.size).toBe(0);
    expect(outcome.stderr.match(/: waiting 1 s/g)).toHaveLength(3);
    expect(outcome).toMatchObject({ code: 0 });
  });

  it('reports a fault that does not pass', async () => {
    const refusal = { status: 503, message: 'Service Unavailable', retryAfter: 0 };
    const { run, seen } = await refusing([], /./, () => refusal);
    const { code, stderr } = await run('check');
    expect(stderr).toContain('error: Service Unavailable (HTTP 503)');
    expect([code, seen.requests]).toEqual([1, 4]);
  });

  it.each([
    [/Macro\.Save$/, { status: 503 }],
    [/Runtime\.Restart$/, 'disconnected'],
  ] as const)('never sends %s again after %j: it may have been carried out', async (command, fault) => {
    const { run, seen } = await refusing(['Lobby'], command, () => fault);
    const outcome = await run('deploy', ...ONE);
    expect([outcome.code, seen.requests]).toEqual([1, 1]);
  });

  it.each([
    [true, 0],
    [false, 1],
  ])('verifies a macro that was saved or not (%s) where nothing answered', async (isCarriedOut, expected) => {
    const refusal = { status: 400, message: 'Command Failed: No response from Macro Runtime', isCarriedOut };
    const { devices, run } = await refusing(['Lobby'], /Macro\.Save$/, () => refusal);
    const { code, stdout } = await run('deploy', ...ONE);
    expect(stdout.includes('No response from Macro Runtime')).toBe(!isCarriedOut);
    expect(code).toBe(expected);
    expect(devices[0]?.codec.macros.activeMacros()).toEqual(isCarriedOut ? [SWITCHER] : []);
  });

  it('reports offline and read-only devices as failed, and deploys to the others', async () => {
    const devices = [
      { connectionStatus: 'disconnected' },
      { permissions: ['xapi:readonly'] },
      { connectionStatus: 'connected_with_issues' },
    ];
    const { run } = await fleet(['A', 'B', 'C'], {}, (index) => devices[index] ?? {});
    const outcome = await run('deploy', ...ONE, '--json');
    expect(JSON.parse(outcome.stdout)).toMatchObject([
      { codec: 'A', result: 'failed', message: 'offline: Webex says disconnected' },
      { codec: 'B', result: 'failed', message: 'the access token may only read this device' },
      { codec: 'C', result: 'deployed' },
    ]);
    expect(outcome.code).toBe(1);
  });

  it('does not print the token when Webex does not accept it', async () => {
    const { environment } = await fleet([]);
    const wrong = { ...environment, WEBEX_TOKEN: 'wrong-token-1234', DEBUG: '1' };
    const { code, stdout, stderr } = await runCodec(['deploy', '--name', '*'], wrong);
    expect(stderr).toContain('does not accept the access token');
    expect(stdout + stderr).not.toContain('wrong-token-1234');
    expect(code).toBe(1);
  });
});
