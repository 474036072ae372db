/** Results: rows on stdout, as a table or as JSON. */
import { withoutSecrets } from './secrets';

export interface Row {
  readonly codec: string;
  readonly product: string;
  readonly firmware: string;
  readonly macro: string;
  readonly result: Result;
  readonly message: string;
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
  | 'missing'
  | 'done'
  | 'failed'
  | 'interrupted';

const COLUMNS = ['codec', 'product', 'firmware', 'macro', 'result', 'message'] as const;

/** Rows as one JSON array, one row per line. */
export function asJson(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { codec, product, firmware, macro, result, message } = row;
    return JSON.stringify({ codec, product, firmware, macro, result, message: withoutSecrets(message) });
  });
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`;
}

/** Rows as a table. The last column is not padded. */
export function asTable(rows: readonly Row[]): string {
  const cells = [COLUMNS.map((name) => name.toUpperCase()), ...rows.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(row: Row): string[] {
  return COLUMNS.map((column) => withoutSecrets(row[column]) || '-');
}
