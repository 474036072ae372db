import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCodec } from './command-line';
import { fleet, newFile, newFolder, servedCodec, trusting } from './served';

const readme = readFileSync('README.md', 'utf8');
const [, section = ''] = readme.split('## Many codecs');
const [, block = ''] = section.split('```sh');
const commands = (block.split('```')[0] ?? '').trim().split('\n');

describe('the section "Many codecs" of README.md', () => {
  it('has five commands', () => {
    expect(commands).toHaveLength(5);
  });

  it.each(commands)('%s works as documented', async (command) => {
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
