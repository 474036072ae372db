import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { computer } from '../../src/codec-tool/io';
import type { Files } from '../../src/codec-tool/io';
import type { Surroundings } from './command-line';
import { fleet, newFile, newFolder, run, save, servedCodec, SWITCHER, textOn } from './served';
import type { Fleet } from './served';

/** Rooms in Webex, each with a macro that contains the name of its room. */
async function rooms(names: readonly string[], surroundings: Surroundings = {}): Promise<Fleet> {
  const all = await fleet(names, {}, undefined, surroundings);
  for (const { displayName, codec } of all.devices) save(codec, SWITCHER, `// ${displayName}`);
  return all;
}

describe('deploy --backup', () => {
  it('writes a file for each room, with the letters of all scripts, whatever a file system ignores', async () => {
    const directory = newFolder();
    const long = '室'.repeat(100);
    const expected = {
      会議室一: '会議室一',
      Büro_Ä_1: 'Büro Ä/1',
      ห้องประชุม_๒: 'ห้องประชุม ๒',
      '__room.2_b': '🎉 room.2_b',
      Lobby: 'Lobby',
      'LOBBY-2': 'LOBBY',
      'Lobby-2-2': 'Lobby-2',
      A_B: 'A/B',
      'A_B-2': 'A:B',
      Café: 'Cafe\u0301',
      'Café-2': 'Café',
      Straße: 'Straße',
      'STRASSE-2': 'STRASSE',
      [long.slice(0, 40)]: `${long}1`,
      [`${long.slice(0, 40)}-2`]: `${long}2`,
    };
    const { run } = await rooms(Object.values(expected));
    const outcome = await run('deploy', '--macro', SWITCHER, '--force', '--backup', directory);
    expect(outcome).toMatchObject({ code: 0 });
    const files = readdirSync(directory).map((file) => [
      file.replace(new RegExp(`-${SWITCHER}-\\d{8}T\\d{9}Z\\.js$`), ''),
      readFileSync(join(directory, file), 'utf8').replace('// ', ''),
    ]);
    expect(Object.fromEntries(files)).toEqual(expected);
  });

  it('overwrites no file: the macro on the codec is left alone', async () => {
    const there = newFile('backup.js', 'an older backup');
    const write: Files['write'] = (_, text, flag) => computer.files.write(there, text, flag);
    const { run, devices } = await rooms(['Lobby'], { files: { ...computer.files, write } });
    const { code, stdout } = await run('deploy', '--macro', SWITCHER, '--force', '--backup', '/backups');
    expect(stdout).toMatch(/\/backups\/Lobby-\S+ cannot be written: file already exists/);
    expect([code, readFileSync(there, 'utf8')]).toEqual([1, 'an older backup']);
    expect(devices.map(({ codec }) => textOn(codec))).toEqual(['// Lobby']);
  });
});

describe('--out with several codecs', () =>
  it('adds their addresses to the files of record', async () => {
    const directory = newFolder();
    const codecs = [await servedCodec(), await servedCodec()];
    const recorded = await run('record', codecs, '--for', '1', '--out', join(directory, 'trace'));
    expect(recorded).toMatchObject({ code: 0 });
    expect(readdirSync(directory).sort()).toEqual(
      codecs.map(({ host }) => `trace-${host.replace(':', '_')}`).sort(),
    );
  }));
