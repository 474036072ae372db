import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fleet, newFolder, run, save, servedCodec, SWITCHER } from './served';
import type { Fleet } from './served';

/** Rooms in Webex, each with a macro that contains the name of its room. */
async function rooms(names: readonly string[]): Promise<Fleet> {
  const all = await fleet(names);
  for (const { displayName, codec } of all.devices) save(codec, SWITCHER, `// ${displayName}`);
  return all;
}

/** The room in each backup, by the name of the file without the time. */
function backupsIn(directory: string): Readonly<Record<string, string>> {
  const files = readdirSync(directory).map((file) => [
    file.replace(/-\d{8}T\d{6}/, ''),
    readFileSync(join(directory, file), 'utf8').replace('// ', ''),
  ]);
  return Object.fromEntries(files) as Readonly<Record<string, string>>;
}

async function backUp({ run }: Fleet, directory: string): Promise<void> {
  const outcome = await run('deploy', '--macro', SWITCHER, '--force', '--backup', directory);
  expect(outcome).toMatchObject({ code: 0 });
}

describe('deploy --backup', () => {
  it('keeps the letters and digits of all scripts in the names of its files', async () => {
    const directory = newFolder();
    await backUp(await rooms(['会議室一', 'Büro Ä/1', 'ห้องประชุม ๒', '🎉 room.2_b']), directory);
    expect(backupsIn(directory)).toEqual({
      [`会議室一-${SWITCHER}.js`]: '会議室一',
      [`Büro_Ä_1-${SWITCHER}.js`]: 'Büro Ä/1',
      [`ห้องประชุม_๒-${SWITCHER}.js`]: 'ห้องประชุม ๒',
      [`__room.2_b-${SWITCHER}.js`]: '🎉 room.2_b',
    });
  });

  it('writes a file for each room, although names differ only in what a file system ignores', async () => {
    const directory = newFolder();
    const long = '室'.repeat(100);
    const names = ['Lobby', 'LOBBY', 'Lobby-2', 'A/B', 'A:B', 'Cafe\u0301', 'Café', 'Straße', 'STRASSE'];
    await backUp(await rooms([...names, `${long}1`, `${long}2`]), directory);
    expect(backupsIn(directory)).toEqual({
      [`Lobby-${SWITCHER}.js`]: 'Lobby',
      [`LOBBY-2-${SWITCHER}.js`]: 'LOBBY',
      [`Lobby-2-2-${SWITCHER}.js`]: 'Lobby-2',
      [`A_B-${SWITCHER}.js`]: 'A/B',
      [`A_B-2-${SWITCHER}.js`]: 'A:B',
      [`Café-${SWITCHER}.js`]: 'Cafe\u0301',
      [`Café-2-${SWITCHER}.js`]: 'Café',
      [`Straße-${SWITCHER}.js`]: 'Straße',
      [`STRASSE-2-${SWITCHER}.js`]: 'STRASSE',
      [`${'室'.repeat(50)}-${SWITCHER}.js`]: `${long}1`,
      [`${'室'.repeat(50)}-2-${SWITCHER}.js`]: `${long}2`,
    });
  });

  it('overwrites no file, even if a backup was made in the same second', async () => {
    const directory = newFolder();
    const lobby = await rooms(['Lobby']);
    const now = Date.now();
    const there = Array.from({ length: 60 }, (_, second) => {
      const time = new Date(now + second * 1000).toISOString().replace(/\W/g, '').slice(0, 15);
      return join(directory, `Lobby-${SWITCHER}-${time}.js`);
    });
    for (const file of there) writeFileSync(file, 'an older backup');
    await backUp(lobby, directory);
    expect(there.map((file) => readFileSync(file, 'utf8'))).toEqual(there.map(() => 'an older backup'));
    const added = readdirSync(directory).filter((file) => !there.includes(join(directory, file)));
    expect(added).toEqual([expect.stringMatching(/-\d{8}T\d{6}-2\.js$/)]);
  });
});

describe('--out with several codecs', () => {
  it('adds their names to the files of walk', async () => {
    const directory = newFolder();
    const { run } = await rooms(['会議室一', '会議室二', 'Büro', 'BÜRO']);
    expect(await run('walk', '--out', join(directory, 'room.json'))).toMatchObject({ code: 0 });
    expect(readdirSync(directory).sort()).toEqual(
      ['room-会議室一.json', 'room-会議室二.json', 'room-Büro.json', 'room-BÜRO-2.json'].sort(),
    );
  });

  it('adds their addresses to the files of record', async () => {
    const directory = newFolder();
    const codecs = [await servedCodec(), await servedCodec()];
    const recorded = await run('record', codecs, '--for', '1', '--out', join(directory, 'trace'));
    expect(recorded).toMatchObject({ code: 0 });
    expect(readdirSync(directory).sort()).toEqual(
      codecs.map(({ host }) => `trace-${host.replace(':', '_')}`).sort(),
    );
  });
});
