/** Text of codecs and of Webex moves no cursor and forges no line, wherever it appears. */
import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/simulator/codec/product-rules';
import { HOSTILE_TEXT } from '../simulator/server/hostile-text';
import { runCodec } from './command-line';
import { fleet, run, save, servedCodec, SWITCHER, textOn, trusting } from './served';

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/;

function expectHarmless(text: string): void {
  expect(text).not.toMatch(CONTROL);
  expect(text).not.toMatch(/^other-room/m);
  expect(text).toMatch(/\\u001b\[2J/);
}

describe('control characters are shown, and not sent to the terminal,', () => {
  it('in lines of the console', async () => {
    const { host, macros } = await servedCodec();
    macros.print('other', 'LOG', HOSTILE_TEXT);
    macros.print(`mac${HOSTILE_TEXT}`, 'LOG', 'hello');
    const args = ['logs', '--host', host, '--since-start', '--for', '1'];
    const { stdout, stderr } = await runCodec(args, trusting());
    expectHarmless(stdout);
    expect(stderr).not.toMatch(CONTROL);
  });

  it('in errors and settings of a codec', async () => {
    const codec = await servedCodec();
    const { host, room } = codec;
    await run('deploy', codec, '--macro', SWITCHER);
    const label = `var buttonName = ${JSON.stringify(HOSTILE_TEXT)};`;
    const text = textOn(codec).replace(/^var buttonName.*$/m, () => label);
    save(codec, SWITCHER, text);
    const dry = ['deploy', '--host', host, '--dry-run'];
    for (const args of [dry, [...dry, '--json']]) {
      const { stdout, stderr } = await runCodec(args, trusting());
      expectHarmless(stdout);
      expect(stderr).not.toMatch(CONTROL);
    }
    expect((await run('deploy', codec, '--dry-run')).rows).toHaveLength(2);
    room.device.onCommand('Macros Macro Get', () => refuse({ code: 1, message: HOSTILE_TEXT }));
    expectHarmless((await runCodec(['deploy', '--host', host], trusting())).stdout);
  });

  it('in names, products and versions', async () => {
    const { devices, run: runOnAll } = await fleet([HOSTILE_TEXT]);
    devices[0]?.codec.room.device.put('Status SystemUnit ProductId', HOSTILE_TEXT);
    const { stdout, stderr } = await runOnAll('check');
    expectHarmless(stdout);
    expectHarmless(stderr);
    const { stdout: json } = await runOnAll('check', '--json');
    expect(json).not.toMatch(CONTROL);
    expect(JSON.parse(json)).toMatchObject([{ codec: HOSTILE_TEXT }]);
  });
});

describe('the name __proto__', () =>
  it('in configurations from Webex is a name like others', async () => {
    const evil = {
      '__proto__.polluted': { value: 'yes' },
      'Video.__proto__.polluted': { value: 'yes' },
      'Video.constructor.prototype.polluted': { value: 'yes' },
      'Video.__proto__[1].polluted': { value: 'yes' },
    };
    const { run: runOnAll } = await fleet(['Lobby'], {
      refuse: (_, path) =>
        path.endsWith('deviceConfigurations') ? { status: 200, body: { items: evil } } : undefined,
    });
    const { code, stdout } = await runOnAll('walk', '--all', '--out', '/dev/null');
    expect({}).not.toHaveProperty('polluted');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/values written/)]);
  }));
