/** Text of codecs and of Webex moves no cursor and forges no line, wherever it appears. */
import { describe, expect, it } from 'vitest';
import { runCodec } from './command-line';
import { codecInCloud, servedCloud, servedCodec, trusting } from './served';
import type { ServedCodec } from './served';

const SWITCHER = 'presentation-screen-switcher';
const EVIL =
  'one\u001b[2J\u001b]0;title\u0007\r\nother.example.com  deployed\u0085\u009b31m\u202etxt\u2028end';
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/;

function expectHarmless(text: string): void {
  expect(text).not.toMatch(CONTROL);
  expect(text).not.toMatch(/^(other\.example\.com|end)/m);
  expect(text).toMatch(/\\u001b\[2J/);
}

function put({ room }: ServedCodec, name: string, text: string): void {
  const params = { Name: name, body: text };
  room.device.request({ method: 'xCommand/Macros/Macro/Save', params }, () => undefined);
  room.device.request({ method: 'xCommand/Macros/Macro/Activate', params: { Name: name } }, () => undefined);
}

describe('control characters are shown, and not sent to the terminal,', () => {
  it('in lines of the console', async () => {
    const { host, macros } = await servedCodec();
    macros.print('other', 'LOG', EVIL);
    macros.print(`mac${EVIL}`, 'LOG', 'hello');
    const args = ['logs', '--host', host, '--since-start', '--for', '1'];
    const { stdout, stderr } = await runCodec(args, trusting());
    expectHarmless(stdout);
    expect(stderr).not.toMatch(CONTROL);
  });

  it('in errors and settings of a codec', async () => {
    const codec = await servedCodec();
    const { host, room } = codec;
    await runCodec(['deploy', '--host', host, '--macro', SWITCHER], trusting());
    put(
      codec,
      SWITCHER,
      textOn(codec).replace(/^var buttonName.*$/m, `var buttonName = ${JSON.stringify(EVIL)};`),
    );
    for (const json of [[], ['--json']]) {
      const { stdout, stderr } = await runCodec(['deploy', '--host', host, '--dry-run', ...json], trusting());
      expect(stdout).not.toMatch(CONTROL);
      expect(stderr).not.toMatch(CONTROL);
      if (json.length > 0) expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    }
    room.device.onCommand('Macros Macro Get', () => {
      throw { code: 1, message: EVIL } as unknown as Error;
    });
    const { stdout } = await runCodec(['deploy', '--host', host], trusting());
    expectHarmless(stdout);
  });

  it('in names, products and versions', async () => {
    const codec = await codecInCloud();
    codec.room.device.put('Status SystemUnit ProductId', EVIL);
    const cloud = await servedCloud([{ id: 'one', displayName: EVIL, codec }], { token: 'a-token' });
    const environment = { WEBEX_TOKEN: 'a-token', WEBEX_API: cloud.address };
    const { stdout, stderr } = await runCodec(['check', '--webex', '--name', '*'], environment);
    expectHarmless(stdout);
    expectHarmless(stderr);
    const { stdout: json } = await runCodec(['check', '--webex', '--name', '*', '--json'], environment);
    expect(json).not.toMatch(CONTROL);
    const [row] = JSON.parse(json) as readonly { readonly codec: string }[];
    expect(row?.codec).toBe(EVIL);
  });
});

describe('the name __proto__', () => {
  it('in configurations from Webex is a name like others', async () => {
    const codec = await codecInCloud();
    const cloud = await servedCloud([{ id: 'one', displayName: 'Lobby', codec }], { token: 'a-token' });
    const evil = {
      '__proto__.polluted': { value: 'yes' },
      'Video.__proto__.polluted': { value: 'yes' },
      'Video.constructor.prototype.polluted': { value: 'yes' },
      'Video.__proto__[1].polluted': { value: 'yes' },
    };
    const network = {
      webSocket: () => {
        throw new Error('not used');
      },
      fetch: async (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
        const response = await fetch(input, init);
        if (!JSON.stringify(input).includes('deviceConfigurations')) return response;
        const { items } = (await response.json()) as { readonly items: object };
        return Response.json({ items: { ...items, ...evil } });
      },
    };
    const environment = { WEBEX_TOKEN: 'a-token', WEBEX_API: cloud.address };
    const args = ['walk', '--webex', '--name', '*', '--all', '--out', '/dev/null'];
    const { code, stdout } = await runCodec(args, environment, { network });
    expect({}).not.toHaveProperty('polluted');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/values written/)]);
  });
});

function textOn({ room }: ServedCodec): string {
  const answer = room.device.request(
    { method: 'xCommand/Macros/Macro/Get', params: { Content: 'True' } },
    () => undefined,
  ) as { readonly Macro?: readonly { readonly Content: string }[] };
  return answer.Macro?.[0]?.Content ?? '';
}
