/** What deploy and remove do on codecs that answer as they should. */
import { describe, expect, it } from 'vitest';
import { macroNamed, macros } from '../../scripts/project/macro-folders';
import { refuse } from '../../src/simulator/codec/product-rules';
import { runCodec } from './command-line';
import { newFile, run, servedCodec, SWITCHER, textOn, trusting, until } from './served';

const ONE = ['--macro', SWITCHER];

describe('npm run codec -- deploy', () => {
  it('installs a macro on a codec, where it switches the screens, and remove removes it', async () => {
    const codec = await servedCodec();
    const { room, macros: runtime } = codec;
    const deployed = await run('deploy', codec, ...ONE);
    expect(deployed).toMatchObject({ code: 0, result: 'deployed' });
    expect(deployed.message).toContain(`ready: version ${macroNamed(SWITCHER).version}, 2 screens`);
    expect(runtime.activeMacros()).toEqual([SWITCHER]);

    room.phone.up();
    await until('people on the largest screen', () => room.screens()[2] === 'participants');
    room.shares.farEnd();
    await until('the presentation there', () => room.screens()[2] === 'presentation');
    expect(room.screens()).toEqual({ 1: 'participants', 2: 'presentation' });

    room.phone.hangUp();
    expect(await run('remove', codec, ...ONE)).toMatchObject({ code: 0 });
    expect(runtime.activeMacros()).toEqual([]);
    expect(room.panel.buttons[SWITCHER]).toBe('');
    expect([room.outputs.role(1), room.outputs.role(2)]).toEqual(['Auto', 'Auto']);
    expect(room.device.readText('Configuration Video Monitors')).toBe('Auto');
  });

  it('keeps the settings that the macro has on the codec; with --reset-settings it uses the defaults', async () => {
    const codec = await servedCodec();
    await run('deploy', codec, ...ONE, '--set', 'largestOutput=1', '--set', "buttonName=It's here");
    const updated = await run('deploy', codec, ...ONE, '--set', 'showButton=false');
    expect(updated.message).toMatch(/output 1 .* is the largest.*; keeps largestOutput, buttonName$/);
    expect(await run('deploy', codec, ...ONE)).toMatchObject({ result: 'unchanged' });
    const reset = await run('deploy', codec, ...ONE, '--reset-settings');
    expect(reset.message).toMatch(/output 2 .* is the largest/);
  });

  it('stops if Macros Mode is Off; with --enable it sets it to On, and tells of AutoStart', async () => {
    const codec = await servedCodec();
    codec.room.device.put('Configuration Macros Mode', 'Off');
    codec.room.device.put('Configuration Macros AutoStart', 'Off');
    const stopped = await run('deploy', codec, ...ONE);
    expect(stopped.message).toContain('Macros Mode is Off');
    expect(codec.macros.activeMacros()).toEqual([]);
    const enabled = await run('deploy', codec, ...ONE, '--enable');
    expect(enabled.message).toMatch(/^ready.*; Macros AutoStart is Off: no macro runs after a restart/);
    expect(codec.room.device.readText('Configuration Macros Mode')).toBe('On');
  });

  it('needs no read that only a remark is about', async () => {
    const codec = await servedCodec();
    const { device } = codec.room;
    const request = device.request.bind(device);
    device.request = (asked, send) =>
      JSON.stringify(asked).includes('AutoStart') ? refuse({ code: 1, message: 'No' }) : request(asked, send);
    expect(await run('deploy', codec, ...ONE)).toMatchObject({ code: 0, result: 'deployed' });
  });

  it('does not deploy to unsupported products; with --force it does', async () => {
    const codec = await servedCodec({ product: 'havella', screens: { 1: { inches: 55 } } });
    const refused = await run('deploy', codec, ...ONE);
    expect(refused.message).toMatch(/not supported on this product.*one screen/);
    expect(await run('deploy', codec, ...ONE, '--force')).toMatchObject({ result: 'deployed' });
  });

  it('gives each room in a list its own settings, and changes none if a row is invalid', async () => {
    const [one, two] = [await servedCodec(), await servedCodec()];
    const deployList = (redials: string) => {
      const rooms = `host,buttonName,maxRedials\n${one.host},"Swap, please",\n${two.host},,${redials}\n`;
      return runCodec(['deploy', '--rooms', newFile('rooms.csv', rooms), '--yes'], trusting());
    };
    const bad = await deployList('seven');
    expect(bad.code).toBe(2);
    expect(bad.stderr).toMatch(
      /^error: \S+ line 3: maxRedials: expected a whole number from 1 to 3, got "seven"\n$/,
    );
    expect(one.macros.activeMacros()).toEqual([]);
    expect(await deployList('3')).toMatchObject({ code: 0 });
    expect(one.macros.activeMacros()).toEqual(macros.map(({ name }) => name).sort());
    expect(textOn(one)).toContain('Swap, please');
    expect(textOn(two)).toContain('maxRedials = 3;');
  });
});
