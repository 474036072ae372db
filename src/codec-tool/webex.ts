/** Devices in Webex, and their cloud xAPI. There is no feedback; changes are polled. */
import { fieldAt, listIn, textAt } from './connection';
import type { Connection, Patience } from './connection';
import { CodecError, UsageError } from './errors';
import { identityOf } from './identity';
import type { Given } from './options';
import { outside } from './secrets';
import type { Target } from './selection';
import type { WebexApi } from './webex-api';

const PAGE_SIZE = 100;
const ONLINE = ['connected', 'connected_with_issues'];

/** The devices that match at least one value of every given kind of filter. */
export async function findDevices(
  api: WebexApi,
  filters: Given,
  patience: Patience,
): Promise<readonly Target[]> {
  const all = await api.list('devices', { type: 'roomdesk', max: PAGE_SIZE }, patience);
  const found = all.filter((device) => matches(device, filters));
  for (const id of filters.device ?? []) {
    if (!all.some((device) => textAt(device, 'id') === id)) throw new UsageError(`there is no device ${id}`);
  }
  if (found.length === 0) throw new UsageError(`none of ${all.length} devices in Webex matches`);
  const labels = found.map((device) => outside(textAt(device, 'displayName') || textAt(device, 'id')));
  return found.map((device, index) => targetOf(api, device, labelOf(labels, index, textAt(device, 'id'))));
}

/** Adds the id to a name that several devices share. */
function labelOf(labels: readonly string[], index: number, id: string): string {
  const label = labels[index] ?? id;
  return labels.filter((other) => other === label).length > 1 ? `${label} (…${id.slice(-8)})` : label;
}

function targetOf(api: WebexApi, device: unknown, label: string): Target {
  const id = textAt(device, 'id');
  const status = textAt(device, 'connectionStatus');
  const mayChange = listIn(device, 'permissions').includes('xapi:all');
  return {
    label,
    settings: {},
    identity: identityOf(textAt(device, 'product'), textAt(device, 'software')),
    refusal: (isChanging) => {
      if (!ONLINE.includes(status))
        return `offline: Webex says ${outside(status) || 'nothing of its connection'}`;
      if (isChanging && !mayChange) return 'the access token may only read this device';
      return undefined;
    },
    open: (patience) => Promise.resolve(connectWebex(api, id, patience)),
  };
}

function matches(device: unknown, given: Given): boolean {
  const isOne = (wanted: readonly string[] | undefined, test: (text: string) => boolean): boolean =>
    wanted?.some(test) ?? true;
  const product = textAt(device, 'product').toLowerCase();
  const own = listIn(device, 'tags').map((tag) => String(tag).toLowerCase());
  return (
    isOne(given.device, (id) => textAt(device, 'id') === id) &&
    isOne(given.name, (pattern) => isLike(textAt(device, 'displayName'), pattern)) &&
    isOne(given.tag, (tag) => own.includes(tag.toLowerCase())) &&
    isOne(
      given.product,
      (name) => product === name.toLowerCase() || product.endsWith(` ${name.toLowerCase()}`),
    )
  );
}

/** Whether a text matches a pattern, in which * matches any text and ? one character. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}

/** The commands that only read, of all in Cisco's schemas. */
const READING = / (Get|List)$/;

type Branch = Record<string, unknown>;

function connectWebex(api: WebexApi, deviceId: string, patience: Patience): Connection {
  return {
    // There is no connection that could be lost: requests are independent.
    lost: new Promise<never>(() => undefined),
    get: async (path) => {
      const [root = '', ...steps] = path.split(' ');
      if (root === 'Status') return statusAt(api, deviceId, steps, patience);
      return configurationAt(api, deviceId, steps, patience);
    },
    set: async (path, value) => {
      const key = dotted(path.split(' ').slice(1));
      const change = [{ op: 'replace', path: `${key}/sources/configured/value`, value }];
      await api.send('PATCH', 'deviceConfigurations', { deviceId }, change, patience);
    },
    command: async (path, parameters = {}, body) => {
      const request = { deviceId, arguments: parameters, ...(body === undefined ? {} : { body }) };
      const name = `xapi/command/${path.replaceAll(' ', '.')}`;
      const answer = READING.test(path)
        ? await api.ask(name, request, patience)
        : await api.send('POST', name, {}, request, patience);
      return fieldAt(answer, 'result');
    },
    close: () => undefined,
  };
}

async function statusAt(
  api: WebexApi,
  deviceId: string,
  steps: readonly string[],
  patience: Patience,
): Promise<unknown> {
  // A status that is not a leaf is read with everything below it.
  const name = steps.length === 0 ? '*' : dotted(steps);
  const leaf = await found(api, deviceId, name, steps, patience);
  if (leaf !== undefined || steps.length === 0) return leaf;
  return found(api, deviceId, `${name}.*`, steps, patience);
}

async function found(
  api: WebexApi,
  deviceId: string,
  name: string,
  steps: readonly string[],
  patience: Patience,
): Promise<unknown> {
  const answer = await api.get('xapi/status', { deviceId, name }, patience);
  return steps.reduce<unknown>(childOf, fieldAt(answer, 'result'));
}

async function configurationAt(
  api: WebexApi,
  deviceId: string,
  steps: readonly string[],
  patience: Patience,
): Promise<unknown> {
  const key = steps.length === 0 ? '*' : dotted(steps);
  const items = async (wanted: string): Promise<Branch> => {
    const answer = await api.get('deviceConfigurations', { deviceId, key: wanted }, patience);
    const all = fieldAt(answer, 'items');
    if (typeof all !== 'object' || all === null)
      throw new CodecError('Webex answered without configurations');
    return all as Branch;
  };
  let all = await items(key);
  if (Object.keys(all).length === 0) all = await items(`${key}[*].*`);
  if (Object.keys(all).length === 0) all = await items(`${key}.*`);
  return steps.reduce<unknown>(childOf, treeOf(all));
}

/** Converts keys such as `Video.Output.Connector[1].MonitorRole` to a tree. Lists are arrays of elements with an id. */
function treeOf(items: Branch): Branch {
  const tree = emptyBranch();
  for (const [key, item] of Object.entries(items)) {
    if (typeof item !== 'object' || item === null || !('value' in item)) continue;
    const names = key.split('.');
    let node = tree;
    for (const [index, name] of names.entries()) {
      const [, word = name, id] = /^(\w+)\[(\d+)\]$/.exec(name) ?? [];
      if (id !== undefined) node = elementOf(node, word, id);
      else if (index === names.length - 1) node[word] = item.value;
      else node = branchOf(node, word);
    }
  }
  return tree;
}

/** Keys come from outside: `__proto__` is a name like others here. */
function emptyBranch(): Branch {
  return Object.create(null) as Branch;
}

function branchOf(node: Branch, name: string): Branch {
  const there = node[name];
  if (typeof there === 'object' && there !== null) return there as Branch;
  const made = emptyBranch();
  node[name] = made;
  return made;
}

function elementOf(node: Branch, name: string, id: string): Branch {
  const list = Array.isArray(node[name]) ? (node[name] as Branch[]) : [];
  node[name] = list;
  const there = list.find((element) => element['id'] === id);
  if (there) return there;
  const made = emptyBranch();
  made['id'] = id;
  list.push(made);
  return made;
}

function childOf(node: unknown, step: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  if (!Array.isArray(node)) return fieldAt(node, step);
  const elements: readonly unknown[] = node;
  return elements.find((one) => textAt(one, 'id') === step);
}

/** Words separated by dots, with list ids in brackets. */
function dotted(steps: readonly string[]): string {
  return steps.reduce((path, step) => {
    if (/^\d+$/.test(step)) return `${path}[${step}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}
