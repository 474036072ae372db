/** The tables in the documents, as Markdown, formatted as prettier does. */
import { notInSchemas, profileFor, products } from '../../src/xapi/products';
import type { FirmwareProfile, Product } from '../../src/xapi/products';
import { published } from '../../src/xapi/schema-subset';
import type { Firmware } from '../../src/xapi/schema-subset';
import type { Macro, MacroSetting } from '../project/macro-folders';
import { literal } from './macro-file';

/** A table, aligned. The first row is the heading. */
export function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The settings of a macro, with values as people type them. */
export function settingsTable(settings: readonly MacroSetting[]): string {
  const rows = settings.map(({ id, help, accepts, default: value }) => [
    code(id),
    prose(help),
    prose(accepts),
    code(literal(value)),
  ]);
  return markdownTable([['Setting', 'What it does', 'Accepts', 'Default'], ...rows]);
}

function prose(text: string): string {
  return text.replace(/[\\`*_<|]/g, '\\$&');
}

/** In a table, a bar must be escaped in code, too; nothing else must. */
function code(text: string): string {
  return `\`${text.replace(/\|/g, '\\|')}\``;
}

/** The outputs whose monitor role is not Auto by default. */
export function defaultRoles(): string {
  const rows = Object.values(products).flatMap((product) =>
    product.profiles.flatMap((profile) => presetsOf(product, profile)),
  );
  return markdownTable([['product', 'firmware', 'output', 'default'], ...merged(rows)]);
}

function presetsOf({ name, profiles }: Product, { since, presets = {} }: FirmwareProfile): readonly Row[] {
  const firmware = profiles[0]?.since === since ? 'all' : `${since} and newer`;
  return Object.entries(presets).map(([output, role]) => [name, firmware, output, role]);
}

type Row = readonly [product: string, ...cells: readonly string[]];

/** One row for all products with the same cells. */
function merged(rows: readonly Row[]): readonly Row[] {
  const found = new Map<string, { readonly names: Set<string>; readonly cells: readonly string[] }>();
  for (const [name, ...cells] of rows) {
    const row = found.get(cells.join()) ?? { names: new Set(), cells };
    found.set(cells.join(), row);
    row.names.add(name);
  }
  return [...found.values()].map(({ names, cells }) => [[...names].join(', '), ...cells]);
}

/**
 * Which macro works on which product and firmware: a table for each macro, and the notes below them. Made from
 * src/xapi/products.ts, which `npm run check:schema` compares with Cisco's schemas.
 */
export function compatibility(macros: readonly Macro[]): string {
  const notes: string[] = [];
  const texts = [
    ...macros.map((macro) => macroTable(macro, notes)),
    `Other firmware, including any that is newer than ${published.slice(-1).join()}, is not checked yet: the column of the nearest older firmware is a guide. ` +
      `It is not known whether the macros work on firmware older than CE ${published.slice(0, 1).join()}, or on products that the schemas do not have: ${notInSchemas.join(', ')}.`,
  ];
  return [...texts, notes.map((note, index) => `${index + 1}. ${note}`).join('\n')].join('\n\n');
}

/**
 * One row for all products with the same cells, and one column for consecutive firmware with the same cells.
 * @param notes those of all tables so far; new ones are added
 */
function macroTable(macro: Macro, notes: string[]): string {
  // Products without a name are not for customers.
  const named = Object.entries(products).filter(([id, { name }]) => name !== id);
  const rows = merged(
    named.map(([, product]) => [
      product.name,
      ...published.map((firmware) => cellOf(macro, product, firmware, notes)),
    ]),
  );
  const starts = published
    .map((_, at) => at)
    .filter((at) => at === 0 || rows.some((cells) => cells[at + 1] !== cells[at]));
  const columns = starts.map((start, index) => columnName(published, start, starts[index + 1]));
  return markdownTable([
    [macro.name, ...columns],
    ...rows.map(([names, ...cells]) => [names, ...starts.map((at) => cells[at] ?? '')]),
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
