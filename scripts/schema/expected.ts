/** The table of the sources in the terms of the schema. */
import type * as products from '../../src/xapi/products';
import type { Command, Field, Firmware, Span, ValueSpace } from '../../src/xapi/schema-subset';
import type { Published } from './published';

export type Node = ValueSpace | { readonly each: Node } | { readonly [name: string]: Node };

/** What schema-subset.ts and products.ts export. */
export interface Table {
  readonly status: Node;
  readonly configuration: Node;
  readonly commands: Readonly<Record<string, Command>>;
  readonly events: Readonly<Record<string, Readonly<Record<string, Field>>>>;
  readonly eventsUnpublished: readonly Span[];
  readonly onSomeProducts: Readonly<Record<string, Span>>;
  readonly published: readonly Firmware[];
  readonly products: typeof products.products;
  readonly onlyInSchema: typeof products.onlyInSchema;
  readonly profileFor: typeof products.profileFor;
  readonly onScreenOutputs: typeof products.onScreenOutputs;
  readonly mirroringPreset: typeof products.mirroringPreset;
  readonly covers: (span: Span, firmware: Firmware) => boolean;
}

/** The expected value space in the schema of a firmware. */
export function expected(table: Table, firmware: Firmware, space: ValueSpace): Published {
  if (space.space === 'Literal') {
    const also = space.also.filter((more) => table.covers(more, firmware));
    return literal([...space.known, ...also.flatMap(({ values }) => values)]);
  }
  const [min, max] =
    space.space === 'Integer' ? (['Min', 'Max'] as const) : (['MinLength', 'MaxLength'] as const);
  return {
    type: space.space,
    ...(space.min === undefined ? {} : { [min]: String(space.min) }),
    ...(space.max === undefined ? {} : { [max]: String(space.max) }),
  };
}

export function literal(values: readonly string[]): Published {
  return { type: 'Literal', Values: [...values] };
}

/** The leaves below a node, with paths as the schema writes them. */
export function leavesOf(node: Node, path = ''): [string, ValueSpace][] {
  if (isSpace(node)) return [[path, node]];
  if (isEach(node)) return leavesOf(node.each, `${path}[n]`);
  return Object.entries(node).flatMap(([name, child]) => leavesOf(child, path ? `${path} ${name}` : name));
}

function isSpace(node: Node): node is ValueSpace {
  return 'space' in node && typeof node.space === 'string';
}

function isEach(node: Node): node is { readonly each: Node } {
  return 'each' in node;
}
