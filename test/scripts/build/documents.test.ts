/** What the build writes into the documents. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultRoles } from '../../../scripts/build/default-roles';
import { withParts, withReadyVersion } from '../../../scripts/build/readme';
import { published } from '../../../src/xapi/schema-subset';

const part = (name: string, text: string): string =>
  `<!-- ${name}: made by npm run build -->${text}<!-- end of the ${name} -->\n`;

describe('the parts of a document', () => {
  const parts = new Map([
    ['settings', '| new |\n'],
    ['table', '| other |\n'],
  ]);

  it('are those that it has markers for', () => {
    const text = `# Title\n\n${part('table', '\n\nold\n\n')}`;
    expect(withParts('page.md', text, parts, [])).toBe(`# Title\n\n${part('table', '\n\n| other |\n\n')}`);
  });

  it('include the required ones', () => {
    expect(() => withParts('page.md', '# Title\n', parts, ['settings'])).toThrow(
      'page.md needs the line <!-- settings: made by npm run build --> once, but has it 0 times',
    );
  });

  it('have names that the build knows', () => {
    expect(() => withParts('page.md', part('setings', '\n'), parts, [])).toThrow(
      'page.md: npm run build makes no part named setings',
    );
  });
});

describe('the lines of a macro that has started', () => {
  it('have its version', () => {
    const text =
      '    ready: version 1.0.0, 2 screens\n\n| `ready: version 1.0.0, as set` | with Node.js 20.19.0 |\n';
    expect(withReadyVersion(text, '2.10.3')).toBe(
      '    ready: version 2.10.3, 2 screens\n\n| `ready: version 2.10.3, as set` | with Node.js 20.19.0 |\n',
    );
  });
});

it('the table of default roles names products, firmware and outputs', () => {
  const rows = defaultRoles()
    .split('\n')
    .slice(2)
    .map((line) => line.replace(/ +/g, ' '));
  expect(rows).toContain('| Room 70 Single | all | 2 | PresentationOnly |');
  expect(rows).toContain('| Board Pro 55, Board Pro 75, Desk Pro | 11.18 and newer | 1 | First |');
});

it('README.md names a checked schema of every firmware in the tables, and of no other', () => {
  const [, list = ''] =
    /These schemas were checked: ([^]*?)\. On/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const checked = [...list.matchAll(/(\d+\.\d+)(?:\.\d+)+/g)].map(([, firmware]) => firmware);
  expect([...new Set(checked)]).toEqual(published);
});
