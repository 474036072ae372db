/**
 * `npm run check:schema -- FILE...`: holds the slice of the xAPI that the macros use (src/xapi/schema-subset.ts and
 * src/xapi/products.ts) against the schema files that Cisco publishes, plain or gzipped. Read-only.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { fromSources } from './sources.mjs';

/** @typedef {import('../src/xapi/schema-subset').Firmware} Firmware */
/** @typedef {import('../src/xapi/schema-subset').Span} Span */
/** @typedef {import('../src/xapi/schema-subset').ValueSpace} ValueSpace */
/** @typedef {import('../src/xapi/schema-subset').Parameter} Parameter */
/** @typedef {import('../src/xapi/schema-subset').Command} Command */
/** @typedef {import('../src/xapi/schema-subset').Field} Field */
/** @typedef {import('../src/xapi/products').Product} Product */
/** @typedef {import('../src/xapi/products').FirmwareProfile} FirmwareProfile */
/** @typedef {ValueSpace | { readonly each: Node } | { readonly [name: string]: Node }} Node */

/**
 * What schema-subset.ts and products.ts export.
 * @typedef {object} Table
 * @property {Node} status
 * @property {Node} configuration
 * @property {Readonly<Record<string, Command>>} commands
 * @property {Readonly<Record<string, Readonly<Record<string, Field>>>>} events
 * @property {readonly Firmware[]} eventsUnpublished
 * @property {readonly Firmware[]} published
 * @property {Readonly<Record<string, Product>>} products
 * @property {(product: Product, firmware: Firmware) => FirmwareProfile | undefined} profileFor
 * @property {(span: Span, firmware: Firmware) => boolean} covers
 */

/**
 * A value space as the schema writes it: numbers are text.
 * @typedef {object} Published
 * @property {string} type
 * @property {string[]} [Values]
 * @property {string} [Min]
 * @property {string} [Max]
 * @property {string} [MinLength]
 * @property {string} [MaxLength]
 */

/** @typedef {{ name: string, required: boolean, valuespace: Published }} PublishedParameter */

/**
 * What the schema says of one node, for some products.
 * @typedef {object} SchemaObject
 * @property {string} type
 * @property {string} path
 * @property {string[]} products
 * @property {object} attributes
 * @property {Published} [attributes.valuespace]
 * @property {string} [attributes.default]
 * @property {PublishedParameter[]} [attributes.params]
 * @property {string} [attributes.multiline]
 * @property {Record<string, { valuespace: string }>} [attributes.children]
 */

/** @typedef {{ firmware: Firmware, product: string, node: string, table: string, schema: string }} Finding */
/** @typedef {{ firmware: Firmware, products: string[], nodes: number, findings: Finding[] }} Checked */
/** @typedef {(node: string, table: string, schema: string) => void} Differs */

const NOTHING = 'nothing of it';
const ROLE = 'Video Output Connector[n] MonitorRole';
const MONITORS = 'Video Monitors';

/** Slice and products, as they are in the sources. */
export async function tableOfTheSources() {
  const table = await fromSources(
    "export * from './src/xapi/schema-subset.ts'; export * from './src/xapi/products.ts';",
  );
  return /** @type {Table} */ (table);
}

/**
 * The firmware that a schema is of, from the name of its file.
 * @param {string} file
 */
export function firmwareOf(file) {
  const found = /^\d+\.\d+(\.\d+)?(?!\d)/.exec(basename(file));
  if (found) return /** @type {Firmware} */ (found[0]);
  throw new Error(
    `${file}: its name does not tell the firmware. Name it after the firmware, as in 11.14.5.0.json.gz or 26.1.1-December-2025.json`,
  );
}

/**
 * The objects of a schema file, plain or gzipped.
 * @param {Uint8Array} bytes
 * @param {string} file
 */
export function objectsIn(bytes, file) {
  try {
    const isGzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = new TextDecoder().decode(isGzipped ? gunzipSync(bytes) : bytes);
    const { objects } = JSON.parse(text);
    if (!Array.isArray(objects) || objects.length === 0) throw new Error('no { "objects": [...] } in it');
    return /** @type {SchemaObject[]} */ (objects);
  } catch (error) {
    throw new Error(`${file}: not a schema (${error instanceof Error ? error.message : error})`, {
      cause: error,
    });
  }
}

/**
 * Every difference between the table and one schema.
 * @param {Table} table
 * @param {Firmware} firmware
 * @param {readonly SchemaObject[]} objects
 * @returns {Checked}
 */
export function check(table, firmware, objects) {
  const published = byNode(objects);
  const known = new Set(objects.flatMap((object) => object.products));
  /** @type {Finding[]} */
  const findings = [];
  let nodes = 0;
  /** @param {string} product @returns {Differs} */
  const differsFor = (product) => (node, says, schema) => {
    findings.push({ firmware, product, node, table: says, schema });
  };
  /** @type {Record<string, FirmwareProfile>} */
  const profiles = {};
  for (const [code, product] of Object.entries(table.products)) {
    const era = table.profileFor(product, firmware);
    if (era && known.has(code)) profiles[code] = era;
    else if (era) differsFor(code)('the product', `it is there, ${product.name}`, NOTHING);
  }
  for (const node of nodesOf(table, firmware, objects)) {
    for (const [code, era] of Object.entries(profiles)) {
      nodes += 1;
      const found = published(node.type, node.path).filter(({ products }) => products.includes(code));
      node.check(found, era, differsFor(code));
    }
  }
  for (const [what, type, path] of [
    ['the command Dial', 'Command', 'Dial'],
    ['a MonitorRole', 'Configuration', ROLE],
  ]) {
    const having = published(String(type), String(path)).flatMap(({ products }) => products);
    for (const code of new Set(having)) {
      if (!profiles[code]) differsFor(code)('the product', saysOfMissing(table, code), `it has ${what}`);
    }
  }
  return { firmware, products: Object.keys(profiles), nodes, findings };
}

/**
 * Every node of the slice, with how it is held against what the schema has there for a product.
 * @param {Table} table
 * @param {Firmware} firmware
 * @param {readonly SchemaObject[]} objects
 */
function nodesOf(table, firmware, objects) {
  /** @type {{ type: string, path: string, check: (found: SchemaObject[], profile: FirmwareProfile, differs: Differs) => void }[]} */
  const nodes = [];
  for (const [path, space] of leavesOf(table.status)) {
    nodes.push({
      type: 'Status',
      path,
      check: (found, _, differs) =>
        checkLeaf(`status ${path}`, expected(table, firmware, space), found, differs),
    });
  }
  for (const [path, space] of leavesOf(table.configuration)) {
    const says = expected(table, firmware, space);
    nodes.push({
      type: 'Configuration',
      path,
      check: (found, era, differs) => {
        if (path === ROLE) checkRoles(says, era, found, differs);
        else if (path === MONITORS) checkMonitors(says, era, found, differs);
        else checkLeaf(`configuration ${path}`, says, found, differs);
      },
    });
  }
  for (const [path, command] of Object.entries(table.commands)) {
    nodes.push({
      type: 'Command',
      path,
      check: (found, _, differs) => checkCommand(table, firmware, path, command, found, differs),
    });
  }
  const hasEvents = objects.some(({ type }) => type === 'Event');
  const mayLackEvents = table.eventsUnpublished.some((one) =>
    table.covers({ since: one, until: one }, firmware),
  );
  for (const [path, fields] of Object.entries(hasEvents || !mayLackEvents ? table.events : {})) {
    nodes.push({
      type: 'Event',
      path,
      check: (found, _, differs) => checkEvent(table, firmware, path, fields, found, differs),
    });
  }
  return nodes;
}

/**
 * @param {string} node
 * @param {Published} says
 * @param {readonly SchemaObject[]} found
 * @param {Differs} differs
 */
function checkLeaf(node, says, found, differs) {
  if (found.length === 0) differs(node, told(says), NOTHING);
  for (const { attributes } of found) checkSpace(node, says, attributes.valuespace, differs);
}

/**
 * MonitorRole: exactly the outputs of the product, their roles and presets.
 * @param {Published} all
 * @param {FirmwareProfile} era
 * @param {readonly SchemaObject[]} found
 * @param {Differs} differs
 */
function checkRoles(all, era, found, differs) {
  const published = new Map(
    found.flatMap(({ path, attributes }) => idsIn(path).map((id) => [id, attributes])),
  );
  for (const id of new Set([...Object.keys(era.roles), ...published.keys()])) {
    const node = `configuration Video Output Connector[${id}] MonitorRole`;
    const roles = era.roles[Number(id)];
    const theirs = published.get(id);
    if (!roles || !theirs) {
      differs(node, told(roles && literal(roles)), told(theirs?.valuespace));
      continue;
    }
    checkSpace(node, literal(roles), theirs.valuespace, differs);
    checkKnown(node, roles, all, theirs.valuespace, differs);
    const preset = era.presets?.[Number(id)] ?? 'Auto';
    if (theirs.default !== preset)
      differs(node, `preset to ${preset}`, `preset to ${theirs.default ?? 'nothing'}`);
  }
}

/**
 * Video Monitors: exactly the modes of the product.
 * @param {Published} all
 * @param {FirmwareProfile} era
 * @param {readonly SchemaObject[]} found
 * @param {Differs} differs
 */
function checkMonitors(all, era, found, differs) {
  const node = `configuration ${MONITORS}`;
  if (era.monitors.length > 0) checkLeaf(node, literal(era.monitors), found, differs);
  else if (found.length > 0) differs(node, NOTHING, told(found[0]?.attributes.valuespace));
  checkKnown(node, era.monitors, all, found[0]?.attributes.valuespace, differs);
}

/**
 * What products.ts says that a product takes must be within what schema-subset.ts knows.
 * @param {string} node
 * @param {readonly string[]} values
 * @param {Published} all
 * @param {Published | undefined} theirs
 * @param {Differs} differs
 */
function checkKnown(node, values, all, theirs, differs) {
  const more = values.filter((value) => !all.Values?.includes(value));
  if (more.length > 0)
    differs(node, `${more.join(', ')} in products.ts, but not in schema-subset.ts`, told(theirs));
}

/**
 * @param {Table} table
 * @param {Firmware} firmware
 * @param {string} path
 * @param {Command} command
 * @param {readonly SchemaObject[]} found
 * @param {Differs} differs
 */
function checkCommand(table, firmware, path, command, found, differs) {
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

/**
 * @param {Table} table
 * @param {Firmware} firmware
 * @param {string} node
 * @param {Parameter} parameter
 * @param {PublishedParameter | undefined} theirs
 * @param {Differs} differs
 */
function checkParameter(table, firmware, node, parameter, theirs, differs) {
  const says = expected(table, firmware, parameter.takes);
  const isThere = table.covers(parameter, firmware);
  if (!theirs) return isThere ? differs(node, told(says), NOTHING) : undefined;
  if (!isThere) return differs(node, NOTHING, told(theirs.valuespace));
  const isRequired = parameter.required && table.covers(parameter.insisted ?? {}, firmware);
  if (isRequired !== theirs.required) differs(node, requiredTold(isRequired), requiredTold(theirs.required));
  checkSpace(node, says, theirs.valuespace, differs);
}

/**
 * @param {Table} table
 * @param {Firmware} firmware
 * @param {string} path
 * @param {Readonly<Record<string, Field>>} fields
 * @param {readonly SchemaObject[]} found
 * @param {Differs} differs
 */
function checkEvent(table, firmware, path, fields, found, differs) {
  if (found.length === 0) differs(`event ${path}`, 'it is there', NOTHING);
  for (const { attributes } of found) {
    for (const [name, field] of Object.entries(fields)) {
      const says = table.covers(field, firmware) ? field.type : NOTHING;
      const theirs = attributes.children?.[name]?.valuespace ?? NOTHING;
      if (says !== theirs) differs(`event ${path}, field ${name}`, says, theirs);
    }
  }
}

/**
 * Literals must have the same values; limits are compared where the table declares them.
 * @param {string} node
 * @param {Published} says
 * @param {Published | undefined} theirs
 * @param {Differs} differs
 */
function checkSpace(node, says, theirs, differs) {
  if (theirs?.type !== says.type) return differs(node, told(says), told(theirs));
  const less = (says.Values ?? []).filter((value) => !theirs.Values?.includes(value));
  const more = (theirs.Values ?? []).filter((value) => !says.Values?.includes(value));
  if (less.length + more.length > 0) {
    const without = less.length > 0 ? ` without ${less.join(', ')}` : '';
    const and = more.length > 0 ? ` with ${more.join(', ')}` : '';
    differs(node, told(says), `the same${without}${without && and ? ' and' : ''}${and}`);
  }
  const limits = /** @type {const} */ (['Min', 'Max', 'MinLength', 'MaxLength']);
  if (limits.some((limit) => says[limit] !== undefined && says[limit] !== theirs[limit]))
    differs(node, told(says), told(theirs));
}

/**
 * What the schema of a firmware should say of a value space.
 * @param {Table} table
 * @param {Firmware} firmware
 * @param {ValueSpace} space
 * @returns {Published}
 */
function expected(table, firmware, space) {
  if (space.space === 'Literal') {
    const also = space.also.filter((more) => table.covers(more, firmware));
    return literal([...space.known, ...also.flatMap(({ values }) => values)]);
  }
  const [min, max] = space.space === 'Integer' ? ['Min', 'Max'] : ['MinLength', 'MaxLength'];
  return {
    type: space.space,
    ...(space.min === undefined ? {} : { [String(min)]: String(space.min) }),
    ...(space.max === undefined ? {} : { [String(max)]: String(space.max) }),
  };
}

/** @param {readonly string[]} values @returns {Published} */
function literal(values) {
  return { type: 'Literal', Values: [...values] };
}

/**
 * The leaves below a node, with paths as the schema writes them.
 * @param {Node} node
 * @param {string} [path]
 * @returns {[string, ValueSpace][]}
 */
function leavesOf(node, path = '') {
  if (isSpace(node)) return [[path, node]];
  if (isEach(node)) return leavesOf(node.each, `${path}[n]`);
  return Object.entries(node).flatMap(([name, child]) => leavesOf(child, path ? `${path} ${name}` : name));
}

/** @param {Node} node @returns {node is ValueSpace} */
function isSpace(node) {
  return 'space' in node && typeof node.space === 'string';
}

/** @param {Node} node @returns {node is { readonly each: Node }} */
function isEach(node) {
  return 'each' in node;
}

/**
 * Finds the objects of a node. Configurations stand there by connector, [1..2] or [3], and are found as [n].
 * @param {readonly SchemaObject[]} objects
 */
function byNode(objects) {
  /** @type {Map<string, SchemaObject[]>} */
  const all = new Map();
  for (const object of objects) {
    const isListed = object.type === 'Configuration';
    const path = isListed ? object.path.replace(/\[[\d.]+\]/g, '[n]') : object.path;
    const key = `${object.type} ${path}`;
    all.set(key, [...(all.get(key) ?? []), object]);
  }
  return (/** @type {string} */ type, /** @type {string} */ path) => all.get(`${type} ${path}`) ?? [];
}

/**
 * The connectors that a path is for: 1 and 2 of `Connector[1..2]`, 3 of `Connector[3]`.
 * @param {string} path
 */
function idsIn(path) {
  const [, first, last] = /\[(\d+)(?:\.\.(\d+))?\]/.exec(path) ?? [];
  const count = Number(last ?? first) - Number(first) + 1;
  return Array.from({ length: count || 0 }, (_, index) => String(Number(first) + index));
}

/**
 * @param {Table} table
 * @param {string} code
 */
function saysOfMissing(table, code) {
  const product = table.products[code];
  return product ? `${product.name} is not there on this firmware` : NOTHING;
}

/** @param {Published | undefined} space */
function told(space) {
  if (!space) return NOTHING;
  if (space.Values) return [...space.Values].sort().join(', ');
  const min = space.Min ?? space.MinLength;
  const max = space.Max ?? space.MaxLength;
  const limits = min === undefined && max === undefined ? '' : ` ${min ?? ''}..${max ?? ''}`;
  return space.type + limits;
}

/** @param {boolean} body */
function bodyTold(body) {
  return body ? 'it takes a body' : 'it takes no body';
}

/** @param {boolean} isRequired */
function requiredTold(isRequired) {
  return isRequired ? 'it is required' : 'it is optional';
}

/**
 * The findings as lines, what is the same for many products in one; and the sum at the end.
 * @param {readonly Checked[]} all
 */
export function linesOf(all) {
  const findings = all.flatMap((checked) => checked.findings);
  /** @type {Map<string, Set<string>>} */
  const lines = new Map();
  for (const { firmware, product, node, table, schema } of findings) {
    const line = `${firmware}, ${node}: the table says ${table}; the schema says ${schema}`;
    lines.set(line, new Set(lines.get(line)).add(product));
  }
  const products = new Set(all.flatMap((checked) => checked.products));
  const nodes = all.reduce((sum, checked) => sum + checked.nodes, 0);
  const result = lines.size === 0 ? 'no differences' : counted(lines.size, 'difference');
  return [
    ...[...lines].map(([line, on]) => `${line} (${[...on].join(', ')})`),
    `${counted(all.length, 'schema')}, ${counted(products.size, 'product')}, ${nodes} nodes checked: ${result}`,
  ];
}

/**
 * @param {number} count
 * @param {string} what
 */
function counted(count, what) {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/**
 * Checks files one by one.
 * @param {Table} table
 * @param {readonly string[]} files
 */
export async function checkFiles(table, files) {
  const all = [];
  for (const file of files) all.push(check(table, firmwareOf(file), objectsIn(await readFile(file), file)));
  return all;
}

/** @param {readonly string[]} files */
async function main(files) {
  if (files.length === 0) throw new Error('which files? npm run check:schema -- FILE...');
  const all = await checkFiles(await tableOfTheSources(), files);
  for (const line of linesOf(all)) console.log(line);
  if (all.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2)).catch((/** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
