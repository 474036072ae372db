/** CHANGELOG.md: "## Unreleased" has a section "### MACRO" for each macro that has changed. */
import { Failure } from '../project/command-failure';

const UNRELEASED = '## Unreleased';

/** The changelog after a release: the macro's unreleased changes become a section of their own. */
export function releasedChangelog(text: string, macro: string, version: string, date: string): string {
  const lines = text.trimEnd().split('\n');
  const start = lines.indexOf(UNRELEASED);
  if (start < 0) throw new Failure(`CHANGELOG.md needs the heading ${UNRELEASED}`);
  const end = indexFrom(lines, start + 1, (line) => line.startsWith('## '));
  const isOfMacro = (line: string): boolean => line === `### ${macro}` || line.startsWith(`### ${macro} `);
  const first = indexFrom(lines, start + 1, isOfMacro);
  const last = indexFrom(lines, first + 1, (line) => /^##/.test(line));
  const changes =
    first < end
      ? lines
          .slice(first + 1, last)
          .join('\n')
          .trim()
      : '';
  if (changes === '') throw new Failure(`CHANGELOG.md has no changes of ${macro} below ${UNRELEASED}`);
  const others = [...lines.slice(start + 1, first), ...lines.slice(last, end)].join('\n').trim();
  const sections = [
    lines.slice(0, start).join('\n').trim(),
    UNRELEASED,
    others,
    `## ${macro} ${version} - ${date}`,
    changes,
    lines.slice(end).join('\n').trim(),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** The index of the first line from `from` on that fulfills a condition; the length if there is none. */
function indexFrom(lines: readonly string[], from: number, is: (line: string) => boolean): number {
  const found = lines.findIndex((line, index) => index >= from && is(line));
  return found < 0 ? lines.length : found;
}
