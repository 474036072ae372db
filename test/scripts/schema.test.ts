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
import { root } from '../../scripts/project/root';
import { check } from '../../scripts/schema/check';
import { checkFiles, table } from '../../scripts/schema/command';
import { firmwareOf } from '../../scripts/schema/published';
import { linesOf } from '../../scripts/schema/report';
import type { Node, Table } from '../../scripts/schema/expected';
import type { Published, SchemaObject } from '../../scripts/schema/published';
import * as products from '../../src/xapi/products';
import type { FirmwareProfile } from '../../src/xapi/products';
import * as subset from '../../src/xapi/schema-subset';
import type { Firmware, ValueSpace } from '../../src/xapi/schema-subset';

const FIRMWARE = '11.24';

/** Where the files of Cisco's schemas may lie. They are not part of the project. */
const SCHEMAS = path.join(root, '..', 'shared', 'xapi', 'schemas');
const areSchemasThere = existsSync(SCHEMAS);
if (!areSchemasThere) {
  process.stderr.write(
    `SKIPPED: Cisco's schemas are not beside the project (${SCHEMAS}), so the tables were not compared with them; with files of your own: npm run check:schema -- FILE...\n`,
  );
}

describe.skipIf(!areSchemasThere)('the schemas beside the project', () => {
  it('agree with the tables', async () => {
    const files = readdirSync(SCHEMAS).filter((name) => /\.json(\.gz)?$/.test(name));
    const all = await checkFiles(
      table,
      files.map((name) => path.join(SCHEMAS, name)),
    );
    expect(linesOf(all)).toEqual([expect.stringMatching(/nodes checked: no differences$/)]);
    const ofThem = new Set(all.map(({ firmware }) => firmware.split('.').slice(0, 2).join('.')));
    expect([...table.published].sort()).toEqual([...ofThem].sort());
  });
});

describe('a schema that agrees with the tables', () => {
  it.each(subset.published)('has no differences, on %s', (firmware) => {
    const { findings, nodes } = check(table, firmware, schemaOf(firmware));
    expect(findings).toEqual([]);
    expect(nodes).toBeGreaterThan(500);
  });

  it('may lack all events where they were never published, and only there', () => {
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

type Change = [what: string, change: (objects: SchemaObject[]) => unknown, finding: string];

const changes: Change[] = [
  [
    'a status that is missing',
    (all) => {
      remove(all, 'Status', 'MediaChannels Call[n] Channel[n] Video Protocol', 'hopen');
    },
    'status MediaChannels Call[n] Channel[n] Video Protocol: the table says AV1, H261, H263, H263p, H263pp, H264, HEVC, JPEG, MP4V, Off, RDP, Raw; the schema says nothing of it (hopen)',
  ],
  [
    'a value that is missing',
    (all) => object(all, 'Status', 'Conference Presentation Mode', 'hopen').values.pop(),
    'status Conference Presentation Mode: the table says Off, Receiving, Sending; the schema says the same without Sending (hopen)',
  ],
  [
    'a value too many',
    (all) => object(all, 'Status', 'Call[n] Direction', 'hopen').values.push('Sideways'),
    'status Call[n] Direction: the table says Incoming, Outgoing; the schema says the same with Sideways (hopen)',
  ],
  [
    'one value in place of another',
    (all) => object(all, 'Status', 'Call[n] Direction', 'hopen').values.splice(0, 1, 'Inbound'),
    'status Call[n] Direction: the table says Incoming, Outgoing; the schema says the same without Incoming and with Inbound (hopen)',
  ],
  [
    'a value of another firmware',
    (all) => object(all, 'Status', 'Call[n] Protocol', 'hopen').values.push('App'),
    'status Call[n] Protocol: the table says H323, SIP, Spark, Unknown, WebRTC; the schema says the same with App (hopen)',
  ],
  [
    'a status of another type',
    (all) =>
      Object.assign(
        object(all, 'Status', 'Call[n] RemoteNumber', 'hopen').space,
        written({ space: 'Integer' }, FIRMWARE),
      ),
    'status Call[n] RemoteNumber: the table says String; the schema says Integer 0..99 (hopen)',
  ],
  [
    'an output that takes no role',
    (all) => {
      remove(all, 'Configuration', 'Video Output Connector[2] MonitorRole', 'helix_55');
    },
    'configuration Video Output Connector[2] MonitorRole: the table says Auto, First, PresentationOnly, Second; the schema says nothing of it (helix_55)',
  ],
  [
    'one output less of a range',
    (all) =>
      (object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole', 'hopen').object.path =
        'Video Output Connector[1] MonitorRole'),
    'configuration Video Output Connector[2] MonitorRole: the table says Auto, First, PresentationOnly, Second; the schema says nothing of it (hopen)',
  ],
  [
    'one output more in a range',
    (all) =>
      (object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole', 'hopen').object.path =
        'Video Output Connector[1..3] MonitorRole'),
    'configuration Video Output Connector[3] MonitorRole: the table says nothing of it; the schema says Auto, First, PresentationOnly, Second (hopen)',
  ],
  [
    'an output that takes one role less',
    (all) =>
      object(all, 'Configuration', 'Video Output Connector[2] MonitorRole', 'helix_55').values.splice(0, 1),
    'configuration Video Output Connector[2] MonitorRole: the table says Auto, First, PresentationOnly, Second; the schema says the same without Auto (helix_55)',
  ],
  [
    'an output with another preset',
    (all) =>
      (object(
        all,
        'Configuration',
        'Video Output Connector[2] MonitorRole',
        'svea_70s',
      ).object.attributes.default = 'Auto'),
    'configuration Video Output Connector[2] MonitorRole: the table says preset to PresentationOnly; the schema says preset to Auto (svea_70s)',
  ],
  [
    'a mode of Video Monitors that is missing',
    (all) => object(all, 'Configuration', 'Video Monitors', 'hopen').values.splice(2, 1),
    'configuration Video Monitors: the table says Auto, Dual, DualPresentationOnly, Single; the schema says the same without DualPresentationOnly (hopen)',
  ],
  [
    'no Video Monitors',
    (all) => {
      remove(all, 'Configuration', 'Video Monitors', 'hopen');
    },
    'configuration Video Monitors: the table says Auto, Dual, DualPresentationOnly, Single; the schema says nothing of it (hopen)',
  ],
  [
    'Video Monitors where there should be none',
    (all) => object(all, 'Configuration', 'Video Monitors', 'hopen').object.products.push('havella'),
    'configuration Video Monitors: the table says nothing of it; the schema says Auto, Dual, DualPresentationOnly, Single (havella)',
  ],
  [
    'a configuration of the macro runtime that takes another value',
    (all) => object(all, 'Configuration', 'Macros Mode', 'hopen').values.push('Auto'),
    'configuration Macros Mode: the table says Off, On; the schema says the same with Auto (hopen)',
  ],
  [
    'a command that is missing',
    (all) => {
      remove(all, 'Command', 'Dial', 'hopen');
    },
    'command Dial: the table says it is there; the schema says nothing of it (hopen)',
  ],
  [
    'a parameter that is missing',
    (all) => object(all, 'Command', 'Dial', 'hopen').params.splice(0, 1),
    'command Dial, parameter DisplayName: the table says String 0..255; the schema says nothing of it (hopen)',
  ],
  [
    'a parameter that is newly required',
    (all) => (parameter(all, 'Dial', 'Protocol').required = true),
    'command Dial, parameter Protocol: the table says it is optional; the schema says it is required (hopen)',
  ],
  [
    'a parameter that is no longer required',
    (all) => (parameter(all, 'Dial', 'Number').required = false),
    'command Dial, parameter Number: the table says it is required; the schema says it is optional (hopen)',
  ],
  [
    'a parameter that is required only on other firmwares',
    (all) => (parameter(all, 'Bookings Get', 'Id').required = true),
    'command Bookings Get, parameter Id: the table says it is optional; the schema says it is required (hopen)',
  ],
  [
    'an unknown parameter that is required',
    (all) =>
      object(all, 'Command', 'Dial', 'hopen').params.push({
        name: 'Reason',
        required: true,
        valuespace: { type: 'String' },
      }),
    'command Dial, parameter Reason: the table says nothing of it; the schema says it is required (hopen)',
  ],
  [
    'another greatest length',
    (all) => (parameter(all, 'Dial', 'Number').valuespace.MaxLength = '128'),
    'command Dial, parameter Number: the table says String 0..255; the schema says String 0..128 (hopen)',
  ],
  [
    'another smallest length',
    (all) => (parameter(all, 'UserInterface Extensions Panel Save', 'PanelId').valuespace.MinLength = '0'),
    'command UserInterface Extensions Panel Save, parameter PanelId: the table says String 1..255; the schema says String 0..255 (hopen)',
  ],
  [
    'another greatest number',
    (all) => (parameter(all, 'Bookings List', 'Days').valuespace.Max = '7'),
    'command Bookings List, parameter Days: the table says Integer 1..365; the schema says Integer 1..7 (hopen)',
  ],
  [
    'another smallest number',
    (all) => (parameter(all, 'Bookings List', 'Days').valuespace.Min = '0'),
    'command Bookings List, parameter Days: the table says Integer 1..365; the schema says Integer 0..365 (hopen)',
  ],
  [
    'a parameter that does not take a value',
    (all) => parameter(all, 'Dial', 'Protocol').valuespace.Values?.pop(),
    'command Dial, parameter Protocol: the table says H323, Sip, Spark; the schema says the same without Spark (hopen)',
  ],
  [
    'a command without its body',
    (all) =>
      delete object(all, 'Command', 'UserInterface Extensions Panel Save', 'hopen').object.attributes
        .multiline,
    'command UserInterface Extensions Panel Save: the table says it takes a body; the schema says it takes no body (hopen)',
  ],
  [
    'an event that is missing',
    (all) => {
      remove(all, 'Event', 'CallSuccessful', 'hopen');
    },
    'event CallSuccessful: the table says it is there; the schema says nothing of it (hopen)',
  ],
  [
    'a field of an event that is missing',
    (all) => delete object(all, 'Event', 'CallDisconnect', 'hopen').fields['CauseType'],
    'event CallDisconnect, field CauseType: the table says string; the schema says nothing of it (hopen)',
  ],
  [
    'a field of an event of another type',
    (all) => (object(all, 'Event', 'CallDisconnect', 'hopen').fields['CallId'] = { valuespace: 'string' }),
    'event CallDisconnect, field CallId: the table says int; the schema says string (hopen)',
  ],
  [
    'an unknown product that takes a role',
    (all) =>
      object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole', 'hopen').object.products.push(
        'novum',
      ),
    'the product: the table says nothing of it; the schema says it has a MonitorRole (novum)',
  ],
  [
    'an unknown product that dials',
    (all) => object(all, 'Command', 'Dial', 'hopen').object.products.push('novum'),
    'the product: the table says nothing of it; the schema says it has the command Dial (novum)',
  ],
  [
    'a product that has ended',
    (all) => object(all, 'Command', 'Dial', 'hopen').object.products.push('baymax'),
    'the product: the table says baymax is not there on this firmware; the schema says it has the command Dial (baymax)',
  ],
  [
    'a product that is not there',
    (all) => {
      all.forEach((one) => (one.products = one.products.filter((code) => code !== 'hopen')));
    },
    'the product: the table says it is there, Room Kit; the schema says nothing of it (hopen)',
  ],
];

describe('what is reported', () => {
  it.each(changes)('%s', (_, change, finding) => {
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

  it('parameters and fields that the table has for other firmwares only', () => {
    const since = '26.1';
    const later: Table = {
      ...table,
      commands: {
        Dial: { parameters: { Number: { ...subset.commands.Dial.parameters.Number, since } }, body: false },
      },
      events: { CallSuccessful: { CallId: { type: 'int', since } } },
    };
    expect(check(later, since, schemaOf(since)).findings).toEqual([]);
    expect(linesOf([check(later, FIRMWARE, schemaOf(FIRMWARE))])).toEqual([
      expect.stringMatching(
        /command Dial, parameter Number: the table says nothing of it; .* String 0\.\.255/,
      ),
      expect.stringMatching(/event CallSuccessful, field CallId: the table says nothing of it; .* says int/),
      expect.stringMatching(/: 2 differences$/),
    ]);
  });

  it('the same for many products in one line', () => {
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
    return promisify(execFile)(process.execPath, ['scripts/run.mjs', 'check-schema', file], {
      cwd: root,
    }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: unknown) => {
        const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
        return { code, said: stdout + stderr };
      },
    );
  }

  it('says the same of plain and gzipped files, whatever their names end in', async () => {
    const objects = schemaOf(FIRMWARE);
    remove(objects, 'Event', 'CallSuccessful', 'hopen');
    const text = JSON.stringify({ objects });
    const plain = await run('11.24.1-January-2025.json.gz', text);
    expect(plain.code).toBe(1);
    expect(plain.said).toMatch(
      /^11\.24\.1, event CallSuccessful: .* \(hopen\)\n1 schema, .*: 1 difference\n$/,
    );
    expect(await run('11.24.1.json', gzipSync(text))).toEqual(plain);
  });

  it('ends well where nothing differs', async () => {
    const { code, said } = await run('26.1.json', JSON.stringify({ objects: schemaOf('26.1') }));
    expect(said).toMatch(/^1 schema, 18 products, \d+ nodes checked: no differences\n$/);
    expect(code).toBe(0);
  });

  it('says what is wrong with a file', async () => {
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
  ])('takes the firmware from the name: %s', (name, firmware) => {
    expect(firmwareOf(name)).toBe(firmware);
  });

  it('reads the part of the macros and that of the command-line tools', () => {
    const paths = leaves(table.status).map(([at]) => at);
    expect(paths).toContain('Call[n] Status');
    expect(paths).toContain('SystemUnit Software Version');
    expect(Object.keys(table.commands)).toEqual(expect.arrayContaining(['Dial', 'Macros Macro Save']));
  });
});

/** A schema that says what the table says, each node once for every product. */
function schemaOf(firmware: Firmware, of: Table = table): SchemaObject[] {
  const every = Object.entries(of.products).flatMap(([code, product]) => {
    const era = products.profileFor(product, firmware);
    return era ? [{ code, era }] : [];
  });
  return every.flatMap(({ code, era }) => {
    const make = (type: string, at: string, attributes: SchemaObject['attributes']): SchemaObject =>
      structuredClone({ type, path: at, products: [code], attributes });
    return [
      ...leaves(of.status).map(([at, space]) => make('Status', at, { valuespace: written(space, firmware) })),
      ...leaves(of.configuration)
        .filter(([at]) => !at.startsWith('Video '))
        .map(([at, space]) => make('Configuration', at, { valuespace: written(space, firmware) })),
      ...outputsOf(era).map(([ids, roles, preset]) =>
        make('Configuration', `Video Output Connector[${ids}] MonitorRole`, {
          default: preset,
          valuespace: { type: 'Literal', Values: [...roles] },
        }),
      ),
      ...(era.monitors.length > 0
        ? [
            make('Configuration', 'Video Monitors', {
              valuespace: { type: 'Literal', Values: [...era.monitors] },
            }),
          ]
        : []),
      ...Object.entries(of.commands).map(([at, { parameters, body }]) =>
        make('Command', at, {
          ...(body ? { multiline: 'True' } : {}),
          params: Object.entries(parameters)
            .filter(([, one]) => products.covers(one, firmware))
            .map(([name, one]) => ({
              name,
              required: one.required && products.covers(one.insisted ?? {}, firmware),
              valuespace: written(one.takes, firmware),
            })),
        }),
      ),
      ...Object.entries(of.events).map(([at, fields]) =>
        make('Event', at, {
          children: Object.fromEntries(
            Object.entries(fields)
              .filter(([, field]) => products.covers(field, firmware))
              .map(([name, { type }]) => [name, { valuespace: type }]),
          ),
        }),
      ),
    ];
  });
}

/** The outputs that take a role, the roles and the preset; two that are the same as a range. */
function outputsOf({
  roles,
  presets,
}: FirmwareProfile): [ids: string, roles: readonly string[], preset: string][] {
  const { 1: first, 2: second, 3: third } = roles;
  if (first && first === second && !third && !presets) return [['1..2', first, 'Auto']];
  return Object.entries(roles).map(([id, words]) => [id, words, presets?.[Number(id)] ?? 'Auto']);
}

function leaves(node: Node, at = ''): [string, ValueSpace][] {
  if ('space' in node) return [[at, node as ValueSpace]];
  return Object.entries(node).flatMap(([name, child]) =>
    leaves(child, name === 'each' ? `${at}[n]` : `${at} ${name}`.trim()),
  );
}

/** A value space as the schema writes it. */
function written(space: ValueSpace, firmware: Firmware): Published {
  if (space.space === 'Literal') {
    const also = space.also.filter((more) => products.covers(more, firmware));
    return { type: 'Literal', Values: [...space.known, ...also.flatMap(({ values }) => values)] };
  }
  const limits = { min: String(space.min ?? 0), max: String(space.max ?? 99) };
  return space.space === 'Integer'
    ? { type: 'Integer', Min: limits.min, Max: limits.max }
    : { type: 'String', MinLength: limits.min, MaxLength: limits.max };
}

/** The object of a node for a product, and its parts. */
function object(all: readonly SchemaObject[], type: string, at: string, product: string) {
  const found = all.find((one) => one.type === type && one.path === at && one.products.includes(product));
  if (!found) return fail(`${type} ${at} of ${product}`);
  const { valuespace, params, children } = found.attributes;
  return {
    object: found,
    space: valuespace ?? { type: '' },
    values: valuespace?.Values ?? [],
    params: params ?? [],
    fields: children ?? {},
  };
}

function parameter(all: readonly SchemaObject[], command: string, name: string) {
  const found = object(all, 'Command', command, 'hopen').params.find((one) => one.name === name);
  return found ?? fail(`${command} ${name}`);
}

function remove(all: SchemaObject[], type: string, at: string, product: string): void {
  all.splice(all.indexOf(object(all, type, at, product).object), 1);
}

function fail(what: string): never {
  throw new Error(`no ${what} in the schema that was made`);
}
