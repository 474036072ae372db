/** The files that belong to codecs: their names, and how they are written. */
import { CodecError, fileFault } from './errors';
import type { Files } from './io';
import { textAt, visible } from './text';

/** File systems accept names of 255 bytes; the rest is for the other parts of the name. */
const MOST_BYTES = 150;

/**
 * The labels of the codecs of one run as parts of file names, in the same order. They keep the letters and digits of all
 * scripts, and are different from each other even where file systems ignore case, as on macOS and Windows.
 */
export function fileNamesOf(labels: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const name = shortened(label.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_.-]/gu, '_'));
    let free = name;
    for (let count = 2; taken.has(folded(free)); count += 1) free = `${name}-${count}`;
    taken.add(folded(free));
    return free;
  });
}

/** Adds a suffix before the extension: room-SUFFIX.json for room.json. */
export function suffixed(file: string, suffix: string): string {
  const [extension = ''] = /\.\w+$/.exec(file) ?? [];
  return `${file.slice(0, file.length - extension.length)}-${suffix}${extension}`;
}

/** Writes a text to a new file. If there is a file of this name, a number is added to the name. */
export function writeNewFile(files: Files, file: string, text: string): void {
  let name = file;
  for (let count = 2; !isWritten(files, name, text, 'wx'); count += 1) name = suffixed(file, String(count));
}

/** Writes or adds lines to a file. */
export function writeLines(
  files: Files,
  file: string,
  lines: readonly string[],
  flag: 'w' | 'a' = 'w',
): void {
  isWritten(files, file, lines.map((line) => `${visible(line)}\n`).join(''), flag);
}

/** Writes a value as JSON to a file. */
export function writeJson(files: Files, file: string, value: unknown): void {
  writeLines(files, file, JSON.stringify(value, undefined, 2).split('\n'));
}

/** False if there is a file of this name, and the flag forbids to overwrite it. */
function isWritten(files: Files, file: string, text: string, flag: 'w' | 'a' | 'wx'): boolean {
  try {
    files.write(file, text, flag);
    return true;
  } catch (error) {
    if (flag === 'wx' && textAt(error, 'code') === 'EEXIST') return false;
    throw new CodecError(`${file} cannot be written: ${fileFault(error)}`);
  }
}

/** Equal for names that a file system may not distinguish. The upper case comes first because of letters such as ß. */
function folded(name: string): string {
  return name.toUpperCase().toLowerCase().normalize('NFC');
}

function shortened(name: string): string {
  let short = '';
  for (const character of name) {
    if (Buffer.byteLength(short + character) > MOST_BYTES) break;
    short += character;
  }
  return short;
}
