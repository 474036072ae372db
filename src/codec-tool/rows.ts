/** Results: rows on stdout, as a table or as JSON. */
import wrapAnsi from 'wrap-ansi';
import { visible } from './terminal';

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
  const isFitting = (lines: readonly string[]): boolean => lines.every((line) => columnsIn(line) <= width);
  const wide = columnsOf(['codec', 'product', 'firmware', 'macro', 'result', 'message'], rows);
  if (isFitting(wide)) return wide;
  const [head = '', ...lines] = columnsOf(['codec', 'macro', 'result'], rows);
  const [, ...short] = columnsOf(['macro', 'result'], rows);
  const isNarrow = isFitting([head, ...lines]);
  return [
    ...(isNarrow ? [head] : []),
    ...rows.flatMap(({ codec, message }, index) => [
      ...(isNarrow ? [lines[index] ?? ''] : [...wrapped(codec, width, ''), GAP + (short[index] ?? '')]),
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
      ...wrapped(`${codecs.size} ${codecs.size === 1 ? 'codec' : 'codecs'} ${cause}`, width, ''),
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
