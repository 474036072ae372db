/** The files that belong to codecs: their names, and how they are written. */
import { CodecError, fileFault } from './errors';
import type { Files } from './io';
import { visible } from './terminal';

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
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? file : suffixed(file, String(count));
    try {
      files.create(name, text);
      return;
    } catch (error) {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isThere) throw unwritten(name, error);
    }
  }
}

/** Writes lines to a file. */
export function writeText(files: Files, file: string, lines: readonly string[]): void {
  try {
    files.write(file, lines.map((line) => `${visible(line)}\n`).join(''));
  } catch (error) {
    throw unwritten(file, error);
  }
}

/** Writes a value as JSON to a file. */
export function writeJson(files: Files, file: string, value: unknown): void {
  writeText(files, file, JSON.stringify(value, undefined, 2).split('\n'));
}

/** Adds a line to a file. */
export function appendLine(files: Files, file: string, line: string): void {
  try {
    files.append(file, `${visible(line)}\n`);
  } catch (error) {
    throw unwritten(file, error);
  }
}

function unwritten(file: string, error: unknown): CodecError {
  return new CodecError(`${file} cannot be written: ${fileFault(error)}`);
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
