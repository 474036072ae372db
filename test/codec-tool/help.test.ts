/** What people learn before anything is changed. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployable } from '../../scripts/codec';
import { macros } from '../../scripts/project/macro-folders';
import { computer } from '../../src/codec-tool/io';
import { readRooms } from '../../src/codec-tool/rooms';
import { servedCodec, trusting } from './served';
import { runCodec } from './command-line';

describe('help', () => {
  it('of deploy names the settings of each macro, and shows a list of rooms that can be used', async () => {
    const { code, stdout } = await runCodec(['deploy', '--help']);
    for (const { name, settings } of macros) {
      expect(stdout).toContain(`Settings of ${name}:`);
      for (const { id, help } of settings)
        expect(stdout).toMatch(new RegExp(`^  ${id} +${help.slice(0, 20)}`, 'm'));
    }
    const [, list = ''] = stdout.split('keeps the setting of the room:\n');
    const file = join(mkdtempSync(join(tmpdir(), 'rooms-')), 'rooms.csv');
    writeFileSync(file, list);
    const rooms = readRooms(file, computer.files, { macros: deployable, allMacros: deployable });
    expect(rooms.map(({ room, settings }) => [room, settings])).toEqual([
      ['Boardroom', { buttonName: 'Swap screens', maxRedials: '3' }],
      ['Lobby', {}],
    ]);
    expect(code).toBe(0);
  });

  it('is for PowerShell on Windows', async () => {
    const { stdout } = await runCodec(['--help'], {}, { platform: 'win32' });
    expect(stdout).toContain("$env:NODE_EXTRA_CA_CERTS = 'ca.pem'");
    expect(stdout).toContain("npm run codec '--' check --host");
    expect(stdout).not.toContain('export ');
  });
});

describe('a dry run, and the question before many codecs are changed,', () => {
  it('show each change', async () => {
    const { host } = await servedCodec();
    const other = await servedCodec();
    const args = ['deploy', '--host', host, '--host', other.host, '--macro', 'zoom-obtp-redialer'];
    await runCodec([...args, '--yes', '--set', 'maxRedials=3'], trusting());
    const more = ['--set', 'maxRedials=1', '--set', 'showMessages=false'];
    const dry = await runCodec([...args, ...more, '--dry-run'], trusting());
    const change = 'change maxRedials 3 → 1, showMessages true → false, restart the macro runtime';
    expect(dry.stdout.match(new RegExp(change, 'g'))).toHaveLength(2);
    const questions: string[] = [];
    const prompts = {
      password: () => Promise.reject(new Error('not asked')),
      confirm: (message: string) => {
        questions.push(message);
        return Promise.resolve(false);
      },
    };
    const asked = await runCodec([...args, ...more], trusting(), { prompts });
    expect(questions).toEqual(['Change 2 codecs?']);
    expect(asked.stderr.match(new RegExp(change, 'g'))).toHaveLength(2);
    expect(asked.stderr).toContain('nothing was changed');
    const again = await runCodec([...args, '--dry-run'], trusting());
    expect(again.stdout.match(/unchanged/g)).toHaveLength(2);
  });
});
