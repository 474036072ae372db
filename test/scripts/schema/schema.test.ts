/**
 * The tables of the xAPI compared with Cisco's published schemas, if their folder is known; and the checker itself,
 * with a schema made from the tables in which one thing is changed at a time.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/project/root';
import { check } from '../../../scripts/schema/compare';
import { checkFiles, linesOf, table } from '../../../scripts/schema/main';
import { firmwareOf } from '../../../scripts/schema/published';
import type { Table } from '../../../scripts/schema/compare';
import { leavesOf } from '../../../src/codec-tool/paths-in-use';
import * as subset from '../../../src/xapi/schema-subset';
import type { Firmware } from '../../../src/xapi/schema-subset';

import { changes } from './changes';
import { FIRMWARE, remove, schemaOf } from './made-schema';

/** A folder with Cisco's schemas. They are not part of the project. */
const SCHEMAS = process.env['XAPI_SCHEMAS'] ?? '';
const areSchemasThere = existsSync(SCHEMAS);
if (!areSchemasThere) {
  process.stderr.write(
    "SKIPPED: XAPI_SCHEMAS names no folder with Cisco's schemas, so the tables were not compared with them; see npm run check:schema\n",
  );
}

describe.skipIf(!areSchemasThere)('the schemas of XAPI_SCHEMAS', () =>
  it('agree with the tables', async () => {
    const files = readdirSync(SCHEMAS).filter((name) => /\.json(\.gz)?$/.test(name));
    const all = await checkFiles(
      table,
      files.map((name) => path.join(SCHEMAS, name)),
    );
    expect(linesOf(all)).toEqual([expect.stringMatching(/nodes checked: no differences$/)]);
    const ofThem = new Set(all.map(({ firmware }) => firmware.split('.').slice(0, 2).join('.')));
    expect([...table.published].sort()).toEqual([...ofThem].sort());
  }),
);

describe('a schema that agrees with the tables', () => {
  it.each(subset.published)('has no differences, on %s', (firmware) => {
    const { findings, nodes } = check(table, firmware, schemaOf(firmware));
    expect(findings).toEqual([]);
    expect(nodes).toBeGreaterThan(500);
  });

  it('may lack all events only if its firmware never had them published', () => {
    const withoutEvents = (firmware: Firmware) =>
      check(
        table,
        firmware,
        schemaOf(firmware).filter(({ type }) => type !== 'Event'),
      );
    expect(withoutEvents('11.26.1').findings).toEqual([]);
    expect(linesOf([withoutEvents(FIRMWARE)])).toContainEqual(
      expect.stringMatching(/^11\.24, event CallDisconnect: the table says it is there; .* nothing of it \(/),
    );
  });
});

describe('a finding is', () => {
  it.each(Object.entries(changes))('%s', (finding, change) => {
    const objects = schemaOf(FIRMWARE);
    change(objects);
    const checked = check(table, FIRMWARE, objects);
    expect(linesOf([checked])).toEqual([
      `${FIRMWARE}, ${finding}`,
      expect.stringMatching(/^1 schema, \d+ products, \d+ nodes checked: 1 difference$/),
    ]);
  });

  it('a role in products.ts that schema-subset.ts does not know', () => {
    const profiles = [{ since: FIRMWARE, roles: { 1: ['Fourth'] }, monitors: [] }] as const;
    const odd: Table = { ...table, products: { hopen: { name: 'Room Kit', profiles } } };
    expect(linesOf([check(odd, FIRMWARE, schemaOf(FIRMWARE, odd))])).toContain(
      `${FIRMWARE}, configuration Video Output Connector[1] MonitorRole: the table says Fourth in products.ts, but not in schema-subset.ts; the schema says Fourth (hopen)`,
    );
  });

  it('products that a schema lists, but not those that it lists by mistake', () => {
    const profiles = (table.products['hopen']?.profiles ?? []).map((one) => ({ ...one, before: undefined }));
    const more = { ...table, products: { ...table.products, hopen: { name: 'Room Kit', profiles } } };
    expect(linesOf([check(table, '26.1', schemaOf('26.1', more))])).toEqual([
      expect.stringMatching(/no diff/),
    ]);
    expect(check(table, '26.2', schemaOf('26.2', more)).findings).not.toEqual([]);
  });

  it('one line for many products with the same difference', () => {
    const objects = schemaOf(FIRMWARE).filter((one) => one.path !== 'Bookings Get');
    const [line, sum] = linesOf([check(table, FIRMWARE, objects)]);
    expect(line).toMatch(/^11\.24, command Bookings Get: .* \(hopen, havella, spitsbergen, svea, .*\)$/);
    expect(sum).toMatch(/: 1 difference$/);
  });
});

describe('the command', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'schemas-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Writes a schema to a file, and runs the command on it. */
  async function run(name: string, bytes: string | Buffer): Promise<{ code: unknown; said: string }> {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    return promisify(execFile)(process.execPath, ['scripts/run.mjs', 'schema', file], {
      cwd: root,
    }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: unknown) => {
        const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
        return { code, said: stdout + stderr };
      },
    );
  }

  it('reads plain and gzipped files, with any extension', async () => {
    const objects = schemaOf(FIRMWARE);
    remove(objects, 'Event', 'CallSuccessful');
    const text = JSON.stringify({ objects });
    const plain = await run('11.24.1-January-2025.json.gz', text);
    expect(plain.code).toBe(1);
    expect(plain.said).toMatch(
      /^11\.24\.1, event CallSuccessful: .* \(hopen\)\n1 schema, .*: 1 difference\n$/,
    );
    expect(await run('11.24.1.json', gzipSync(text))).toEqual(plain);
  });

  it('succeeds if nothing differs', async () => {
    const { code, said } = await run('26.1.json', JSON.stringify({ objects: schemaOf('26.1') }));
    expect(said).toMatch(/^1 schema, 15 products, \d+ nodes checked: no differences\n$/);
    expect(code).toBe(0);
  });

  it('explains what is wrong with a file', async () => {
    const nameless = await run('newest.json', '{}');
    expect(nameless.code).toBe(1);
    expect(nameless.said).toMatch(/newest\.json: its name does not tell the firmware\. Name it after/);
    const empty = await run('11.24.json', '{}');
    expect(empty.code).toBe(1);
    expect(empty.said).toMatch(/11\.24\.json: not a schema \(no \{ "objects"/);
  });

  it.each([
    ['11.14.5.0.json.gz', '11.14.5'],
    ['dir/26.1.1-December-2025.json.gz', '26.1.1'],
    ['9.15.json', '9.15'],
  ])('takes the firmware from the name: %s', (name, firmware) => expect(firmwareOf(name)).toBe(firmware));

  it('reads the part of the macros and that of the command-line tools', () => {
    const paths = leavesOf(table.status).map(([at]) => at);
    expect(paths).toContain('Call[n] Status');
    expect(paths).toContain('SystemUnit Software Version');
    expect(Object.keys(table.commands)).toEqual(expect.arrayContaining(['Dial', 'Macros Macro Save']));
  });
});
