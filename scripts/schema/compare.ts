/** Compares the table of the xAPI that the macros use with one schema. */
import { leavesOf } from '../../src/codec-tool/paths-in-use';
import type * as products from '../../src/xapi/products';
import type { FirmwareProfile } from '../../src/xapi/products';
import type * as subset from '../../src/xapi/schema-subset';
import type {
  Command,
  EventFields,
  Firmware,
  Node,
  Parameter,
  Span,
  ValueSpace,
} from '../../src/xapi/schema-subset';
import { byNode, idsIn } from './published';
import type { Published, PublishedParameter, SchemaObject } from './published';

interface Nodes {
  readonly status: Node;
  readonly configuration: Node;
  readonly commands: Readonly<Record<string, Command>>;
  readonly events: Readonly<Record<string, EventFields>>;
}

/** What schema-subset.ts and products.ts export, with the nodes that the command-line tools use. */
export type Table = typeof products & Omit<typeof subset, keyof Nodes> & Nodes;

/** A difference: what the table says about a node, and what the schema says. */
interface Finding {
  readonly firmware: Firmware;
  readonly product: string;
  readonly node: string;
  readonly table: string;
  readonly schema: string;
}

export interface Checked {
  readonly firmware: Firmware;
  readonly products: readonly string[];
  readonly nodes: number;
  readonly findings: readonly Finding[];
}

const NOTHING = 'nothing of it';
const ROLE = 'Video Output Connector[n] MonitorRole';
const MONITORS = 'Video Monitors';
const ON_SCREEN = 'UserInterface OSD Output';
const MIRRORING = 'Video Output MirroringType';

/** Every difference between the table and one schema. */
export function check(table: Table, firmware: Firmware, objects: readonly SchemaObject[]): Checked {
  const schema = new SchemaCheck(table, firmware, objects);
  const checked = schema.checkProducts();
  schema.checkOtherProducts(checked);
  schema.checkOnSomeProducts();
  return { firmware, products: checked, nodes: schema.nodes, findings: schema.findings };
}

class SchemaCheck {
  readonly findings: Finding[] = [];
  nodes = 0;
  private readonly find: ReturnType<typeof byNode>;
  /** The product that is checked. */
  private product = '';

  constructor(
    private readonly table: Table,
    private readonly firmware: Firmware,
    private readonly objects: readonly SchemaObject[],
  ) {
    this.find = byNode(objects);
  }

  /** The products of the table that the schema has. */
  checkProducts(): readonly string[] {
    const known = new Set(this.objects.flatMap((object) => object.products));
    const there = Object.entries(this.table.products).flatMap(([code, product]) => {
      const profile = this.table.profileFor(product, this.firmware);
      return profile ? [{ code, name: product.name, profile }] : [];
    });
    for (const { code, name, profile } of there) {
      this.product = code;
      if (known.has(code)) this.checkNodes(profile);
      else this.differs('the product', `it is there, ${name}`, NOTHING);
    }
    return there.map(({ code }) => code).filter((code) => known.has(code));
  }

  /** Products of the schema that can run a macro, though the table does not have them. */
  checkOtherProducts(checked: readonly string[]): void {
    for (const [what, type, path] of [
      ['the command Dial', 'Command', 'Dial'],
      ['a MonitorRole', 'Configuration', ROLE],
    ] as const) {
      for (const code of new Set(this.find(type, path).flatMap(({ products: all }) => all))) {
        const exception = this.table.onlyInSchema[code];
        if (checked.includes(code) || (exception && this.isCovered(exception))) continue;
        const product = this.table.products[code];
        this.product = code;
        const says = product ? `${product.name} is not there on this firmware` : NOTHING;
        this.differs('the product', says, `it has ${what}`);
      }
    }
  }

  checkOnSomeProducts(): void {
    this.product = 'all products';
    for (const [path, span] of Object.entries(this.table.onSomeProducts)) {
      const inWords = (is: boolean): string => (is ? 'some have it' : NOTHING);
      const theirs = this.find('Configuration', path).length > 0;
      this.compare(`configuration ${path}`, inWords(this.isCovered(span)), inWords(theirs));
    }
  }

  private checkNodes(profile: FirmwareProfile): void {
    const { table } = this;
    for (const [path, space] of leavesOf(table.status))
      this.checkLeaf(`status ${path}`, this.expected(space), this.objectsOf('Status', path));
    for (const [path, space] of leavesOf(table.configuration))
      this.checkConfiguration(path, this.expected(space), profile);
    for (const [path, command] of Object.entries(table.commands)) this.checkCommand(path, command);
    const hasEvents =
      this.objects.some(({ type }) => type === 'Event') ||
      !table.eventsUnpublished.some((span) => this.isCovered(span));
    for (const [path, fields] of Object.entries(hasEvents ? table.events : {})) this.checkEvent(path, fields);
  }

  /** The objects of a node that the product has. */
  private objectsOf(type: string, path: string): readonly SchemaObject[] {
    this.nodes += 1;
    return this.find(type, path).filter(({ products: all }) => all.includes(this.product));
  }

  private checkConfiguration(path: string, says: Published, profile: FirmwareProfile): void {
    const found = this.objectsOf('Configuration', path);
    const node = `configuration ${path}`;
    if (path === ROLE) return this.checkRoles(says, profile, found);
    if (path === MONITORS) return this.checkMonitors(node, says, profile, found);
    if (path === ON_SCREEN) {
      const { values, preset } = this.table.onScreenOutputs(this.product, this.firmware);
      this.checkLeaf(node, literal(values), found);
      return this.checkPreset(node, preset, found);
    }
    if (path === MIRRORING) this.checkPreset(node, this.table.mirroringPreset(this.product), found);
    if (found.length > 0 || !this.table.onSomeProducts[path]) this.checkLeaf(node, says, found);
  }

  /** MonitorRole: exactly the outputs of the product, their roles and presets. */
  private checkRoles(all: Published, profile: FirmwareProfile, found: readonly SchemaObject[]): void {
    const published = new Map(
      found.flatMap((object) => idsIn(object.path).map((id) => [id, object] as const)),
    );
    for (const id of new Set([...Object.keys(profile.roles), ...published.keys()])) {
      const node = `configuration Video Output Connector[${id}] MonitorRole`;
      const roles = profile.roles[Number(id)];
      const theirs = published.get(id);
      if (!roles || !theirs) {
        this.differs(node, told(roles && literal(roles)), told(theirs?.attributes.valuespace));
        continue;
      }
      this.checkLeaf(node, literal(roles), [theirs]);
      this.checkKnown(node, roles, all, theirs);
      this.checkPreset(node, profile.presets?.[Number(id)] ?? 'Auto', [theirs]);
    }
  }

  /** Video Monitors: exactly the modes of the product. */
  private checkMonitors(
    node: string,
    all: Published,
    { monitors }: FirmwareProfile,
    found: readonly SchemaObject[],
  ): void {
    if (monitors.length > 0) this.checkLeaf(node, literal(monitors), found);
    else if (found.length > 0) this.differs(node, NOTHING, told(found[0]?.attributes.valuespace));
    this.checkKnown(node, monitors, all, found[0]);
  }

  /** The values in products.ts must be a subset of those in schema-subset.ts. */
  private checkKnown(node: string, values: readonly string[], all: Published, theirs?: SchemaObject): void {
    const more = values.filter((value) => !all.Values?.includes(value));
    if (more.length === 0) return;
    const says = `${more.join(', ')} in products.ts, but not in schema-subset.ts`;
    this.differs(node, says, told(theirs?.attributes.valuespace));
  }

  private checkPreset(node: string, preset: string, found: readonly SchemaObject[]): void {
    for (const { attributes } of found)
      this.compare(node, `preset to ${preset}`, `preset to ${attributes.default ?? 'nothing'}`);
  }

  private checkCommand(path: string, { body, parameters }: Command): void {
    const node = `command ${path}`;
    const found = this.objectsOf('Command', path);
    if (found.length === 0) this.differs(node, 'it is there', NOTHING);
    const inWords = (hasBody: boolean): string => (hasBody ? 'it takes a body' : 'it takes no body');
    for (const { attributes } of found) {
      this.compare(node, inWords(body), inWords(attributes.multiline === 'True'));
      const params = attributes.params ?? [];
      for (const [name, parameter] of Object.entries(parameters)) {
        const theirs = params.find((param) => param.name === name);
        this.checkParameter(`${node}, parameter ${name}`, parameter, theirs);
      }
      for (const { name } of params.filter(({ name, required }) => required && !parameters[name]))
        this.differs(`${node}, parameter ${name}`, NOTHING, 'it is required');
    }
  }

  private checkParameter(node: string, parameter: Parameter, theirs: PublishedParameter | undefined): void {
    const says = this.expected(parameter.takes);
    if (!theirs) return this.differs(node, told(says), NOTHING);
    const inWords = (isRequired: boolean): string => (isRequired ? 'it is required' : 'it is optional');
    const isRequired = parameter.required && this.isCovered(parameter.insisted ?? {});
    this.compare(node, inWords(isRequired), inWords(theirs.required));
    this.checkSpace(node, says, theirs.valuespace);
  }

  private checkEvent(path: string, fields: EventFields): void {
    const found = this.objectsOf('Event', path);
    if (found.length === 0) this.differs(`event ${path}`, 'it is there', NOTHING);
    for (const { attributes } of found) {
      for (const [name, field] of Object.entries(fields)) {
        const theirs = attributes.children?.[name]?.valuespace ?? NOTHING;
        this.compare(`event ${path}, field ${name}`, field, theirs);
      }
    }
  }

  private checkLeaf(node: string, says: Published, found: readonly SchemaObject[]): void {
    if (found.length === 0) this.differs(node, told(says), NOTHING);
    for (const { attributes } of found) this.checkSpace(node, says, attributes.valuespace);
  }

  /** Literals must have the same values; limits are compared if the table declares them. */
  private checkSpace(node: string, says: Published, theirs: Published | undefined): void {
    if (theirs?.type !== says.type) return this.differs(node, told(says), told(theirs));
    const less = (says.Values ?? []).filter((value) => !theirs.Values?.includes(value));
    const more = (theirs.Values ?? []).filter((value) => !says.Values?.includes(value));
    const changes = [
      ...(less.length > 0 ? [`without ${less.join(', ')}`] : []),
      ...(more.length > 0 ? [`with ${more.join(', ')}`] : []),
    ];
    if (changes.length > 0) this.differs(node, told(says), `the same ${changes.join(' and ')}`);
    const limits = ['Min', 'Max', 'MinLength', 'MaxLength'] as const;
    if (limits.some((limit) => says[limit] !== undefined && says[limit] !== theirs[limit]))
      this.differs(node, told(says), told(theirs));
  }

  /** The expected value space in the schema of the firmware. */
  private expected(space: ValueSpace): Published {
    if (space.space === 'Literal') {
      const also = space.also.filter((more) => this.isCovered(more));
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

  private isCovered(span: Span): boolean {
    return this.table.covers(span, this.firmware);
  }

  private compare(node: string, table: string, schema = NOTHING): void {
    if (table !== schema) this.differs(node, table, schema);
  }

  private differs(node: string, table: string, schema: string): void {
    this.findings.push({ firmware: this.firmware, product: this.product, node, table, schema });
  }
}

function literal(values: readonly string[]): Published {
  return { type: 'Literal', Values: [...values] };
}

function told(space: Published | undefined): string {
  if (!space) return NOTHING;
  if (space.Values) return [...space.Values].sort().join(', ');
  const min = space.Min ?? space.MinLength;
  const max = space.Max ?? space.MaxLength;
  const limits = min === undefined && max === undefined ? '' : ` ${min ?? ''}..${max ?? ''}`;
  return space.type + limits;
}
