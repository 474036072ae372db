/** Devices in Webex, and their cloud xAPI. There is no feedback; changes are polled. */
import type { Connection } from './connection';
import { CodecError, UsageError } from './explain';
import { emptyTree, fieldAt, listIn, outside, putInto, textAt } from './foreign-text';
import { identityOf } from './identity';
import type { Given } from './options';
import type { Target } from './selection';
import type { WebexApi } from './webex-api';

const PAGE_SIZE = 100;
const ONLINE = ['connected', 'connected_with_issues'];

/** The devices that match at least one value of every given kind of filter. */
export async function findDevices(
  { list }: WebexApi,
  filters: Given,
  open: (id: string) => Target['open'],
): Promise<readonly Target[]> {
  const request = { path: 'devices', query: { type: 'roomdesk', max: PAGE_SIZE } };
  const all = await list({ method: 'GET', ...request, isReading: true });
  const found = all.filter((device) => matches(device, filters));
  for (const id of filters.device ?? []) {
    if (!all.some((device) => textAt(device, 'id') === id)) throw new UsageError(`there is no device ${id}`);
  }
  if (found.length === 0) throw new UsageError(`none of ${all.length} devices in Webex matches`);
  const names = found.map((device) => outside(textAt(device, 'displayName') || textAt(device, 'id')));
  return found.map((device, index) => {
    const [id, name = ''] = [textAt(device, 'id'), names[index]];
    const isShared = names.filter((other) => other === name).length > 1;
    return {
      label: isShared ? `${name} (…${id.slice(-8)})` : name,
      settings: {},
      identity: identityOf(textAt(device, 'product'), textAt(device, 'software')),
      refusal: (isChanging) => refusal(device, isChanging),
      open: open(id),
    };
  });
}

function refusal(device: unknown, isChanging: boolean): string | undefined {
  const status = textAt(device, 'connectionStatus');
  if (!ONLINE.includes(status))
    return `offline: Webex says ${outside(status) || 'nothing of its connection'}`;
  const mayChange = listIn(device, 'permissions').includes('xapi:all');
  return isChanging && !mayChange ? 'the access token may only read this device' : undefined;
}

function matches(device: unknown, { device: ids, name, tag, product }: Given): boolean {
  const isAny = (patterns: readonly string[] | undefined, own: readonly string[]): boolean =>
    patterns?.some((pattern) => own.some((text) => isLike(text, pattern))) ?? true;
  return (
    (ids?.includes(textAt(device, 'id')) ?? true) &&
    isAny(name, [textAt(device, 'displayName')]) &&
    isAny(tag, listIn(device, 'tags').map(String)) &&
    isAny(
      product?.flatMap((model) => [model, `* ${model}`]),
      [textAt(device, 'product')],
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

export function connectWebex({ ask }: WebexApi, deviceId: string): Connection {
  const valueAt = async ([root, ...steps]: readonly string[]): Promise<unknown> => {
    const { path, filter, below, treeIn } = root === 'Status' ? STATUS : CONFIGURATION;
    for (const filtered of steps.length === 0 ? ['*'] : below.map((all) => dotted(steps) + all)) {
      const query = { deviceId, [filter]: filtered };
      const tree = treeIn(await ask({ method: 'GET', path, query, isReading: true }));
      const found = steps.reduce<unknown>(childOf, tree);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    // There is no connection that could be lost: requests are independent.
    lost: new Promise<never>(() => undefined),
    get: (path) => valueAt(path.split(' ')),
    set: async (path, value) => {
      const key = dotted(path.split(' ').slice(1));
      const body = [{ op: 'replace', path: `${key}/sources/configured/value`, value }];
      await ask({ method: 'PATCH', path: 'deviceConfigurations', query: { deviceId }, body });
    },
    command: async (command, parameters = {}, text) => {
      const path = `xapi/command/${command.replaceAll(' ', '.')}`;
      const body = { deviceId, arguments: parameters, ...(text === undefined ? {} : { body: text }) };
      const answer = await ask({ method: 'POST', path, body, isReading: READING.test(command) });
      return fieldAt(answer, 'result');
    },
    close: () => undefined,
  };
}

/** How the two trees are read: a node that is no leaf, or a list, with everything below it. */
const STATUS = {
  path: 'xapi/status',
  filter: 'name',
  below: ['', '.*'],
  treeIn: (answer: unknown) => fieldAt(answer, 'result'),
};
const CONFIGURATION: typeof STATUS = {
  path: 'deviceConfigurations',
  filter: 'key',
  below: ['', '[*].*', '.*'],
  treeIn: (answer) => {
    const items = fieldAt(answer, 'items');
    if (typeof items !== 'object' || items === null)
      throw new CodecError('Webex answered without configurations');
    const tree = emptyTree();
    for (const [key, item] of Object.entries(items)) {
      const value = fieldAt(item, 'value');
      // Keys such as Video.Output.Connector[1].MonitorRole.
      if (value !== undefined) putInto(tree, key.split(/[.[\]]+/).filter(Boolean), value);
    }
    return withLists(tree);
  },
};

/** The same tree with a list for each node whose keys are all numbers. */
function withLists(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const children = Object.entries(node).map(([name, below]) => [name, withLists(below)] as const);
  if (!children.every(([name]) => /^\d+$/.test(name))) return Object.fromEntries(children);
  return children.map(([id, element]) => ({ id, ...(typeof element === 'object' ? element : {}) }));
}

function childOf(node: unknown, step: string): unknown {
  if (!Array.isArray(node)) return fieldAt(node, step);
  return (node as readonly unknown[]).find((one) => textAt(one, 'id') === step);
}

function dotted(steps: readonly string[]): string {
  return steps.join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}
