/** What the build writes into the documents. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withReadyVersion, withTables } from '../../../scripts/make/documents';
import { settingsTable } from '../../../scripts/make/tables';
import { published } from '../../../src/xapi/schema-subset';

describe('the tables of a document', () => {
  const page = (name: string, text: string, end = name): string =>
    `# Title\n\n<!-- ${name}: made by npm run build -->\n${text}<!-- end of the ${end} -->\n\nrest\n`;
  const filled = (text: string): string => withTables('page.md', text, new Map([['settings', '| new |']]));

  it('are replaced, and the rest is kept', () => {
    expect(filled(page('settings', ''))).toBe(page('settings', '\n| new |\n\n'));
    expect(filled(page('settings', '\n| old |\n\n'))).toBe(page('settings', '\n| new |\n\n'));
  });

  it('have names that the build knows, and an end', () => {
    expect(() => filled(page('setings', ''))).toThrow('page.md: npm run build makes no table named setings');
    expect(() => filled(page('settings', '', 'other'))).toThrow('page.md: a table that npm run build makes');
  });

  it('show special characters unchanged', () => {
    const setting = { id: 'id', help: 'A <b> or a_b_c | d.', accepts: '*', default: 'a|b' };
    expect(settingsTable([setting])).toBe(
      [
        '| Setting | What it does            | Accepts | Default  |',
        '| ------- | ----------------------- | ------- | -------- |',
        "| `id`    | A \\<b> or a\\_b\\_c \\| d. | \\*      | `'a\\|b'` |",
      ].join('\n'),
    );
  });
});

it('the lines of a macro that has started have its version', () => {
  const text = 'ready: version 1.0.0, 2 screens\n| `ready: version 1.0.0` | with Node.js 20.19.0 |\n';
  expect(withReadyVersion(text, '2.10.3')).toBe(
    'ready: version 2.10.3, 2 screens\n| `ready: version 2.10.3` | with Node.js 20.19.0 |\n',
  );
});

it('README.md names a checked schema of every firmware in the tables, and of no other', () => {
  const [, list = ''] =
    /These schemas were checked: ([^]*?)\. On/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const checked = [...list.matchAll(/(\d+\.\d+)(?:\.\d+)+/g)].map(([, firmware]) => firmware);
  expect([...new Set(checked)]).toEqual(published);
});
