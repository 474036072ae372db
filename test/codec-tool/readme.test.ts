import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCodec } from './command-line';
import { codecInCloud, servedCloud, servedCodec, trusting } from './served';

const readme = readFileSync('README.md', 'utf8');
const [, section = ''] = readme.split('## Many codecs');
const [, block = ''] = section.split('```sh');
const commands = (block.split('```')[0] ?? '').trim().split('\n');
const TOKEN = 'a-token-for-webex';

/** The words of a command, with the codec and the files of the test instead of those in the README. */
function wordsOf(command: string, host: string, directory: string): readonly string[] {
  return command
    .replace('npm run codec -- ', '')
    .replaceAll("'", '')
    .replaceAll('boardroom.example.com', host)
    .replaceAll('rooms.csv', join(directory, 'rooms.csv'))
    .replaceAll('old-macros', join(directory, 'old-macros'))
    .split(' ');
}

describe('the section "Many codecs" of README.md', () => {
  it('has five commands', () => {
    expect(commands).toHaveLength(5);
  });

  it.each(commands)('%s works as documented', async (command) => {
    const { host } = await servedCodec();
    const cloud = await servedCloud(
      [{ id: 'device', displayName: 'Boardroom 1', codec: await codecInCloud() }],
      { token: TOKEN },
    );
    const directory = mkdtempSync(join(tmpdir(), 'readme-'));
    writeFileSync(join(directory, 'rooms.csv'), `host,buttonName\n${host},Swap\n`);
    const environment = { ...trusting(), WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
    const { code, stdout } = await runCodec(wordsOf(command, host, directory), environment);
    expect(stdout).toMatch(/ (deployed|would deploy|absent|ok) /);
    expect(code).toBe(0);
  });
});
