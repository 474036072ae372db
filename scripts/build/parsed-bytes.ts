import { withoutComments } from './keep-comments';

/**
 * The bytes of a built file that a codec has to parse: those without comments and empty lines. Comments do not count,
 * because people read and adjust the file in the Macro Editor.
 */
export function parsedBytes(text: string): number {
  return Buffer.byteLength(withoutComments(text).replace(/^\s*\n/gm, ''));
}

/** Why a built file is too large, and what to do about it; '' if it is not. */
export function sizeFault(text: string, { name, maxKiB }: { name: string; maxKiB: number }): string {
  const bytes = parsedBytes(text);
  if (bytes <= maxKiB * 1024) return '';
  return (
    `${name}: ${bytes} bytes, at most ${maxKiB * 1024}. Simplify the macro, ` +
    `or raise maxKiB in src/${name}/about.ts and say why in the commit.`
  );
}
