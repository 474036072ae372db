/** A release of a macro: checks, version, changelog, build, commit and tag. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../project/command-failure';
import { macroNamed } from '../project/macro-folders';
import { root } from '../project/root';

const parts = ['major', 'minor', 'patch'] as const;
type Part = (typeof parts)[number];

export const usage = `Usage: npm run release -- MACRO patch|minor|major [--dry-run]

Runs all tests, writes the version and the changelog, builds, commits and tags.
Pushes nothing.

  --dry-run  only print what would be done`;

/** What a release does outside of this program. */
export interface Effects {
  /** Today, as 2026-01-31. */
  readonly today: () => string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** Returns the output of a command; throws if it fails. */
  readonly ask: (command: string, args: readonly string[]) => string;
  /** Runs a command that changes something or takes long, and shows its output. Throws if it fails. */
  readonly run: (command: string, args: readonly string[]) => void;
  readonly print: (line: string) => void;
}

const realEffects: Effects = {
  today: () => new Date().toISOString().slice(0, 10),
  read: (path) => readFileSync(join(root, path), 'utf8'),
  write: (path, text) => writeFileSync(join(root, path), text),
  ask: (command, args) => execFileSync(command, args, { cwd: root, encoding: 'utf8' }),
  run: (command, args) => {
    try {
      execFileSync(command, args, { cwd: root, stdio: 'inherit' });
    } catch {
      throw new Failure(`${command} ${args.join(' ')} failed; nothing after it was done`);
    }
  },
  print: (line) => console.log(line),
};

export function main(options: readonly string[]): void {
  release(options, realEffects);
}

interface Wanted {
  readonly macro: string;
  readonly part: Part;
  readonly isDryRun: boolean;
}

export function release(options: readonly string[], effects: Effects): void {
  const { macro: name, part, isDryRun } = wantedIn(options);
  const macro = macroNamed(name);
  // A version that has no tag was never released.
  const isFirst = effects.ask('git', ['tag', '--list', tagOf(name, macro.version)]).trim() === '';
  const version = isFirst ? macro.version : nextVersion(macro.version, part);
  const about = `src/${name}/about.ts`;
  const files = new Map([
    [about, withVersion(effects.read(about), version)],
    ['CHANGELOG.md', releasedChangelog(effects.read('CHANGELOG.md'), name, version, effects.today())],
  ]);
  const tag = tagOf(name, version);
  if (isFirst) effects.print(`${macro.version} was never released, so it is the version of this release`);
  if (isDryRun) {
    effects.print('would run npm run test:all, and if everything passes:');
    for (const [path, text] of files) effects.print(`would write ${path}:\n\n${indented(text)}\n`);
    effects.print(`would build, commit "Release ${name} ${version}" and tag ${tag}`);
    return;
  }
  if (effects.ask('git', ['status', '--porcelain']).trim() !== '')
    throw new Failure('there are changes that are not committed');
  effects.run('npm', ['run', 'test:all']);
  for (const [path, text] of files) effects.write(path, text);
  effects.run('npm', ['run', 'build']);
  effects.run('npm', ['run', 'build:check']);
  // With the new version, before it is committed.
  effects.run('npm', ['run', 'test:quick']);
  effects.run('git', ['add', '--all']);
  effects.run('git', ['commit', '--message', `Release ${name} ${version}`]);
  // `git push --follow-tags` pushes annotated tags only.
  effects.run('git', ['tag', '--annotate', '--message', `${name} ${version}`, tag]);
  effects.print(`released ${name} ${version}; to publish it: git push --follow-tags`);
}

function wantedIn(options: readonly string[]): Wanted {
  const rest = options.filter((option) => option !== '--dry-run');
  const [macro, part, ...more] = rest;
  const found = parts.find((one) => one === part);
  if (macro === undefined || found === undefined || more.length > 0 || options.length - rest.length > 1)
    throw new Failure(usage);
  return { macro, part: found, isDryRun: rest.length < options.length };
}

function tagOf(macro: string, version: string): string {
  return `${macro}-v${version}`;
}

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '    ');
}

/** The next semantic version. */
export function nextVersion(version: string, part: Part): string {
  const numbers = version.split('.').map(Number);
  const at = parts.indexOf(part);
  return numbers.map((number, index) => (index < at ? number : index === at ? number + 1 : 0)).join('.');
}

/** The text of an about.ts with another version, which is a constant or written in place. */
export function withVersion(about: string, version: string): string {
  const literal = /(\bversion(?: =|:)) '[^']*'/g;
  if (about.match(literal)?.length !== 1)
    throw new Failure("about.ts must contain version = 'X.Y.Z' or version: 'X.Y.Z', once");
  return about.replace(literal, `$1 '${version}'`);
}

/**
 * The changelog after a release. "## Unreleased" has a section "### MACRO" for each macro that has changed; it becomes a
 * section of its own.
 */
export function releasedChangelog(text: string, macro: string, version: string, date: string): string {
  const [, before, unreleased = '', after] =
    /^([^]*?)^## Unreleased\n([^]*?)(^## [^]*)?$(?![^])/m.exec(text) ?? [];
  if (before === undefined) throw new Failure('CHANGELOG.md needs the heading ## Unreleased');
  const sections = unreleased.split(/^(?=### )/m);
  const isOfMacro = (section: string): boolean => new RegExp(`^### ${macro}[ \n]`).test(section);
  const changes = sections
    .filter(isOfMacro)
    .join('')
    .replace(/^### .*\n/, '')
    .trim();
  if (changes === '') throw new Failure(`CHANGELOG.md has no changes of ${macro} below ## Unreleased`);
  const parts = [
    before,
    '## Unreleased',
    sections.filter((section) => !isOfMacro(section)).join(''),
    `## ${macro} ${version} - ${date}`,
    changes,
    after ?? '',
  ];
  return `${parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n')}\n`;
}
