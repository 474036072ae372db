/** The committed files are those that the build makes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { artifacts, staleFiles } from '../../../scripts/build/artifacts';
import { settingsTable, withPart } from '../../../scripts/build/readme';
import { root } from '../../../scripts/project/root';

describe('the output of the build', () => {
  let built: ReadonlyMap<string, string>;
  let copy = '';

  beforeAll(async () => {
    built = await artifacts();
    copy = mkdtempSync(join(tmpdir(), 'macros-'));
    for (const [path, text] of built) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
  });

  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  it('is what is committed', async () => {
    expect(await staleFiles(root, built)).toEqual([]);
  });

  it.each<[path: string, from: string, to: string]>([
    ['macros/zoom-obtp-redialer/manifest.json', '"required": false', '"required": true'],
    ['macros/presentation-screen-switcher/manifest.json', '"default": 0', '"default": "0"'],
    ['macros/zoom-obtp-redialer/README.md', '| `maxRedials` ', '| `mostReDials` '],
    [
      'macros/presentation-screen-switcher/README.md',
      'a whole number from 0 to 9',
      'a whole number from 0 to 8',
    ],
    ['README.md', '| Codec Pro', '| Codec Poe'],
    ['macros/presentation-screen-switcher/screens.svg', '75″', '85″'],
    ['macros/zoom-obtp-redialer/timeline.svg', 'Connected', 'connected'],
    ['macros/zoom-obtp-redialer/zoom-obtp-redialer.js', 'var maxRedials = 2;', 'var maxRedials = 3;'],
    ['macros/zoom-obtp-redialer/zoom-obtp-redialer.legacy.js', "'use strict';\n", "'use strict'\n"],
  ])('is out of date if %s is edited', async (path, from, to) => {
    const file = join(copy, path);
    const text = built.get(path) ?? '';
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
    const whereChanged = await staleFiles(copy, built);
    rmSync(file);
    const whereGone = await staleFiles(copy, built);
    writeFileSync(file, text);
    expect([whereChanged, whereGone]).toEqual([[path], [path]]);
    expect(await staleFiles(copy, built)).toEqual([]);
  });
});

describe('the part of a README that the build writes', () => {
  const first = '<!-- settings: made by npm run build -->';
  const last = '<!-- end of the settings -->';
  const made = (text: string): string => withPart('here/README.md', text, 'settings', '| new |\n');

  it('is replaced, and the rest is kept', () => {
    expect(made(`# Title\n\n${first}\n${last}\n\nrest\n`)).toBe(
      `# Title\n\n${first}\n\n| new |\n\n${last}\n\nrest\n`,
    );
    expect(made(`${first}\n\n| old |\n\n${last}\n`)).toBe(`${first}\n\n| new |\n\n${last}\n`);
    expect(made(made(`${first}\n${last}`))).toBe(`${first}\n\n| new |\n\n${last}`);
  });

  it.each([
    ['', first, 0],
    [`${first}\n`, last, 0],
    [`${last}\n`, first, 0],
    [`text ${first}\n${last}\n`, first, 0],
    [`${first}\n${first}\n${last}\n`, first, 2],
  ])('must exist exactly once: %j', (text, marker, times) => {
    expect(() => made(text)).toThrow(
      `here/README.md needs the line ${marker} once, but has it ${String(times)} times`,
    );
  });

  it('must begin before it ends', () => {
    expect(() => made(`${last}\n${first}\n`)).toThrow(`here/README.md: ${last} is before ${first}`);
  });

  it('shows special characters in tables unchanged', () => {
    const setting = { id: 'id', help: 'A <b> or a_b_c | d.', accepts: '*', default: 'a|b`c' };
    expect(settingsTable([setting])).toBe(
      [
        '| Setting | What it does            | Accepts | Default        |',
        '| ------- | ----------------------- | ------- | -------------- |',
        "| `id`    | A \\<b> or a\\_b\\_c \\| d. | \\*      | `` 'a\\|b`c' `` |",
      ].join('\n'),
    );
  });
});
