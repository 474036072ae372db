/**
 * The only way to the terminal: results on stdout, as rows of a table or as JSON, progress and warnings on stderr. On a
 * terminal, the progress is one updating line per codec, which every other line has to make room for.
 */
import { createLogUpdate } from 'log-update';
import wrapAnsi from 'wrap-ansi';
import type { Io, Stream } from './io';
import { counted, visible } from './text';

export interface Terminal {
  /** Shows the current step of a codec. */
  readonly say: (codec: string, text: string) => void;
  /** Prints a line on stderr, such as a warning. */
  readonly warn: (line: string) => void;
  /** Prints a line on stdout. */
  readonly print: (line: string) => void;
  /** The width of stdout in characters; Infinity if it is no terminal. */
  readonly width: number;
  /** Removes the progress. */
  readonly clear: () => void;
  /** Resolves when everything is written. Rejects with the error of stdout, if it has one. */
  readonly written: () => Promise<void>;
}

/** Used if the terminal does not report its size. */
const USUAL_ROWS = 24;
const USUAL_COLUMNS = 80;

/** @param onUnread called when nobody reads stdout any more */
export function terminalOn({ stdout, stderr }: Io, onUnread: () => void): Terminal {
  let fault: Error | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    fault ??= error;
    if (error.code === 'EPIPE') onUnread();
  });
  // Whoever does not read the progress still gets the results.
  stderr.on('error', () => undefined);
  const progress = stderr.isTTY === true ? updatingLines(stderr) : plainLines(stderr);
  return {
    say: progress.say,
    warn: (line) => {
      progress.around(() => stderr.write(`${visible(line)}\n`));
    },
    print: (line) => {
      progress.around(() => stdout.write(`${visible(line)}\n`));
    },
    width: stdout.isTTY === true ? (stdout.columns ?? USUAL_COLUMNS) : Infinity,
    clear: progress.clear,
    written: () =>
      new Promise((resolve, reject) => {
        stdout.write('', (error) => {
          const reason = fault ?? error;
          if (reason) reject(reason);
          else resolve();
        });
      }),
  };
}

interface Progress extends Pick<Terminal, 'say' | 'clear'> {
  /** Writes something else. */
  readonly around: (write: () => void) => void;
}

function plainLines(stream: Stream): Progress {
  return {
    say: (codec, text) => stream.write(`${visible(`${codec}: ${text}`)}\n`),
    clear: () => undefined,
    around: (write) => {
      write();
    },
  };
}

function updatingLines(stream: Stream): Progress {
  const update = createLogUpdate(stream);
  const lines = new Map<string, string>();
  const draw = (): void => {
    if (lines.size === 0) return;
    // More lines than the terminal has cannot be redrawn: the newest ones are shown.
    const shown = [...lines.values()].slice(-Math.max(1, (stream.rows ?? USUAL_ROWS) - 2));
    update(shown.map((line) => line.slice(0, (stream.columns ?? USUAL_COLUMNS) - 1)).join('\n'));
  };
  return {
    say: (codec, text) => {
      lines.delete(codec);
      lines.set(codec, visible(`${codec}: ${text}`));
      draw();
    },
    clear: () => {
      lines.clear();
      update.clear();
      update.done();
    },
    around: (write) => {
      update.clear();
      write();
      draw();
    },
  };
}

export interface Row {
  readonly codec: string;
  readonly product: string;
  readonly firmware: string;
  readonly macro: string;
  readonly result: Result;
  readonly message: string;
  /** More for machines, such as the findings of `check`. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Result =
  | 'deployed'
  | 'unchanged'
  | 'would deploy'
  | 'removed'
  | 'absent'
  | 'would remove'
  | 'ok'
  | 'differs'
  | 'problem'
  | 'done'
  | 'later'
  | 'failed'
  | 'interrupted';

/** What the command was asked for and has not done, or what does not work. */
const BAD: readonly Result[] = ['failed', 'problem', 'interrupted', 'later'];

export function isBad({ result }: Row): boolean {
  return BAD.includes(result);
}

/** Rows as one JSON array, one row per line. */
export function asJson(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ['[]'];
  const last = rows.length - 1;
  return ['[', ...rows.map((row, index) => JSON.stringify(row) + (index < last ? ',' : '')), ']'];
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
  if (wide.every((line) => columnsIn(line) <= width)) return wide;
  const [head = '', ...lines] = columnsOf(['codec', 'macro', 'result'], rows);
  return [
    ...wrapped(head, width, ''),
    ...rows.flatMap(({ message }, index) => [
      ...wrapped(lines[index] ?? '', width, ''),
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
  const widths = used.map((_, column) => Math.max(...cells.map((row) => columnsIn(row[column] ?? ''))));
  return cells.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - columnsIn(cell)))
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
      ...wrapped(`${counted(codecs.size, 'codec')} ${cause}`, width, ''),
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

/** A text in lines of a width, each with an indent. */
export function wrapped(text: string, width: number, indent: string): readonly string[] {
  const line = visible(text);
  if (width === Infinity) return [indent + line];
  const lines = wrapAnsi(line, Math.max(20, width - indent.length), { hard: true }).split('\n');
  return lines.map((part) => indent + part);
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/gu;

/** The columns that a text takes on a terminal: marks none, ideographs and emojis two. */
function columnsIn(text: string): number {
  return Array.from(text.replace(/\p{M}/gu, '')).length + (text.match(WIDE)?.length ?? 0);
}
