/** Table and schema in words, and the report of a check. */
import type { Firmware } from '../../src/xapi/schema-subset';
import type { Published } from './published';

export interface Finding {
  readonly firmware: Firmware;
  readonly product: string;
  readonly node: string;
  readonly table: string;
  readonly schema: string;
}

export interface Checked {
  readonly firmware: Firmware;
  readonly products: readonly string[];
  readonly nodes: number;
  readonly findings: readonly Finding[];
}

export const NOTHING = 'nothing of it';

export function told(space: Published | undefined): string {
  if (!space) return NOTHING;
  if (space.Values) return [...space.Values].sort().join(', ');
  const min = space.Min ?? space.MinLength;
  const max = space.Max ?? space.MaxLength;
  const limits = min === undefined && max === undefined ? '' : ` ${min ?? ''}..${max ?? ''}`;
  return space.type + limits;
}

export function bodyTold(body: boolean): string {
  return body ? 'it takes a body' : 'it takes no body';
}

export function requiredTold(isRequired: boolean): string {
  return isRequired ? 'it is required' : 'it is optional';
}

/** The findings as lines, grouped by product, with totals at the end. */
export function linesOf(all: readonly Checked[]): readonly string[] {
  const findings = all.flatMap((checked) => checked.findings);
  const lines = new Map<string, Set<string>>();
  for (const { firmware, product, node, table, schema } of findings) {
    const line = `${firmware}, ${node}: the table says ${table}; the schema says ${schema}`;
    lines.set(line, new Set(lines.get(line)).add(product));
  }
  const products = new Set(all.flatMap((checked) => checked.products));
  const nodes = all.reduce((sum, checked) => sum + checked.nodes, 0);
  const result = lines.size === 0 ? 'no differences' : counted(lines.size, 'difference');
  return [
    ...[...lines].map(([line, on]) => `${line} (${[...on].join(', ')})`),
    `${counted(all.length, 'schema')}, ${counted(products.size, 'product')}, ${nodes} nodes checked: ${result}`,
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
