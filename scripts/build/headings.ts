/** A heading comment before each module of a built file. */
import { basename } from 'node:path';

/** The comment that esbuild puts before each module. */
const MODULE = /^\/\/ (\S+)$/;
const HEADING = /^\/\/ ----- .* -----$/;

/** Turns the paths that esbuild writes into headings. */
export function withHeadings(code: string): string {
  return code
    .split('\n')
    .map((line) => {
      const path = MODULE.exec(line)?.[1];
      return path === undefined ? line : `// ----- ${titleOf(path)} -----`;
    })
    .join('\n');
}

/** Removes headings of empty modules, and puts blank lines around the others and around declarations. */
export function spaced(code: string): string {
  const lines = code.split('\n').filter((line) => line !== '');
  const kept = lines.filter((line, at) => !HEADING.test(line) || !isEndOrHeading(lines[at + 1]));
  return `${kept.flatMap((line, at) => (needsSpace(line, kept[at - 1]) ? ['', line] : [line])).join('\n')}\n`;
}

function isEndOrHeading(line: string | undefined): boolean {
  return line === undefined || HEADING.test(line);
}

/** Whether a line begins something new at the top level. */
function needsSpace(line: string, before: string | undefined): boolean {
  if (before === undefined || /^\s/.test(line)) return false;
  if (HEADING.test(line) || HEADING.test(before)) return true;
  if (/^(\/\/| \*|\/\*)/.test(before)) return false;
  return /^(\/\*|function )/.test(line) || (/^var /.test(line) && /^[})]/.test(before));
}

/** `src/x/monitor-roles.ts` is "Monitor roles"; the heading of a shared module says that it is shared. */
function titleOf(path: string): string {
  if (path.startsWith('settings:')) return 'Values of the settings';
  const words = basename(path, '.ts').replace(/-/g, ' ');
  if (path.startsWith('src/macro/')) return `Shared by macros: ${words}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
