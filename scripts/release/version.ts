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
