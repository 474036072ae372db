/** The texts that a release changes: the version in about.ts, and CHANGELOG.md. */
import { Failure } from '../project/command-failure';

export const parts = ['major', 'minor', 'patch'] as const;
export type Part = (typeof parts)[number];

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
