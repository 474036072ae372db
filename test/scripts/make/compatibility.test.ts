import { describe, expect, it } from 'vitest';
import { compatibility } from '../../../scripts/make/tables';
import { macros } from '../../../scripts/project/macro-folders';
import { profileFor, products } from '../../../src/xapi/products';
import * as slice from '../../../src/xapi/schema-subset';
import type { Firmware } from '../../../src/xapi/schema-subset';

const text = compatibility(macros);

const BUILT_IN = '– The built-in screen accepts no monitor role.';
const NO_ROLE = '– No output accepts a monitor role.';
const LAYOUT = '– The layout of the screens is fixed: Video Monitors cannot be DualPresentationOnly.';
const ON_PREMISES =
  "CE 9.15 is for codecs that are registered on premises. They cannot dial over Spark: set redialProtocol to 'H323', or to 'Sip' if H.323 calls fail.";
const FROM = 'Of RoomOS 11.14, only 11.14.5 and later list this product.';
const DEFAULT_ROLE =
  'The default role of output 2 is PresentationOnly, so the macro ignores that output. Set its MonitorRole to Auto once.';

describe('the switcher', () =>
  it.each<[product: string, firmware: Firmware, cell: string]>([
    ['Room Kit', '9.15', 'full'],
    ['Room Kit', '26.1', ''],
    ['Room Kit Mini', '11.24', '– The product has only one screen.'],
    ['Room 55', '11.24', BUILT_IN],
    ['Codec Plus', '11.27', 'full'],
    ['Codec Plus', '26.1', ''],
    ['Room 70 Single', '11.27', `limited ${DEFAULT_ROLE}`],
    ['Room 70 Dual', '11.27', 'full'],
    ['Room 70 G2', '26.4', 'full'],
    ['Room 70 Panorama', '26.4', LAYOUT],
    ['Room Panorama', '9.15', LAYOUT],
    ['Codec EQ', '9.15', NO_ROLE],
    ['Codec EQ', '10.19', ''],
    ['Codec EQ', '11.14', 'full'],
    ['Board Pro 55', '11.17', BUILT_IN],
    ['Board Pro 55', '11.18', 'full'],
    ['Board Pro 75 G2', '11.14', `– ${FROM} The built-in screen accepts no monitor role.`],
    ['Board Pro 75 G2', '11.19', ''],
    ['Board Pro 75 G2', '11.23', 'full'],
    ['Desk Pro', '11.17', BUILT_IN],
    ['Desk Pro', '11.18', 'full'],
    ['Desk', '26.4', NO_ROLE],
    ['Board', '11.27', NO_ROLE],
  ])('%s on %s: %s', (product, firmware, expected) =>
    expect(cell('presentation-screen-switcher', product, firmware)).toBe(expected),
  ));

describe('the redialer', () =>
  it.each(Object.values(products).filter(({ name }) => /[A-Z]/.test(name)))(
    'works on $name wherever it is',
    (product) => {
      for (const firmware of slice.published) {
        const is = cell('zoom-obtp-redialer', product.name, firmware).replace(FROM, '').trim();
        const expected = firmware === '9.15' ? `limited ${ON_PREMISES}` : 'full';
        expect(`${firmware} ${is}`).toBe(`${firmware} ${profileFor(product, firmware) ? expected : ''}`);
      }
    },
  ));

it('has a column for every firmware that was checked, and for no other', () => {
  const heads = text.split('\n').filter((line) => /^\| (zoom|presentation)/.test(line));
  expect(heads).toHaveLength(2);
  for (const head of heads) {
    const columns = head.split('|').slice(2, -1);
    expect(columns.flatMap((name) => name.match(/\d+\.\d+/g) ?? [])).toEqual(slice.published);
    expect(columns.join()).not.toMatch(/[–+]/);
  }
});

it('omits products without a name', () => {
  expect(Object.keys(products)).toContain('polaris_light');
  expect(text).not.toMatch(/polaris_light|baymax/);
});

it('names the products that the schemas do not have, in no row', () => {
  expect(text).toContain(
    'products that the schemas do not have: Board Pro 55 G3, Board Pro 75 G3, Codec Pro G2,',
  );
  expect(text).not.toMatch(/^\|.*Codec Pro G2/m);
});

/** The cell of a product in the table of a macro, with its notes in full, sorted. */
function cell(macro: string, product: string, firmware: Firmware): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${macro} `));
  const [head = [], , ...rows] = lines.slice(start, lines.indexOf('', start)).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((one) => one.trim()),
  );
  const row = rows.filter(([names = '']) => names.split(', ').includes(product));
  expect(row).toHaveLength(1);
  const column = head.slice(1).findIndex((name) => isIn(name, firmware));
  return (row[0]?.[column + 1] ?? 'no column').replace(/\((.*)\)/, (_, marks: string) =>
    marks
      .split(', ')
      .map((mark) => noteAt(lines, mark))
      .sort()
      .join(' '),
  );
}

/** Whether a firmware is in a column: "CE 9.15", "11.15, 11.16". */
function isIn(name: string, firmware: Firmware): boolean {
  return name
    .replace(/^(CE|RoomOS) /, '')
    .split(', ')
    .includes(firmware);
}

function noteAt(lines: readonly string[], mark: string): string {
  return lines.find((line) => line.startsWith(`${mark}. `))?.slice(mark.length + 2) ?? 'no note';
}
