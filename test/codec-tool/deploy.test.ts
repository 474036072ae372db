/** What deploy and remove do on codecs that answer as they should. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { macroNamed, macros } from '../../scripts/project/macro-folders';
import { runCodec, start } from './command-line';
import { newFile, newFolder, run, save, servedCodec, SWITCHER, textOn, trusting, until } from './served';

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

  it('does not replace a foreign macro of the same name; with --force and --backup it keeps a copy', async () => {
    const codec = await servedCodec();
    save(codec, SWITCHER, "console.log('somebody else');");
    const refused = await run('deploy', codec, ...ONE);
    expect(refused.message).toContain('another macro of this name');
    expect(refused.code).toBe(1);
    const directory = newFolder();
    const forced = await run('deploy', codec, ...ONE, '--force', '--backup', directory);
    expect(forced.result).toBe('deployed');
    const [file = ''] = readdirSync(directory);
    expect(readFileSync(join(directory, file), 'utf8')).toBe("console.log('somebody else');");
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

  it('stops if Macros Mode is Off; with --enable it sets it to On', async () => {
    const codec = await servedCodec();
    codec.room.device.put('Configuration Macros Mode', 'Off');
    const stopped = await run('deploy', codec, ...ONE);
    expect(stopped.message).toContain('Macros Mode is Off');
    expect(codec.macros.activeMacros()).toEqual([]);
    expect(await run('deploy', codec, ...ONE, '--enable')).toMatchObject({ result: 'deployed' });
    expect(codec.room.device.readText('Configuration Macros Mode')).toBe('On');
  });

  it('says if the macro does not start with the codec', async () => {
    const codec = await servedCodec();
    codec.room.device.put('Configuration Macros AutoStart', 'Off');
    const { message } = await run('deploy', codec, ...ONE);
    expect(message).toMatch(/^ready.*; Macros AutoStart is Off: no macro runs after a restart/);
  });

  it('does not deploy to unsupported products; with --force it does', async () => {
    const codec = await servedCodec({ product: 'havella', screens: { 1: { inches: 55 } } });
    const refused = await run('deploy', codec, ...ONE);
    expect(refused.message).toMatch(/not supported on this product.*one screen/);
    expect(await run('deploy', codec, ...ONE, '--force')).toMatchObject({ result: 'deployed' });
  });

  it('changes nothing in a dry run', async () => {
    const codec = await servedCodec();
    const { code, result } = await run('deploy', codec, ...ONE, '--dry-run');
    expect([code, result, codec.macros.activeMacros()]).toEqual([0, 'would deploy', []]);
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

  it('finishes the request in progress on Ctrl+C, and reports what is done and what is not', async () => {
    const slow = await servedCodec(
      {},
      { fate: ({ method }) => ({ after: method.endsWith('Macro/Save') ? 1500 : 0 }) },
    );
    const waiting = await servedCodec();
    const hosts = ['--host', slow.host, waiting.host];
    const running = start(['deploy', ...hosts, '--parallel', '1', '--yes', ...ONE], trusting());
    await running.printed(`${slow.host}: saving`);
    running.signal('SIGINT');
    const { code, stdout } = await running.outcome;
    expect(code).toBe(130);
    // What is saved and activated looks like a macro that runs, so it is started before the end.
    expect(stdout).toMatch(/interrupted +done before: saved .*, activated .*, restarted the macro runtime; /);
    await until('its button', () => (slow.room.panel.buttons[SWITCHER] ?? '') !== '');
    expect(stdout).toMatch(/interrupted +nothing was changed/);
    expect(waiting.macros.activeMacros()).toEqual([]);
  });

  it('requires --yes for changing more than one codec without a terminal', async () => {
    const { code, stderr } = await runCodec(['remove', '--host', 'one', 'two']);
    const why = '2 codecs would be changed, and there is no terminal to ask: add --yes';
    expect([code, stderr]).toEqual([2, `error: ${why}\n`]);
  });
});
