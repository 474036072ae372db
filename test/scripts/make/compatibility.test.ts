/** The tables in README.md tell of each product and firmware what the macro itself says, however cells are merged. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { macros } from '../../../scripts/project/macro-folders';
import { profileFor, products } from '../../../src/xapi/products';
import { published } from '../../../src/xapi/schema-subset';
import type { Firmware } from '../../../src/xapi/schema-subset';

const lines = readFileSync('README.md', 'utf8').split('\n');

/** The cells of a macro's table. */
function tableOf(macro: string): readonly (readonly string[])[] {
  const start = lines.findIndex((line) => line.startsWith(`| ${macro} `));
  const rows = lines.slice(start, lines.indexOf('', start));
  return rows.map((line) => line.split('|').slice(1, -1)).map((cells) => cells.map((cell) => cell.trim()));
}

/** A cell, with its notes instead of their numbers. */
function withNotes(cell: string): readonly string[] {
  const [word = '', ...marks] = cell.match(/\d+|[^\d\s(),]+/g) ?? [];
  return [word, ...marks.map((mark) => lines.find((line) => line.startsWith(`${mark}. `))?.slice(3) ?? '')];
}

// Products without a name are not for customers.
const named = Object.entries(products).filter(([code, product]) => code !== product.name);

describe.each(macros)('$name', ({ name, worksOn }) => {
  const [[, ...columns] = [], , ...rows] = tableOf(name);
  const firmwares = columns.map((column) => [...column.matchAll(/\d+\.\d+/g)].map(String));

  it('has a column for every firmware that was checked, and for no other', () => {
    expect(firmwares.flat()).toEqual(published);
  });

  it('has each product that customers can have once', () => {
    const all = rows.flatMap(([names = '']) => names.split(', '));
    expect(all.sort()).toEqual([...new Set(named.map(([, product]) => product.name))].sort());
  });

  it.each(named)('%s', (_, product) => {
    const row = rows.find(([names = '']) => names.split(', ').includes(product.name));
    const told = (firmware: Firmware) =>
      withNotes(row?.[1 + firmwares.findIndex((column) => column.includes(firmware))] ?? 'no column');
    const expected = (firmware: Firmware): readonly string[] => {
      const profile = profileFor(product, firmware);
      if (!profile) return [''];
      const { works, notes } = worksOn(profile, firmware);
      const [, , patch] = profile.since.split('.');
      const since =
        patch === undefined ? [] : [expect.stringContaining(`only ${profile.since} and later`) as string];
      return [works ? (notes.length > 0 ? 'limited' : 'full') : '–', ...notes, ...since];
    };
    expect(published.map(told)).toEqual(published.map(expected));
  });
});
