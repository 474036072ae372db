/** Whose a macro on a codec is, and what happens to changes that somebody has made to its code. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headerOf } from '../../src/codec-tool/macros';
import { macros } from '../../scripts/project/macro-folders';
import { runCodec } from './command-line';
import { servedCodec, trusting } from './served';
import type { ServedCodec } from './served';

const SWITCHER = 'presentation-screen-switcher';
const BUILT = readFileSync(`macros/${SWITCHER}/${SWITCHER}.js`, 'utf8');

interface Printed {
  readonly macro: string;
  readonly result: string;
  readonly message: string;
}

async function run(verb: string, { host }: ServedCodec, ...more: readonly string[]) {
  const args = [verb, '--host', host, '--macro', SWITCHER, '--json', ...more];
  const { code, stdout } = await runCodec(args, trusting());
  const [row] = JSON.parse(stdout) as readonly Printed[];
  return { code, result: row?.result, message: row?.message ?? '' };
}

function put({ room }: ServedCodec, name: string, text: string): void {
  const ask = (method: string, params: Readonly<Record<string, string>>): void => {
    room.device.request({ method, params }, () => undefined);
  };
  ask('xCommand/Macros/Macro/Save', { Name: name, body: text });
  ask('xCommand/Macros/Macro/Activate', { Name: name });
}

function namesOn({ macros: runtime }: ServedCodec): readonly string[] {
  return runtime.activeMacros();
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'edited-'));
}

/** The files of a folder of backups, as texts. */
function kept(directory: string): readonly string[] {
  return readdirSync(directory).map((file) => readFileSync(join(directory, file), 'utf8'));
}

const EDITED = BUILT.replace('// ----- Values of the settings -----', '$&\nconsole.log("our own line");');

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
  ])('tells of %s', (_, text) => {
    expect(headerOf(text)?.isEdited).toBe(true);
  });

  it.each([
    ['a comment that mentions the project', `// like ${SWITCHER} of codec-macros\nconsole.log('mine');`],
    ['another header', '/*\n * mine 1.0.0\n */\n'],
    ['nothing', ''],
  ])('is not found in a macro with %s', (_, text) => {
    expect(headerOf(text)).toBeUndefined();
  });
});

describe("a user's own macro", () => {
  it.each([SWITCHER, `my ${SWITCHER}`])(
    'named %s that mentions the project is never removed',
    async (name) => {
      const codec = await servedCodec();
      put(codec, name, `// made after ${SWITCHER} of codec-macros\nconsole.log('mine');`);
      await run('remove', codec);
      expect(namesOn(codec)).toEqual([name]);
    },
  );
});

describe('an edited macro', () => {
  it('is named and left alone by deploy; --backup keeps a copy of it', async () => {
    const codec = await servedCodec();
    put(codec, SWITCHER, EDITED);
    const refused = await run('deploy', codec);
    expect(refused).toMatchObject({ code: 1, result: 'failed' });
    expect(refused.message).toMatch(/code of presentation-screen-switcher was edited.*--backup.*--force/);
    const directory = folder();
    const replaced = await run('deploy', codec, '--backup', directory);
    expect(replaced).toMatchObject({ code: 0, result: 'deployed' });
    expect(kept(directory)).toEqual([EDITED]);
    expect(await run('deploy', codec)).toMatchObject({ code: 0, result: 'unchanged' });
  });

  it('is overwritten with --force', async () => {
    const codec = await servedCodec();
    put(codec, SWITCHER, EDITED);
    expect(await run('deploy', codec, '--force')).toMatchObject({ code: 0, result: 'deployed' });
  });

  it('is named and left alone by remove, which keeps a copy with --backup', async () => {
    const codec = await servedCodec();
    put(codec, SWITCHER, EDITED);
    expect(await run('remove', codec)).toMatchObject({ code: 1, result: 'failed' });
    expect(namesOn(codec)).toEqual([SWITCHER]);
    const directory = folder();
    expect(await run('remove', codec, '--backup', directory)).toMatchObject({ code: 0, result: 'removed' });
    expect(kept(directory)).toEqual([EDITED]);
    expect(namesOn(codec)).toEqual([]);
  });

  it('is one whose settings alone were changed in the Macro Editor: it is updated and keeps them', async () => {
    const codec = await servedCodec();
    put(
      codec,
      SWITCHER,
      BUILT.replace(/^var buttonName.*$/m, "var buttonName = 'Ours';").replaceAll('\n', '\r\n'),
    );
    const updated = await run('deploy', codec, '--set', 'showButton=true', '--restart');
    expect(updated).toMatchObject({ code: 0, result: 'deployed' });
    expect(updated.message).toContain('keeps buttonName');
  });
});
