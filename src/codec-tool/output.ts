/**
 * The only way to the terminal and to files: results on stdout, as rows of a table or as JSON, progress and warnings on
 * stderr. On a terminal, the progress is one updating line per codec, which every other line has to make room for.
 */
import { createLogUpdate } from 'log-update';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { CodecError, counted, fileFault, freeName, UsageError, visible } from './explain';
import type { Files, Flag, Io, Stream } from './io';
import type { Result, Row } from './run';

export type Terminal = ReturnType<typeof terminalOn>;

/** Used if the terminal does not report its size. */
const USUAL_ROWS = 24;
const USUAL_COLUMNS = 80;

/** @param onUnread called when nobody reads stdout any more */
export function terminalOn({ stdout, stderr }: Io, onUnread: () => void) {
  let fault: Error | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    fault ??= error;
    if (error.code === 'EPIPE') onUnread();
  });
  // Whoever does not read the progress still gets the results.
  stderr.on('error', () => undefined);
  const update = stderr.isTTY === true ? createLogUpdate(stderr) : undefined;
  const progress = new Map<string, string>();
  const draw = (): void => {
    if (!update || progress.size === 0) return;
    // More lines than the terminal has cannot be redrawn: the newest ones are shown.
    const shown = [...progress.values()].slice(-Math.max(1, (stderr.rows ?? USUAL_ROWS) - 2));
    update(shown.map((line) => line.slice(0, (stderr.columns ?? USUAL_COLUMNS) - 1)).join('\n'));
  };
  const writeTo = (stream: Stream, line: string): void => {
    update?.clear();
    stream.write(`${visible(line)}\n`);
    draw();
  };
  return {
    say: (codec: string, text: string): void => {
      const line = `${codec}: ${text}`;
      progress.delete(codec);
      progress.set(codec, visible(line));
      if (update) draw();
      else writeTo(stderr, line);
    },
    /** Prints a line on stderr, such as a warning. */
    warn: (line: string): void => {
      const width = widthOf(stderr);
      for (const part of stringWidth(line) > width ? wrapped(line, width) : [line]) writeTo(stderr, part);
    },
    print: (line: string): void => writeTo(stdout, line),
    width: widthOf(stdout),
    /** Removes the progress. */
    clear: (): void => {
      progress.clear();
      update?.clear();
      update?.done();
    },
    /** Resolves when everything is written. Rejects with the error of stdout, if it has one. */
    written: async (): Promise<void> => {
      const error = await new Promise<unknown>((resolve) => stdout.write('', resolve));
      if (fault ?? error) throw fault ?? error;
    },
  };
}

/** In characters; Infinity if it is no terminal. */
function widthOf({ isTTY, columns }: Stream): number {
  return isTTY === true ? (columns ?? USUAL_COLUMNS) : Infinity;
}

/** What the command was asked for and has not done, or what does not work. */
const BAD = ['failed', 'problem', 'interrupted', 'later'] as const;
export type Bad = (typeof BAD)[number];

export function isBad({ result }: Row): boolean {
  return (BAD as readonly Result[]).includes(result);
}

/** More codecs than these are summed up on a terminal. */
export const MOST_LISTED = 20;
/** Names of codecs that are listed with a cause. */
const MOST_NAMED = 12;

/** Rows as lines of a table of a given width. For many codecs, what is bad by cause, and totals; all only if there is room. */
export function asTable(rows: readonly Row[], width: number): readonly string[] {
  const codecs = new Set(rows.map(({ codec }) => codec));
  if (codecs.size <= MOST_LISTED) return listed(rows, width);
  const all = width === Infinity ? [...listed(rows, width), ''] : [];
  return [...all, ...causes(rows.filter(isBad), width), totals(rows)];
}

const GAP = '  ';

/** One line per row if the width suffices. Otherwise without product and firmware, and messages on lines of their own. */
function listed(rows: readonly Row[], width: number): readonly string[] {
  const wide = columnsOf(['codec', 'product', 'firmware', 'macro', 'result', 'message'], rows);
  if (wide.every((line) => stringWidth(line) <= width)) return wide;
  const [head = '', ...lines] = columnsOf(['codec', 'macro', 'result'], rows);
  return [
    ...wrapped(head, width),
    ...rows.flatMap(({ message }, index) => [
      ...wrapped(lines[index] ?? '', width),
      ...(message === '' ? [] : wrapped(message, width, GAP + GAP)),
    ]),
  ];
}

type Column = Exclude<keyof Row, 'details'>;

function columnsOf(names: readonly Column[], rows: readonly Row[]): readonly string[] {
  const used = names.filter((name) => name !== 'macro' || rows.some(({ macro }) => macro !== ''));
  const cells = [
    used.map((name) => name.toUpperCase()),
    ...rows.map((row) => used.map((name) => visible(row[name]) || '-')),
  ];
  const widths = used.map((_, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? ''))));
  return cells.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)))
      .join(GAP)
      .trimEnd(),
  );
}

/** Each cause once, with the codecs that have it. */
function causes(rows: readonly Row[], width: number): readonly string[] {
  const groups = new Map<string, Set<string>>();
  for (const { codec, macro, result, message } of rows) {
    const cause = [result, message.replaceAll(codec, '…').replaceAll(macro || codec, '…')].join(': ');
    groups.set(cause, (groups.get(cause) ?? new Set()).add(codec));
  }
  const largest = [...groups].sort(([, one], [, other]) => other.size - one.size);
  return largest.flatMap(([cause, codecs]) => {
    const more = codecs.size - MOST_NAMED;
    const names = [...codecs].slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
    return [
      ...wrapped(`${counted(codecs.size, 'codec')} ${cause}`, width),
      ...wrapped(names, width, GAP),
      '',
    ];
  });
}

/** How many codecs, and how many rows have each result. */
function totals(rows: readonly Row[]): string {
  const counts = new Map<Result, number>();
  for (const { result } of rows) counts.set(result, (counts.get(result) ?? 0) + 1);
  const parts = [...counts].map(([result, count]) => `${count} ${result}`);
  return `${new Set(rows.map(({ codec }) => codec)).size} codecs: ${parts.join(', ')}`;
}

/** A text in lines of a width, each with an indent; those after the first may have another one. */
export function wrapped(text: string, width: number, indent = '', further = indent): readonly string[] {
  const line = visible(text);
  if (width === Infinity) return [indent + line];
  const lines = wrapAnsi(line, Math.max(20, width - further.length), { hard: true }).split('\n');
  return lines.map((part, index) => (index === 0 ? indent : further) + part);
}

/** File systems accept names of 255 bytes, which other parts of the name need, too. A character takes up to 4. */
const MOST_NAME_CHARACTERS = 40;

/**
 * The labels of the codecs of one run as parts of file names, in the same order. They keep the letters and digits of all
 * scripts, and are different from each other even where file systems ignore case, as on macOS and Windows.
 */
export function fileNamesOf(labels: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const name = label.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_.-]/gu, '_');
    // The upper case comes first because of letters such as ß.
    const folded = (one: string): string => one.toUpperCase().toLowerCase().normalize('NFC');
    const short = Array.from(name).slice(0, MOST_NAME_CHARACTERS).join('');
    const free = freeName(short, (one) => taken.has(folded(one)));
    taken.add(folded(free));
    return free;
  });
}

/** Adds a suffix before the extension: room-SUFFIX.json for room.json. */
export function suffixed(file: string, suffix: string): string {
  const [extension = ''] = /\.\w+$/.exec(file) ?? [];
  return `${file.slice(0, file.length - extension.length)}-${suffix}${extension}`;
}

/** Reads a file that the command line names. */
export function readGiven(files: Files, file: string): Uint8Array {
  try {
    return files.read(file);
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${fileFault(error)}`);
  }
}

/** With the flag `wx`, only if there is no file of this name. */
export function writeText(files: Files, file: string, text: string, flag: Flag): void {
  try {
    files.write(file, text, flag);
  } catch (error) {
    throw new CodecError(`${file} cannot be written: ${fileFault(error)}`);
  }
}

export function writeLines(files: Files, file: string, lines: readonly string[], flag: Flag = 'w'): void {
  writeText(files, file, lines.map((line) => `${visible(line)}\n`).join(''), flag);
}

export function writeJson(files: Files, file: string, value: unknown): void {
  writeLines(files, file, JSON.stringify(value, undefined, 2).split('\n'));
}
