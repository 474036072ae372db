/** Compares the table of the xAPI that the macros use with one schema. */
import type * as products from '../../src/xapi/products';
import type { FirmwareProfile } from '../../src/xapi/products';
import type { Command, Field, Firmware, Parameter, Span, ValueSpace } from '../../src/xapi/schema-subset';
import { byNode, idsIn } from './published';
import type { Published, PublishedParameter, SchemaObject } from './published';
import { bodyTold, NOTHING, requiredTold, told } from './differences';
import type { Checked, Finding } from './differences';

export type Node = ValueSpace | { readonly each: Node } | { readonly [name: string]: Node };

/** What schema-subset.ts and products.ts export, with the nodes that the command-line tools use. */
export interface Table {
  readonly status: Node;
  readonly configuration: Node;
  readonly commands: Readonly<Record<string, Command>>;
  readonly events: Readonly<Record<string, Readonly<Record<string, Field>>>>;
  readonly eventsUnpublished: readonly Span[];
  readonly onSomeProducts: Readonly<Record<string, Span>>;
  readonly published: readonly Firmware[];
  readonly products: typeof products.products;
  readonly onlyInSchema: typeof products.onlyInSchema;
  readonly profileFor: typeof products.profileFor;
  readonly onScreenOutputs: typeof products.onScreenOutputs;
  readonly mirroringPreset: typeof products.mirroringPreset;
  readonly covers: (span: Span, firmware: Firmware) => boolean;
}

type Differs = (node: string, table: string, schema: string) => void;

/** A node of the table, and how it is compared with the schema for a product. */
interface CheckedNode {
  readonly type: string;
  readonly path: string;
  readonly check: (
    found: readonly SchemaObject[],
    profile: FirmwareProfile,
    differs: Differs,
    code: string,
  ) => void;
}

const ROLE = 'Video Output Connector[n] MonitorRole';
const MONITORS = 'Video Monitors';
const ON_SCREEN = 'UserInterface OSD Output';
const MIRRORING = 'Video Output MirroringType';

/** Every difference between the table and one schema. */
export function check(table: Table, firmware: Firmware, objects: readonly SchemaObject[]): Checked {
  const published = byNode(objects);
  const known = new Set(objects.flatMap((object) => object.products));
  const findings: Finding[] = [];
  let nodes = 0;
  const differsFor =
    (product: string): Differs =>
    (node, says, schema) => {
      findings.push({ firmware, product, node, table: says, schema });
    };
  const profiles: Record<string, FirmwareProfile> = {};
  for (const [code, product] of Object.entries(table.products)) {
    const profile = table.profileFor(product, firmware);
    if (profile && known.has(code)) profiles[code] = profile;
    else if (profile) differsFor(code)('the product', `it is there, ${product.name}`, NOTHING);
  }
  for (const node of nodesOf(table, firmware, objects)) {
    for (const [code, profile] of Object.entries(profiles)) {
      nodes += 1;
      const found = published(node.type, node.path).filter(({ products }) => products.includes(code));
      node.check(found, profile, differsFor(code), code);
    }
  }
  for (const [what, type, path] of [
    ['the command Dial', 'Command', 'Dial'],
    ['a MonitorRole', 'Configuration', ROLE],
  ] as const) {
    const having = published(type, path).flatMap(({ products }) => products);
    for (const code of new Set(having)) {
      const exception = table.onlyInSchema[code];
      if (exception && table.covers(exception, firmware)) continue;
      if (!profiles[code]) differsFor(code)('the product', saysOfMissing(table, code), `it has ${what}`);
    }
  }
  for (const [path, span] of Object.entries(table.onSomeProducts)) {
    const isThere = published('Configuration', path).length > 0;
    const says = table.covers(span, firmware) ? 'some have it' : NOTHING;
    if ((says === NOTHING) === isThere)
      differsFor('all products')(`configuration ${path}`, says, isThere ? 'some have it' : NOTHING);
  }
  return { firmware, products: Object.keys(profiles), nodes, findings };
}

/** Every node of the table, and how it is compared with the schema for a product. */
function nodesOf(table: Table, firmware: Firmware, objects: readonly SchemaObject[]): readonly CheckedNode[] {
  const statuses = leavesOf(table.status).map(([path, space]): CheckedNode => {
    const says = expected(table, firmware, space);
    const check: CheckedNode['check'] = (found, _, differs) => {
      checkLeaf(`status ${path}`, says, found, differs);
    };
    return { type: 'Status', path, check };
  });
  const configurations = leavesOf(table.configuration).map(([path, space]): CheckedNode => {
    const says = expected(table, firmware, space);
    const check: CheckedNode['check'] = (found, profile, differs, code) => {
      if (path === MIRRORING) checkPreset(path, table.mirroringPreset(code), found, differs);
      if (path === ROLE) checkRoles(says, profile, found, differs);
      else if (path === MONITORS) checkMonitors(says, profile, found, differs);
      else if (path === ON_SCREEN) {
        const { values, preset } = table.onScreenOutputs(code, firmware);
        checkLeaf(`configuration ${path}`, literal(values), found, differs);
        checkPreset(path, preset, found, differs);
      } else if (found.length > 0 || !table.onSomeProducts[path])
        checkLeaf(`configuration ${path}`, says, found, differs);
    };
    return { type: 'Configuration', path, check };
  });
  const commands = Object.entries(table.commands).map(([path, command]): CheckedNode => {
    const check: CheckedNode['check'] = (found, _, differs) => {
      checkCommand(table, firmware, path, command, found, differs);
    };
    return { type: 'Command', path, check };
  });
  const hasEvents =
    objects.some(({ type }) => type === 'Event') ||
    !table.eventsUnpublished.some((span) => table.covers(span, firmware));
  const events = Object.entries(hasEvents ? table.events : {}).map(([path, fields]): CheckedNode => {
    const check: CheckedNode['check'] = (found, _, differs) => {
      checkEvent(table, firmware, path, fields, found, differs);
    };
    return { type: 'Event', path, check };
  });
  return [...statuses, ...configurations, ...commands, ...events];
}

function checkLeaf(node: string, says: Published, found: readonly SchemaObject[], differs: Differs): void {
  if (found.length === 0) differs(node, told(says), NOTHING);
  for (const { attributes } of found) checkSpace(node, says, attributes.valuespace, differs);
}

/** MonitorRole: exactly the outputs of the product, their roles and presets. */
function checkRoles(
  all: Published,
  profile: FirmwareProfile,
  found: readonly SchemaObject[],
  differs: Differs,
): void {
  const published = new Map(
    found.flatMap(({ path, attributes }) => idsIn(path).map((id) => [id, attributes] as const)),
  );
  for (const id of new Set([...Object.keys(profile.roles), ...published.keys()])) {
    const node = `configuration Video Output Connector[${id}] MonitorRole`;
    const roles = profile.roles[Number(id)];
    const theirs = published.get(id);
    if (!roles || !theirs) {
      differs(node, told(roles && literal(roles)), told(theirs?.valuespace));
      continue;
    }
    checkSpace(node, literal(roles), theirs.valuespace, differs);
    checkKnown(node, roles, all, theirs.valuespace, differs);
    const preset = profile.presets?.[Number(id)] ?? 'Auto';
    if (theirs.default !== preset)
      differs(node, `preset to ${preset}`, `preset to ${theirs.default ?? 'nothing'}`);
  }
}

/** Video Monitors: exactly the modes of the product. */
function checkMonitors(
  all: Published,
  profile: FirmwareProfile,
  found: readonly SchemaObject[],
  differs: Differs,
): void {
  const node = `configuration ${MONITORS}`;
  if (profile.monitors.length > 0) checkLeaf(node, literal(profile.monitors), found, differs);
  else if (found.length > 0) differs(node, NOTHING, told(found[0]?.attributes.valuespace));
  checkKnown(node, profile.monitors, all, found[0]?.attributes.valuespace, differs);
}

function checkPreset(path: string, preset: string, found: readonly SchemaObject[], differs: Differs): void {
  for (const { attributes } of found) {
    const theirs = attributes.default ?? 'nothing';
    if (theirs !== preset) differs(`configuration ${path}`, `preset to ${preset}`, `preset to ${theirs}`);
  }
}

/** The values in products.ts must be a subset of those in schema-subset.ts. */
function checkKnown(
  node: string,
  values: readonly string[],
  all: Published,
  theirs: Published | undefined,
  differs: Differs,
): void {
  const more = values.filter((value) => !all.Values?.includes(value));
  if (more.length > 0)
    differs(node, `${more.join(', ')} in products.ts, but not in schema-subset.ts`, told(theirs));
}

function checkCommand(
  table: Table,
  firmware: Firmware,
  path: string,
  command: Command,
  found: readonly SchemaObject[],
  differs: Differs,
): void {
  if (found.length === 0) differs(`command ${path}`, 'it is there', NOTHING);
  for (const { attributes } of found) {
    const body = attributes.multiline === 'True';
    if (body !== command.body) differs(`command ${path}`, bodyTold(command.body), bodyTold(body));
    const params = attributes.params ?? [];
    for (const [name, parameter] of Object.entries(command.parameters)) {
      const theirs = params.find((param) => param.name === name);
      checkParameter(table, firmware, `command ${path}, parameter ${name}`, parameter, theirs, differs);
    }
    for (const param of params) {
      if (param.required && !command.parameters[param.name])
        differs(`command ${path}, parameter ${param.name}`, NOTHING, 'it is required');
    }
  }
}

function checkParameter(
  table: Table,
  firmware: Firmware,
  node: string,
  parameter: Parameter,
  theirs: PublishedParameter | undefined,
  differs: Differs,
): void {
  const says = expected(table, firmware, parameter.takes);
  const isThere = table.covers(parameter, firmware);
  if (!theirs) {
    if (isThere) differs(node, told(says), NOTHING);
    return;
  }
  if (!isThere) return differs(node, NOTHING, told(theirs.valuespace));
  const isRequired = parameter.required && table.covers(parameter.insisted ?? {}, firmware);
  if (isRequired !== theirs.required) differs(node, requiredTold(isRequired), requiredTold(theirs.required));
  checkSpace(node, says, theirs.valuespace, differs);
}

function checkEvent(
  table: Table,
  firmware: Firmware,
  path: string,
  fields: Readonly<Record<string, Field>>,
  found: readonly SchemaObject[],
  differs: Differs,
): void {
  if (found.length === 0) differs(`event ${path}`, 'it is there', NOTHING);
  for (const { attributes } of found) {
    for (const [name, field] of Object.entries(fields)) {
      const says = table.covers(field, firmware) ? field.type : NOTHING;
      const theirs = attributes.children?.[name]?.valuespace ?? NOTHING;
      if (says !== theirs) differs(`event ${path}, field ${name}`, says, theirs);
    }
  }
}

/** Literals must have the same values; limits are compared if the table declares them. */
function checkSpace(node: string, says: Published, theirs: Published | undefined, differs: Differs): void {
  if (theirs?.type !== says.type) return differs(node, told(says), told(theirs));
  const less = (says.Values ?? []).filter((value) => !theirs.Values?.includes(value));
  const more = (theirs.Values ?? []).filter((value) => !says.Values?.includes(value));
  if (less.length + more.length > 0) {
    const without = less.length > 0 ? ` without ${less.join(', ')}` : '';
    const and = more.length > 0 ? ` with ${more.join(', ')}` : '';
    differs(node, told(says), `the same${without}${without && and ? ' and' : ''}${and}`);
  }
  const limits = ['Min', 'Max', 'MinLength', 'MaxLength'] as const;
  if (limits.some((limit) => says[limit] !== undefined && says[limit] !== theirs[limit]))
    differs(node, told(says), told(theirs));
}

function saysOfMissing(table: Table, code: string): string {
  const product = table.products[code];
  return product ? `${product.name} is not there on this firmware` : NOTHING;
}

/** The expected value space in the schema of a firmware. */
function expected(table: Table, firmware: Firmware, space: ValueSpace): Published {
  if (space.space === 'Literal') {
    const also = space.also.filter((more) => table.covers(more, firmware));
    return literal([...space.known, ...also.flatMap(({ values }) => values)]);
  }
  const [min, max] =
    space.space === 'Integer' ? (['Min', 'Max'] as const) : (['MinLength', 'MaxLength'] as const);
  return {
    type: space.space,
    ...(space.min === undefined ? {} : { [min]: String(space.min) }),
    ...(space.max === undefined ? {} : { [max]: String(space.max) }),
  };
}

function literal(values: readonly string[]): Published {
  return { type: 'Literal', Values: [...values] };
}

/** The leaves below a node, with paths as the schema writes them. */
function leavesOf(node: Node, path = ''): [string, ValueSpace][] {
  if (isSpace(node)) return [[path, node]];
  if (isEach(node)) return leavesOf(node.each, `${path}[n]`);
  return Object.entries(node).flatMap(([name, child]) => leavesOf(child, path ? `${path} ${name}` : name));
}

function isSpace(node: Node): node is ValueSpace {
  return 'space' in node && typeof node.space === 'string';
}

function isEach(node: Node): node is { readonly each: Node } {
  return 'each' in node;
}
