/** What people learn before anything is changed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { deployable } from '../../scripts/codec';
import { macros } from '../../scripts/project/macro-folders';
import { computer } from '../../src/codec-tool/io';
import { readRooms } from '../../src/codec-tool/selection';
import { runCodec } from './command-line';
import { fleet, newFile, newFolder, REDIALER, run, servedCodec, trusting } from './served';

const [, section = ''] = readFileSync('README.md', 'utf8').split('## Many codecs');
const [, block = ''] = section.split('```sh');
const commands = (block.split('```')[0] ?? '').trim().split('\n');

describe('help', () => {
  it('of deploy names the settings of each macro, and shows a list of rooms that can be used', async () => {
    const { code, stdout } = await runCodec(['deploy', '--help']);
    for (const { name, settings } of macros) {
      expect(stdout).toContain(`Settings of ${name}:`);
      for (const { id, help } of settings)
        expect(stdout).toMatch(new RegExp(`^  ${id} +${help.slice(0, 20)}`, 'm'));
    }
    const [, list = ''] = stdout.split('keeps the setting of the room:\n');
    const rooms = readRooms(newFile('rooms.csv', list), computer.files, deployable, deployable);
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

describe('a dry run, and the question before many codecs are changed,', () =>
  it('show each change', async () => {
    const codecs = [await servedCodec(), await servedCodec()];
    await run('deploy', codecs, '--macro', REDIALER, '--set', 'maxRedials=3');
    const args = ['deploy', '--host', ...codecs.map(({ host }) => host), '--macro', REDIALER];
    const more = ['--set', 'maxRedials=1', 'showMessages=false'];
    const dry = await runCodec([...args, ...more, '--dry-run'], trusting());
    const change = 'change maxRedials 3 → 1, showMessages true → false, restart the macro runtime';
    expect(dry.stdout.match(new RegExp(change, 'g'))).toHaveLength(2);
    const prompts = { password: vi.fn(), confirm: vi.fn(() => Promise.resolve(false)) };
    const asked = await runCodec([...args, ...more], trusting(), { prompts });
    expect(prompts.confirm).toHaveBeenCalledWith('Change 2 codecs?', expect.anything());
    expect(asked.stderr.match(new RegExp(change, 'g'))).toHaveLength(2);
    expect(asked.stderr).toContain('nothing was changed');
    const again = await runCodec([...args, '--dry-run'], trusting());
    expect(again.stdout.match(/unchanged/g)).toHaveLength(2);
  }));

describe('wrong usage', () =>
  it.each([
    ['deplyo', "unknown command 'deplyo' (Did you mean deploy?)"],
    ['deploy --hots x', "unknown option '--hots' (Did you mean --host?)"],
    ['deploy', 'no codec selected: give --host NAME, --rooms FILE.csv or --webex'],
    [
      'deploy --host x --macro screen',
      "'screen' is invalid. Allowed choices are presentation-screen-switcher,",
    ],
    ['deploy --host x --set maxRedail=2', '--set: there is no setting maxRedail, choose from largestOutput,'],
    ['deploy --host x --set maxRedials=9', 'expected a whole number from 1 to 3, got "9"'],
    ['deploy --host me:secret@x', '--host: no user name or password in an address'],
    ['deploy --host x --parallel many', 'expected a whole number from 1 to 100'],
    ['deploy --host x --tag y', "'--tag <tag...>' cannot be used with option '--host <name...>'"],
    ['deploy --host x --rooms y', "'--rooms <file.csv>' cannot be used with option '--host <name...>'"],
    ['deploy --webex', 'no devices given'],
    ['deploy 10.0.0.5', 'unexpected argument 10.0.0.5: if it is a codec, give it as --host 10.0.0.5'],
    ['record --host x', "required option '--out <file>' not specified"],
    ['remove --host one two', 'error: 2 codecs would be changed, and there is no terminal to ask: add --yes'],
    ['walk --diff x', '--diff takes two files'],
    ['', 'no command given: one of deploy, remove,'],
  ])('"%s" is explained in one line', async (line, message) => {
    const { code, stdout, stderr } = await runCodec(line.split(' ').filter(Boolean));
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toContain('secret');
  }));

describe('the section "Many codecs" of README.md', () => {
  it.each(commands)('%s works as documented, as one of five', async (command) => {
    expect(commands).toHaveLength(5);
    const { host } = await servedCodec();
    const { environment } = await fleet(['Boardroom 1']);
    // With the codec and the files of the test instead of those in the README.
    const words = command
      .replace('npm run codec -- ', '')
      .replaceAll("'", '')
      .replaceAll('boardroom.example.com', host)
      .replaceAll('rooms.csv', newFile('rooms.csv', `host,buttonName\n${host},Swap\n`))
      .replaceAll('old-macros', newFolder());
    const { code, stdout } = await runCodec(words.split(' '), { ...trusting(), ...environment });
    expect(stdout).toMatch(/ (deployed|would deploy|absent|ok) /);
    expect(code).toBe(0);
  });
});
