/** Whose a macro on a codec is, and what happens to its settings and to what somebody has changed in its code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { macroNamed, macros } from '../../scripts/project/macro-folders';
import { headerOf, keptSettings } from '../../src/codec-tool/deployable';
import { newFolder, REDIALER, run, save, servedCodec, SWITCHER } from './served';

const BUILT = readFileSync(`macros/${SWITCHER}/${SWITCHER}.js`, 'utf8');

const ONE = ['--macro', SWITCHER];

/** The files of a folder of backups, as texts. */
function kept(directory: string): readonly string[] {
  return readdirSync(directory).map((file) => readFileSync(join(directory, file), 'utf8'));
}

const EDITED = BUILT.replace('// ----- Values of the settings -----', '$&\nconsole.log("our own line");');

const switcher = macroNamed(SWITCHER);

describe('the header of a built macro', () => {
  it.each(macros.flatMap(({ name }) => [`${name}.js`, `${name}.legacy.js`].map((file) => [name, file])))(
    'tells of %s in %s that nobody has edited it, whatever its settings and line endings are',
    (name = '', file = '') => {
      const text = readFileSync(`macros/${name}/${file}`, 'utf8');
      const { version } = macros.find((macro) => macro.name === name) ?? {};
      const expected = { name, version, isEdited: false };
      expect(headerOf(text)).toEqual(expected);
      expect(headerOf(text.replaceAll('\n', '\r\n'))).toEqual(expected);
      expect(
        headerOf(text.replace(/^var (largestOutput|zoomDomains) = .*;$/m, 'const $1 = [1, 2];')),
      ).toEqual(expected);
    },
  );

  it.each([
    ['a line of code', EDITED],
    ['a changed word', BUILT.replaceAll('DualPresentationOnly', 'Dual')],
    ['code before the settings', BUILT.replace("import xapi from 'xapi';", '$&\nhello();')],
    ['code between the settings', BUILT.replace(/^var showButton.*$/m, '$&\nhello();')],
    ['the end of the settings removed', BUILT.replace('/* ----- End of the settings ----- */', '')],
  ])('tells of %s', (_, text) => expect(headerOf(text)?.isEdited).toBe(true));

  it.each([
    ['a comment that mentions the project', `// like ${SWITCHER} of codec-macros\nconsole.log('mine');`],
    ['another header', '/*\n * mine 1.0.0\n */\n'],
    ['nothing', ''],
  ])('is not found in a macro with %s', (_, text) => expect(headerOf(text)).toBeUndefined());
});

describe("a user's own macro", () =>
  it.each([SWITCHER, `my ${SWITCHER}`])(
    'named %s that mentions the project is never removed',
    async (name) => {
      const codec = await servedCodec();
      save(codec, name, `// made after ${SWITCHER} of codec-macros\nconsole.log('mine');`);
      await run('remove', codec, ...ONE);
      expect(codec.macros.activeMacros()).toEqual([name]);
    },
  ));

describe('an edited macro', () => {
  it.each([
    ['or a foreign one', "console.log('mine');", /another macro of this name.*--force.*--backup/, '--force'],
    [
      'with a new line',
      EDITED,
      /code of presentation-screen-switcher was edited.*--backup.*--force/,
      '--restart',
    ],
  ])('(%s) is named and left alone by deploy; --backup keeps a copy', async (_, text, why, more) => {
    const codec = await servedCodec();
    save(codec, SWITCHER, text);
    const refused = await run('deploy', codec, ...ONE);
    expect(refused).toMatchObject({ code: 1, result: 'failed' });
    expect(refused.message).toMatch(why);
    const directory = newFolder();
    const replaced = await run('deploy', codec, ...ONE, '--backup', directory, more);
    expect(replaced).toMatchObject({ code: 0, result: 'deployed' });
    expect(kept(directory)).toEqual([text]);
    expect(await run('deploy', codec, ...ONE)).toMatchObject({ code: 0, result: 'unchanged' });
  });

  it('is named and left alone by remove, which keeps a copy with --backup', async () => {
    const codec = await servedCodec();
    save(codec, SWITCHER, EDITED);
    expect(await run('remove', codec, ...ONE)).toMatchObject({ code: 1, result: 'failed' });
    expect(codec.macros.activeMacros()).toEqual([SWITCHER]);
    const directory = newFolder();
    expect(await run('remove', codec, ...ONE, '--backup', directory)).toMatchObject({
      code: 0,
      result: 'removed',
    });
    expect(kept(directory)).toEqual([EDITED]);
    expect(codec.macros.activeMacros()).toEqual([]);
  });

  it('is one whose settings alone were changed in the Macro Editor: it is updated and keeps them', async () => {
    const codec = await servedCodec();
    const ours = BUILT.replace(/^var buttonName.*$/m, "var buttonName = 'Ours';");
    save(codec, SWITCHER, ours.replaceAll('\n', '\r\n'));
    const updated = await run('deploy', codec, ...ONE, '--set', 'showButton=true', '--restart');
    expect(updated).toMatchObject({ code: 0, result: 'deployed' });
    expect(updated.message).toContain('keeps buttonName');
  });
});

describe('the settings of a macro on a codec', () => {
  it.each([
    ['a number', 'var largestOutput = 2;', { largestOutput: '2' }],
    ['the default', "var largestOutput = 0;\nvar switchWhen = 'Always';", {}],
    ['text in single quotes', "var buttonName = 'It\\'s \\\\ here';", { buttonName: "It's \\ here" }],
    ['text in double quotes', 'var buttonName = "Say \\"yes\\"";', { buttonName: 'Say "yes"' }],
    ['a line that ends in a carriage return', "var switchWhen = 'VideoCall';\r", { switchWhen: 'VideoCall' }],
    ['a deleted semicolon', 'var showButton = false', { showButton: 'false' }],
    ['a comment after the value', "var switchWhen = 'VideoCall'; // no signage", { switchWhen: 'VideoCall' }],
    ['a comment mark in the text', "var buttonName = 'Swap // left';", { buttonName: 'Swap // left' }],
    ['other blanks', 'var  largestOutput=2 ;', { largestOutput: '2' }],
    ['another word than var', 'const largestOutput = 2;', { largestOutput: '2' }],
    ['escaped letters', "var buttonName = 'B\\u00fcro';", { buttonName: 'Büro' }],
    ['a name of another macro', 'var maxRedials = 3;', {}],
    ['an indented line', '  var largestOutput = 2;', {}],
  ])('with %s', (_, text, settings) =>
    expect(keptSettings(switcher.declared, text)).toEqual({ settings, dropped: [] }),
  );

  it.each([
    ['number', 'var redialDelaySeconds = .5;', { redialDelaySeconds: '0.5' }],
    [
      'list',
      "var zoomDomains = ['zoomcrc.com', 'zoom.example.org']; // ours",
      { zoomDomains: 'zoomcrc.com, zoom.example.org' },
    ],
  ])('with another form of a %s', (_, text, settings) =>
    expect(keptSettings(macroNamed(REDIALER).declared, text)).toEqual({ settings, dropped: [] }),
  );

  it.each([
    ['var largestOutput = 12;', 'expected a whole number from 0 to 9, got "12"'],
    ['var largestOutput = -2;', 'it is no plain value'],
    ['var largestOutput = 1 + 1;', 'it is no plain value'],
    ['var largestOutput = [one];', 'it is no plain value'],
    ['var largestOutput = "a\\x";', 'it is no plain value'],
  ])('drop what the macro does not accept, and say so: %s', (text, why) =>
    expect(keptSettings(switcher.declared, text)).toEqual({
      settings: {},
      dropped: [`largestOutput on the codec is not kept: ${why}`],
    }),
  );
});
