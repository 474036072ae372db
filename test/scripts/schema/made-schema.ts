/** A schema that agrees with the tables of the sources, and ways to change it. */
import { table } from '../../../scripts/schema/main';
import type { Table } from '../../../scripts/schema/compare';
import type { Published, SchemaObject } from '../../../scripts/schema/published';
import { leavesOf } from '../../../src/codec-tool/paths-in-use';
import * as products from '../../../src/xapi/products';
import type { FirmwareProfile } from '../../../src/xapi/products';
import type { Firmware, ValueSpace } from '../../../src/xapi/schema-subset';

export const FIRMWARE = '11.24';

/** A schema that agrees with the table, with each node once for every product. */
export function schemaOf(firmware: Firmware, of: Table = table): SchemaObject[] {
  const every = Object.entries(of.products).flatMap(([code, product]) => {
    const profile = products.profileFor(product, firmware);
    return profile ? [{ code, profile }] : [];
  });
  return every.flatMap(({ code, profile }) => {
    const make = (type: string, at: string, attributes: SchemaObject['attributes']): SchemaObject =>
      structuredClone({ type, path: at, products: [code], attributes });
    return [
      ...leavesOf(of.status).map(([at, space]) =>
        make('Status', at, { valuespace: written(space, firmware) }),
      ),
      ...leavesOf(of.configuration)
        .filter(([at]) => !/^Video (Monitors|Output Connector)|^UserInterface OSD/.test(at))
        .filter(([at]) => products.covers(of.onSomeProducts[at] ?? {}, firmware))
        .map(([at, space]) =>
          make('Configuration', at, {
            ...(at.endsWith('MirroringType') ? { default: of.mirroringPreset(code) } : {}),
            valuespace: written(space, firmware),
          }),
        ),
      make('Configuration', 'UserInterface OSD Output', onScreen(of, code, firmware)),
      ...outputsOf(profile).map(([ids, roles, preset]) =>
        make('Configuration', `Video Output Connector[${ids}] MonitorRole`, {
          default: preset,
          valuespace: { type: 'Literal', Values: [...roles] },
        }),
      ),
      ...(profile.monitors.length > 0
        ? [
            make('Configuration', 'Video Monitors', {
              valuespace: { type: 'Literal', Values: [...profile.monitors] },
            }),
          ]
        : []),
      ...Object.entries(of.commands).map(([at, { parameters, body }]) =>
        make('Command', at, {
          ...(body ? { multiline: 'True' } : {}),
          params: Object.entries(parameters).map(([name, one]) => ({
            name,
            required: one.required && products.covers(one.insisted ?? {}, firmware),
            valuespace: written(one.takes, firmware),
          })),
        }),
      ),
      ...Object.entries(of.events).map(([at, fields]) =>
        make('Event', at, {
          children: Object.fromEntries(
            Object.entries(fields).map(([name, type]) => [name, { valuespace: type }]),
          ),
        }),
      ),
    ];
  });
}

function onScreen(of: Table, code: string, firmware: Firmware): SchemaObject['attributes'] {
  const { values, preset } = of.onScreenOutputs(code, firmware);
  return { default: preset, valuespace: { type: 'Literal', Values: [...values] } };
}

/** The outputs that accept a role, the roles and the default; two equal ones as a range. */
export function outputsOf({
  roles,
  presets,
}: FirmwareProfile): [ids: string, roles: readonly string[], preset: string][] {
  const { 1: first, 2: second, 3: third } = roles;
  if (first && first === second && !third && !presets) return [['1..2', first, 'Auto']];
  return Object.entries(roles).map(([id, words]) => [id, words, presets?.[Number(id)] ?? 'Auto']);
}

/** A value space as the schema writes it. */
export function written(space: ValueSpace, firmware: Firmware): Published {
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
export function object(all: readonly SchemaObject[], type: string, at: string, product = 'hopen') {
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

export function parameter(all: readonly SchemaObject[], command: string, name: string) {
  const found = object(all, 'Command', command).params.find((one) => one.name === name);
  return found ?? fail(`${command} ${name}`);
}

/** Returns what it has removed. */
export function remove(all: SchemaObject[], type: string, at: string, product?: string): SchemaObject[] {
  return all.splice(all.indexOf(object(all, type, at, product).object), 1);
}

export function fail(what: string): never {
  throw new Error(`no ${what} in the schema that was made`);
}
