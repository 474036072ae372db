/** Which firmwares a product gets, and what is assumed of firmwares that were not checked. */
import { expect, it } from 'vitest';
import { isChecked, products, profileFor } from '../../src/xapi/products';
import type { Product } from '../../src/xapi/products';
import { published } from '../../src/xapi/schema-subset';
import type { Firmware } from '../../src/xapi/schema-subset';

function product(code: string): Product {
  const found = products[code];
  if (!found) throw new Error(`there is no ${code}`);
  return found;
}

it.each<[Firmware, boolean]>([
  ['9.15', true],
  ['11.14.5', true],
  ['26.4', true],
  ['9.14', false],
  ['11.20', false],
  ['26.3', false],
])('%s is checked: %s', (firmware, expected) => expect(isChecked(firmware)).toBe(expected));

it.each<[code: string, what: string, firmware: Firmware, sameAs: Firmware]>([
  ['barents', 'newer than the newest checked one', '26.5', '26.4'],
  ['svea', 'between the last it is listed for and the first it is not', '11.34', '11.27'],
  ['polaris', 'between two checked ones', '11.22', '11.19'],
])('%s on a firmware %s: %s is treated like %s', (code, _, firmware, sameAs) => {
  expect(isChecked(firmware)).toBe(false);
  expect(profileFor(product(code), firmware)).toBeDefined();
  expect(profileFor(product(code), firmware)).toBe(profileFor(product(code), sameAs));
});

it.each<[code: string, firmware: Firmware]>([
  ['svea', '26.1'],
  ['davinci', '9.15'],
  ['millennium', '10.19'],
  ['felix_55', '11.19'],
])('%s does not get %s', (code, firmware) => expect(profileFor(product(code), firmware)).toBeUndefined());

it('products are discontinued in firmwares whose schema was checked', () => {
  const ends = Object.values(products).flatMap(({ profiles }) => profiles.at(-1)?.before ?? []);
  expect(ends.length).toBeGreaterThan(5);
  expect(ends.filter((firmware) => !published.includes(firmware))).toEqual([]);
});
