/**
 * Which macro works on which product and firmware, as Markdown. Made from src/xapi/products.ts, which
 * `npm run check:schema` compares with Cisco's schemas.
 */
import { notInSchemas, profileFor, products } from '../../src/xapi/products';
import type { Product } from '../../src/xapi/products';
import { published } from '../../src/xapi/schema-subset';
import type { Firmware } from '../../src/xapi/schema-subset';
import type { Macro } from '../project/macros';
import { markdownTable } from './markdown';

/** A table for each macro, and the notes below them. */
export function compatibility(macros: readonly Macro[]): string {
  const notes: string[] = [];
  const texts = [
    ...macros.map((macro) => macroTable(macro, notes)),
    'A cell is empty if the schema of the firmware does not list the product. ' +
      `Other firmware, including any that is newer than ${published.slice(-1).join()}, is not checked yet: the column of the nearest older firmware is a guide. Whether the macros work on firmware older than CE ${published.slice(0, 1).join()} is not known. ` +
      `Neither is it for products that the schemas do not have: ${notInSchemas.join(', ')}.`,
  ];
  return [...texts, notes.map((note, index) => `${index + 1}. ${note}`).join('\n')].join('\n\n');
}

/**
 * One row for all products with the same cells, and one column for consecutive firmware with the same cells.
 * @param notes those of all tables so far; new ones are added
 */
function macroTable(macro: Macro, notes: string[]): string {
  const rows = new Map<string, { names: Set<string>; cells: readonly string[] }>();
  for (const [code, product] of Object.entries(products)) {
    // Products without a name are not for customers.
    if (product.name === code) continue;
    const cells = published.map((firmware) => cellOf(macro, product, firmware, notes));
    const row = rows.get(cells.join()) ?? { names: new Set(), cells };
    rows.set(cells.join(), row);
    row.names.add(product.name);
  }
  const all = [...rows.values()];
  const starts = published
    .map((_, at) => at)
    .filter((at) => at === 0 || all.some(({ cells }) => cells[at] !== cells[at - 1]));
  const columns = starts.map((start, index) => columnName(published, start, starts[index + 1]));
  return markdownTable([
    [macro.name, ...columns],
    ...all.map(({ names, cells }) => [[...names].join(', '), ...starts.map((at) => cells[at] ?? '')]),
  ]);
}

function cellOf({ worksOn }: Macro, product: Product, firmware: Firmware, notes: string[]): string {
  const profile = profileFor(product, firmware);
  if (!profile) return '';
  const { works, notes: own } = worksOn(profile, firmware);
  const word = works ? (own.length > 0 ? 'limited' : 'full') : '–';
  const [major = '', minor = '', patch] = profile.since.split('.');
  const since = `Of RoomOS ${major}.${minor}, only ${profile.since} and later list this product.`;
  const all = patch === undefined ? own : [...own, since];
  for (const note of all) if (!notes.includes(note)) notes.push(note);
  const marks = all.map((note) => notes.indexOf(note) + 1).sort((one, other) => one - other);
  return word + (marks.length > 0 ? ` (${marks.join(', ')})` : '');
}

/** The firmware of a column, each by its name: firmware between two of them is not checked. */
function columnName(firmwares: readonly Firmware[], start: number, next?: number): string {
  const system = start === 0 ? 'CE ' : start === 1 ? 'RoomOS ' : '';
  return system + firmwares.slice(start, next).join(', ');
}
