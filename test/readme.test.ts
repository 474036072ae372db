/** Every command, file and heading that the documentation names exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('macros')
    .filter((name) => !name.includes('.'))
    .map((name) => `macros/${name}/README.md`),
];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

function all(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? '');
}

/** A heading's anchor, as code hosts make it. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('names npm scripts that exist', () => {
    const named = [...all(/npm run ([\w:]+)/g, text), ...all(/npm (start|test)\b/g, text)];
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links to files and headings that exist', () => {
    const links = all(/\]\(([^)\s]+)\)/g, text).filter((link) => !link.includes('://'));
    const broken = links.filter((link) => {
      const [path = '', heading] = link.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(file)) return true;
      return (
        heading !== undefined &&
        !all(/^#+ (.*)$/gm, readFileSync(file, 'utf8'))
          .map(anchor)
          .includes(heading)
      );
    });
    expect(broken).toEqual([]);
  });

  it('names files of the project that exist', () => {
    const named = all(/`((?:src|test|macros|scripts)\/[\w./-]+)`/g, text);
    expect(named.filter((file) => !/\bNAME\b/.test(file) && !existsSync(file))).toEqual([]);
  });

  it('names the downloadable files correctly', () => {
    const named = all(/`([\w-]+(?:\.legacy)?\.js)`/g, text);
    const macros = dirname(page) === '.' ? [] : [dirname(page)];
    expect(macros.length === 0 || named.length > 0).toBe(true);
    expect(macros.flatMap((folder) => named.filter((file) => !existsSync(join(folder, file))))).toEqual([]);
  });
});

describe('the layout in CONTRIBUTING.md', () => {
  it('names folders that exist', () => {
    const folders = all(/^ {4}([\w/-]+\/) {2,}/gm, readFileSync('CONTRIBUTING.md', 'utf8'));
    expect(folders.length).toBeGreaterThan(5);
    expect(folders.filter((folder) => !existsSync(folder))).toEqual([]);
  });
});

describe('the worked example in CONTRIBUTING.md', () => {
  it('names a constant of the sources', () => {
    const [, name = '', file = ''] =
      /The rule is the constant `(\w+)` in\s+\[`([^`]+)`\]/.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ??
      [];
    expect(readFileSync(file, 'utf8')).toContain(`const ${name} =`);
  });
});
