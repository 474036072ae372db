/** The outputs whose monitor role is not Auto by default, as Markdown. */
import { products } from '../../src/xapi/products';
import type { FirmwareProfile, Product } from '../../src/xapi/products';
import { markdownTable } from './markdown';

export function defaultRoles(): string {
  const rows = new Map<string, { readonly names: Set<string>; readonly cells: readonly string[] }>();
  for (const product of Object.values(products)) {
    for (const cells of product.profiles.flatMap((profile) => rowsOf(product, profile))) {
      const row = rows.get(cells.join()) ?? { names: new Set(), cells };
      rows.set(cells.join(), row);
      row.names.add(product.name);
    }
  }
  return markdownTable([
    ['product', 'firmware', 'output', 'default'],
    ...[...rows.values()].map(({ names, cells }) => [[...names].join(', '), ...cells]),
  ]);
}

function rowsOf({ profiles }: Product, { since, presets = {} }: FirmwareProfile): readonly string[][] {
  const firmware = profiles[0]?.since === since ? 'all' : `${since} and newer`;
  return Object.entries(presets).map(([output, role]) => [firmware, output, role]);
}
