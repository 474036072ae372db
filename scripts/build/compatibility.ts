/**
 * Which macro works on which product and firmware, as Markdown. Made from src/xapi/products.ts, which
 * `npm run check:schema` holds against Cisco's schemas.
 */
import { profileFor, products } from '../../src/xapi/products';
import type { FirmwareProfile } from '../../src/xapi/products';
import { published } from '../../src/xapi/schema-subset';
import type { Firmware } from '../../src/xapi/schema-subset';
import type { Macro } from '../project/macros';
import { markdownTable } from './markdown';

/** A table for each macro, and the notes below them. */
export function compatibility(macros: readonly Macro[]): string {
  const notes: string[] = [];
  const texts = [
    ...macros.map((macro) => macroTable(macro, notes)),
    'A cell is empty where Cisco does not list the product for the firmware. What is between two columns was not checked.',
  ];
  return [...texts, notes.map((note, index) => `${index + 1}. ${note}`).join('\n')].join('\n\n');
}

/**
 * A row for the products of which the same is true, a column for the firmwares between which nothing differs.
 * @param notes those of all tables so far; new ones are added
 */
function macroTable(macro: Macro, notes: string[]): string {
  const rows = new Map<string, { names: Set<string>; cells: readonly string[] }>();
  for (const [code, product] of Object.entries(products)) {
    // Nobody would look for a product that is known by its code alone.
    if (product.name === code) continue;
    const cells = published.map((firmware) => cellOf(macro, profileFor(product, firmware), notes));
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

function cellOf({ worksOn }: Macro, profile: FirmwareProfile | undefined, notes: string[]): string {
  if (!profile) return '';
  const { works, notes: own } = worksOn(profile);
  const word = works ? (own.length > 0 ? 'limited' : 'full') : '–';
  const [, , patch] = profile.since.split('.');
  const all = patch === undefined ? own : [...own, `From ${profile.since} on.`];
  for (const note of all) if (!notes.includes(note)) notes.push(note);
  const marks = all.map((note) => notes.indexOf(note) + 1).sort((one, other) => one - other);
  return word + (marks.length > 0 ? ` (${marks.join(', ')})` : '');
}

function columnName(firmwares: readonly Firmware[], start: number, next?: number): string {
  const first = firmwares[start] ?? '';
  const last = firmwares[(next ?? firmwares.length) - 1] ?? '';
  const system = start === 0 ? 'CE ' : start === 1 ? 'RoomOS ' : '';
  if (next === undefined) return `${system}${first}+`;
  return system + (first === last ? first : `${first} – ${last}`);
}
