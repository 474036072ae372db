/** What the build writes into the documents. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultRoles } from '../../../scripts/build/default-roles';
import { inWords, nodeVersions } from '../../../scripts/build/prose-values';
import { withParts, withReadyVersion, withValues } from '../../../scripts/build/readme';
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

describe('the values of a document', () => {
  const values = new Map([['macro/limitMs', 'two minutes']]);
  const fill = (text: string): string => withValues('page.md', text, values);

  it('replace what was there', () => {
    expect(fill('After <!-- value macro/limitMs -->five\nminutes<!-- end --> it ends.')).toBe(
      'After <!-- value macro/limitMs -->two minutes<!-- end --> it ends.',
    );
  });

  it('have names that the build knows', () => {
    expect(() => fill('After <!-- value macro/limit --><!-- end -->')).toThrow(
      'page.md: there is no value named macro/limit',
    );
  });

  it('do not begin a line, where Markdown would not format the line', () => {
    const message = 'page.md: a line must not begin with a value: ';
    expect(() => fill('Title\n<!-- value macro/limitMs --><!-- end --> after')).toThrow(message);
    expect(() => fill('after <!-- value macro/limitMs -->\n<!-- end -->')).toThrow(message);
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

describe('a figure', () => {
  it.each([
    ['limitMs', 300_000, 'five minutes'],
    ['limitMs', 60_000, 'one minute'],
    ['limitMs', 900_000, '15 minutes'],
    ['limitMs', 90_000, '90 seconds'],
    ['limitMs', 8000, 'eight seconds'],
    ['limitMs', 250, '250 milliseconds'],
    ['redials', 3, 'three'],
    ['lines', 20, '20'],
  ])('%s of %i is "%s"', (name, value, expected) => {
    expect(inWords(name, value)).toBe(expected);
  });
});

describe('the versions of Node.js', () => {
  it.each([
    ['^20.19.0 || ^22.13.0 || >=24', '20 (20.19 or later), 22 (22.13 or later), or 24 and newer'],
    ['>=22.13', '22.13 and newer'],
    ['^22 || >=24', '22, or 24 and newer'],
  ])('%s are %s', (range, expected) => {
    expect(nodeVersions(range)).toBe(expected);
  });

  it('are not put into words if the range is of another kind', () => {
    expect(() => nodeVersions('20.x')).toThrow('engines.node: cannot put "20.x" into words');
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
