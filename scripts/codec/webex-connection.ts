/** A codec that is reached through the cloud xAPI of Webex. There is no feedback; changes are polled. */
import type { Connection, Patience } from './connection';
import { CodecError } from './errors';
import type { WebexApi } from './webex-api';

/** The commands that only read, of all in Cisco's schemas. */
const READING = / (Get|List)$/;

type Branch = Record<string, unknown>;

export function connectWebex(api: WebexApi, deviceId: string, patience: Patience): Connection {
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
      return typeof answer === 'object' && answer !== null && 'result' in answer ? answer.result : undefined;
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
  const result =
    typeof answer === 'object' && answer !== null && 'result' in answer ? answer.result : undefined;
  return steps.reduce<unknown>(childOf, result);
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
    const all = typeof answer === 'object' && answer !== null && 'items' in answer ? answer.items : undefined;
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
  const tree: Branch = {};
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

function branchOf(node: Branch, name: string): Branch {
  const there = node[name];
  if (typeof there === 'object' && there !== null) return there as Branch;
  const made: Branch = {};
  node[name] = made;
  return made;
}

function elementOf(node: Branch, name: string, id: string): Branch {
  const list = Array.isArray(node[name]) ? (node[name] as Branch[]) : [];
  node[name] = list;
  const there = list.find((element) => element['id'] === id);
  if (there) return there;
  const made: Branch = { id };
  list.push(made);
  return made;
}

function childOf(node: unknown, step: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  if (!Array.isArray(node)) return Reflect.get(node, step);
  const elements: readonly unknown[] = node;
  return elements.find(
    (one) => typeof one === 'object' && one !== null && String(Reflect.get(one, 'id')) === step,
  );
}

/** Words separated by dots, with list ids in brackets. */
function dotted(steps: readonly string[]): string {
  return steps.reduce((path, step) => {
    if (/^\d+$/.test(step)) return `${path}[${step}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}
