/**
 * `node scripts/compatibility.mjs`: which macro works on which product and firmware, as Markdown. Made of
 * src/xapi/products.ts, which `npm run check:schema` holds against Cisco's schemas.
 */
import { fileURLToPath } from 'node:url';
import { tableOfTheSources } from './check-schema.mjs';

/** @typedef {import('./check-schema.mjs').Table} Table */
/** @typedef {import('./check-schema.mjs').Firmware} Firmware */
/** @typedef {import('./check-schema.mjs').FirmwareProfile} FirmwareProfile */

/**
 * What a macro does on a product: it works, or not; and what has to be said of it.
 * @typedef {{ works: boolean, notes: string[] }} Verdict
 */

/**
 * A table for each macro, and the notes below them.
 * @param {Table} table
 */
export function compatibility(table) {
  /** @type {string[]} */
  const notes = [];
  const texts = [
    // It only dials, and every product of the table does.
    macroTable(table, 'zoom-obtp-redialer', () => ({ works: true, notes: [] }), notes),
    macroTable(table, 'presentation-screen-switcher', switcherOn, notes),
    'A cell is empty where Cisco does not list the product for the firmware. What is between two columns was not checked.',
  ];
  return [...texts, notes.map((note, index) => `${index + 1}. ${note}`).join('\n')].join('\n\n');
}

/**
 * The switcher moves the roles First and Second about:
 * every screen has to take both, also a built-in one, which is on output 1.
 * @param {FirmwareProfile} era
 * @returns {Verdict}
 */
function switcherOn(era) {
  const no = (/** @type {string} */ why) => ({ works: false, notes: [why] });
  const outputs = Object.keys(era.roles);
  const able = Object.values(era.roles).filter(
    (roles) => roles.includes('First') && roles.includes('Second'),
  );
  if (outputs.length === 0) return no('No output takes a monitor role.');
  if (!outputs.includes('1')) return no('The built-in screen takes no monitor role.');
  if (able.length < 2) return no('There is one screen only.');
  if (!era.monitors.includes('DualPresentationOnly'))
    return no('The screens keep their layout: Video Monitors cannot be DualPresentationOnly.');
  return { works: true, notes: Object.entries(era.presets ?? {}).flatMap(noteOnPreset) };
}

/** @param {[string, string]} preset */
function noteOnPreset([output, role]) {
  if (role !== 'PresentationOnly' && role !== 'Recorder') return [];
  return [
    `Output ${output} is preset to ${role}, and such outputs the macro leaves alone. Set its MonitorRole to Auto once.`,
  ];
}

/**
 * A row for the products of which the same is true, a column for the firmwares between which nothing differs.
 * @param {Table} table
 * @param {string} macro
 * @param {(profile: FirmwareProfile) => Verdict} verdict
 * @param {string[]} notes those of all tables so far; new ones are added
 */
function macroTable(table, macro, verdict, notes) {
  /** @type {Map<string, { names: Set<string>, cells: string[] }>} */
  const rows = new Map();
  for (const [code, product] of Object.entries(table.products)) {
    // Some are known by their code alone: nobody would look for those.
    if (product.name === code) continue;
    const cells = table.published.map((firmware) =>
      cellOf(table.profileFor(product, firmware), verdict, notes),
    );
    const row = rows.get(cells.join()) ?? { names: new Set(), cells };
    rows.set(cells.join(), row);
    row.names.add(product.name);
  }
  const all = [...rows.values()];
  const starts = table.published
    .map((_, at) => at)
    .filter((at) => at === 0 || all.some(({ cells }) => cells[at] !== cells[at - 1]));
  const columns = starts.map((start, index) => columnName(table.published, start, starts[index + 1]));
  return markdown([
    [macro, ...columns],
    ...all.map(({ names, cells }) => [[...names].join(', '), ...starts.map((at) => cells[at] ?? '')]),
  ]);
}

/**
 * @param {FirmwareProfile | undefined} era
 * @param {(profile: FirmwareProfile) => Verdict} verdict
 * @param {string[]} notes
 */
function cellOf(era, verdict, notes) {
  if (!era) return '';
  const { works, notes: own } = verdict(era);
  const word = works ? (own.length > 0 ? 'limited' : 'full') : '–';
  const [, , patch] = era.since.split('.');
  const all = patch === undefined ? own : [...own, `From ${era.since} on.`];
  for (const note of all) if (!notes.includes(note)) notes.push(note);
  const marks = all.map((note) => notes.indexOf(note) + 1).sort((one, other) => one - other);
  return word + (marks.length > 0 ? ` (${marks.join(', ')})` : '');
}

/**
 * @param {readonly Firmware[]} firmwares
 * @param {number} start
 * @param {number} [next]
 */
function columnName(firmwares, start, next) {
  const first = firmwares[start] ?? '';
  const last = firmwares[(next ?? firmwares.length) - 1] ?? '';
  const system = start === 0 ? 'CE ' : start === 1 ? 'RoomOS ' : '';
  if (next === undefined) return `${system}${first}+`;
  return system + (first === last ? first : `${first} – ${last}`);
}

/**
 * Lined up as prettier does.
 * @param {string[][]} rows
 */
function markdown([head = [], ...rows]) {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(compatibility(await tableOfTheSources()));
