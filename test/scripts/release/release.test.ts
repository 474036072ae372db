/** `npm run release`: version, changelog, build, commit and tag; --dry-run only prints. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { macroNamed, macros } from '../../../scripts/project/macro-folders';
import { nextVersion, release, releasedChangelog, withVersion } from '../../../scripts/release/main';
import type { Effects } from '../../../scripts/release/main';

const MACRO = 'zoom-obtp-redialer';
const VERSION = macroNamed(MACRO).version;
const [PATCH, MINOR] = [nextVersion(VERSION, 'patch'), nextVersion(VERSION, 'minor')];
const CHANGELOG = `# Changelog

Words.

## Unreleased

### ${MACRO}

- Redials faster.
- Says less.

### presentation-screen-switcher

- Knows more.

## ${MACRO} 1.0.0 - 2026-01-01

- First version.
`;
const ABOUT = `export const about = {\n  name: 'x',\n  version: '1.0.0',\n};\n`;

/** Effects that are only recorded. */
function noted({ tags = [`${MACRO}-v${VERSION}`], changes = '', failing = '' } = {}) {
  const done: string[] = [];
  const written: Record<string, string> = {};
  const printed: string[] = [];
  const effects: Effects = {
    today: () => '2026-02-03',
    read: (path) => (path === 'CHANGELOG.md' ? CHANGELOG : ABOUT),
    write: (path, text) => {
      done.push(`write ${path}`);
      written[path] = text;
    },
    ask: (_, args) => (args[0] === 'tag' ? tags.filter((tag) => tag === args[2]).join('\n') : changes),
    run: (command, args) => {
      done.push([command, ...args].join(' '));
      if (failing !== '' && done.at(-1) === failing) throw new Error('it failed');
    },
    print: (line) => printed.push(line),
  };
  return { effects, done, written, printed };
}

describe('a version', () => {
  it.each([
    ['patch', '1.2.4'],
    ['minor', '1.3.0'],
    ['major', '2.0.0'],
  ] as const)('after 1.2.3, %s: %s', (part, expected) => expect(nextVersion('1.2.3', part)).toBe(expected));

  it('is replaced in about.ts, where it must occur once', () => {
    expect(withVersion(ABOUT, '1.1.0')).toBe(ABOUT.replace('1.0.0', '1.1.0'));
    expect(() => withVersion('', '1.1.0')).toThrow('about.ts must contain');
    expect(() => withVersion(ABOUT + ABOUT, '1.1.0')).toThrow('about.ts must contain');
  });

  it.each(macros)('is replaced in about.ts of $name', ({ name, version }) => {
    const about = readFileSync(`src/${name}/about.ts`, 'utf8');
    expect(withVersion(about, '9.9.9')).toBe(about.replace(`'${version}'`, "'9.9.9'"));
  });
});

it('the changelog must list changes of the macro', () => {
  const empty = CHANGELOG.replace('- Redials faster.\n- Says less.\n', '');
  const noChanges = `CHANGELOG.md has no changes of ${MACRO}`;
  expect(() => releasedChangelog(empty, MACRO, '1.0.1', '')).toThrow(noChanges);
  expect(() => releasedChangelog(CHANGELOG, 'zoom', '1.0.1', '')).toThrow('no changes of zoom');
  expect(() => releasedChangelog('# Changelog', MACRO, '1.0.1', '')).toThrow('needs the heading');
});

describe('a release', () => {
  it('checks everything first, then writes, builds, commits and tags', () => {
    const { effects, done, written } = noted();
    release([MACRO, 'minor'], effects);
    expect(done).toEqual([
      'npm run test:all',
      `write src/${MACRO}/about.ts`,
      'write CHANGELOG.md',
      'npm run build',
      'npm run build:check',
      'npm run test:quick',
      'git add --all',
      `git commit --message Release ${MACRO} ${MINOR}`,
      `git tag --annotate --message ${MACRO} ${MINOR} ${MACRO}-v${MINOR}`,
    ]);
    expect(written[`src/${MACRO}/about.ts`]).toContain(`version: '${MINOR}'`);
    expect(written['CHANGELOG.md']).toBe(`# Changelog

Words.

## Unreleased

### presentation-screen-switcher

- Knows more.

## ${MACRO} ${MINOR} - 2026-02-03

- Redials faster.
- Says less.

## ${MACRO} 1.0.0 - 2026-01-01

- First version.
`);
  });

  it('with --dry-run does nothing, and prints what it would do', () => {
    const { effects, done, printed } = noted({ changes: ' M README.md' });
    release([MACRO, 'patch', '--dry-run'], effects);
    expect(done).toEqual([]);
    const words = printed.join('\n');
    expect(words).toContain(`would build, commit "Release ${MACRO} ${PATCH}" and tag ${MACRO}-v${PATCH}`);
    expect(words).toContain(`    ## ${MACRO} ${PATCH} - 2026-02-03`);
  });

  it('of a version that was never released keeps its number', () => {
    const { effects, done } = noted({ tags: [] });
    release([MACRO, 'patch'], effects);
    expect(done.at(-1)).toBe(`git tag --annotate --message ${MACRO} ${VERSION} ${MACRO}-v${VERSION}`);
  });

  it('stops before it writes if a check fails, or something is not committed', () => {
    const failing = noted({ failing: 'npm run test:all' });
    expect(() => release([MACRO, 'patch'], failing.effects)).toThrow('it failed');
    expect(failing.done).toEqual(['npm run test:all']);
    const changed = noted({ changes: ' M README.md' });
    expect(() => release([MACRO, 'patch'], changed.effects)).toThrow('not committed');
    expect(changed.done).toEqual([]);
  });

  it.each([[[]], [[MACRO]], [[MACRO, 'huge']], [[MACRO, 'patch', 'more']], [['patch', MACRO]]])(
    'has a usage: %j',
    (options) => expect(() => release(options, noted().effects)).toThrow(/^Usage: npm run release/),
  );

  it('requires a macro that exists', () => {
    expect(() => release(['nothing', 'patch'], noted().effects)).toThrow('there is no macro nothing');
  });
});
