/** Webex: its devices, their cloud xAPI, and its rate limit. There is no feedback; changes are polled. */
import { answered, checkStopped, identityOf, pause } from './connection';
import type { Connection, Patience } from './connection';
import type { Given } from './execute';
import {
  CodecError,
  emptyTree,
  fieldAt,
  listIn,
  networkFault,
  outside,
  parsed,
  putInto,
  RefusedError,
  textAt,
  UsageError,
} from './explain';
import type { Io } from './io';
import type { Target } from './selection';

interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whether it changes nothing, which is clear for GET. */
  readonly isReading?: boolean;
}

interface Access {
  readonly base: string;
  readonly token: string;
  readonly fetch: Io['network']['fetch'];
  /** Called when a request has to wait. */
  readonly said: (text: string) => void;
  readonly patience: Patience;
  /** Webex counts the requests to all devices together, so one refusal makes all of them wait. */
  readonly limit: { notBefore: number; saidAt: number };
}

/** Used if the response contains no Retry-After. */
const USUAL_WAIT_S = 5;
/** Used if Retry-After is 0 or a time that has passed, so that no request is repeated without a pause. */
const LEAST_WAIT_S = 1;
/** How long one request waits in total, all its attempts together. */
const LONGEST_WAIT_S = 300;
/** Requests that were on their way together are refused together: one line is enough for them. */
const NEWS_MS = 1000;
/** A command of the codec has failed. */
const FAILED = 400;
const TOO_MANY = 429;
/** Like 429, it says that the request was not carried out; but only one device is busy. */
const BUSY = 423;
const PASSING_FAULTS = [0, 502, 503, 504];
/** The pauses before a request that only reads is repeated after a fault of Webex or the network. */
const PAUSES_S = [1, 2, 4];

/** The largest answer, unpacked: a page of devices or all configurations of one take a tenth of this. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_PAGES = 1000;

type Api = ReturnType<typeof webexApi>;

/** Returns a function that gives the API to one user, such as a codec. All share the rate limit. */
export function webexApi(options: Omit<Access, 'patience' | 'limit'>) {
  const limit = { notBefore: 0, saidAt: 0 };
  return (patience: Patience) => (request: Request) => answerTo(request, { ...options, limit, patience });
}

/**
 * Sends a request when Webex accepts it. What only reads is repeated after failures that usually pass; other requests
 * only if Webex did not carry them out.
 */
async function answerTo(request: Request, access: Access): Promise<ReturnType<typeof pageIn>> {
  const { base, limit, patience, said } = access;
  const { clock, timeoutMs } = patience;
  const url = new URL(request.path, `${base.replace(/\/$/, '')}/`);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  const pauses = request.method === 'GET' || request.isReading ? [...PAUSES_S] : [];
  let [notBefore, waited] = [0, 0];
  const say = (line: string): void => {
    limit.saidAt = clock.now();
    said(line);
  };
  for (;;) {
    const left = Math.max(notBefore, limit.notBefore) - clock.now();
    if (left > 0) {
      const asked = `Webex asks to wait ${Math.ceil(left / 1000)} s`;
      if (waited + left > LONGEST_WAIT_S * 1000) throw new CodecError(`${asked} more: try again later`);
      // So that a long wait does not look like a hang.
      if (clock.now() - limit.saidAt >= timeoutMs) say(`${asked} more`);
      const part = Math.min(left, timeoutMs);
      await pause(part, patience);
      waited += part;
      continue;
    }
    checkStopped(patience);
    const answer = await once(url, request, access);
    const { status, headers, text } = answer;
    const passing = PASSING_FAULTS.includes(status) ? pauses.shift() : undefined;
    const usual = status === TOO_MANY || status === BUSY ? USUAL_WAIT_S : passing;
    if (usual === undefined) return pageIn(answer, url);
    const seconds = secondsIn(headers, patience) ?? usual;
    const until = clock.now() + seconds * 1000;
    const isNews = status !== TOO_MANY || until - limit.notBefore >= NEWS_MS;
    if (status === TOO_MANY) limit.notBefore = Math.max(limit.notBefore, until);
    else notBefore = until;
    const refused = status === TOO_MANY ? 'limits the rate of requests' : 'says that a device is busy';
    const fault = status === 0 ? text : `Webex answers with HTTP status ${status}`;
    const why = passing === undefined ? `Webex ${refused}` : fault;
    if (isNews && seconds <= LONGEST_WAIT_S) say(`${why}: waiting ${seconds} s`);
  }
}

/** The status is 0 if nothing answers, and the text says so. */
async function once(url: URL, { method, body }: Request, { token, fetch, patience }: Access) {
  const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/json';
  const { host } = url;
  const over = new AbortController();
  const answer = fetch(url, {
    method,
    redirect: 'manual',
    signal: over.signal,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
    body: body === undefined ? null : JSON.stringify(body),
  }).then(async ({ status, headers, body: stream }) => ({
    status,
    headers,
    text: await textIn(stream, host),
  }));
  try {
    // For the whole request: headers and body may come byte by byte.
    return await answered(`from ${host}`, patience, answer);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    const fault = networkFault(error);
    // It will not be trusted the next time either.
    if (/certificate/.test(fault)) throw new CodecError(`${host}: ${fault}`);
    return { status: 0, headers: new Headers(), text: `${host} is unreachable` };
  } finally {
    over.abort();
  }
}

/** The body of a response, unpacked. Stops reading a body that is too large. */
async function textIn(body: Response['body'], host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new CodecError(`${host} sent an answer that is too large`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Retry-After in seconds; undefined if there is none. */
function secondsIn(headers: Headers, { clock }: Patience): number | undefined {
  const asked = headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(asked) ? Number(asked) : Math.ceil((Date.parse(asked) - clock.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(LEAST_WAIT_S, seconds);
}

function pageIn({ status, headers, text }: Awaited<ReturnType<typeof once>>, url: URL) {
  if (status === 0) throw new CodecError(text);
  if (status >= 300 && status < 400) throw new CodecError(notWebex(url, 'redirects elsewhere'));
  const value = parsed(text);
  if (status === FAILED) throw new RefusedError(refusal(status, value));
  if (status < 200 || status > 299) throw new CodecError(refusal(status, value));
  if (value === undefined && text !== '') throw new CodecError(notWebex(url, 'sends no JSON'));
  const [, link] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(headers.get('link') ?? '') ?? [];
  if (link === undefined) return { value, next: undefined };
  // The token is sent only to Webex, even if a page links to another host.
  const next = URL.canParse(link, url.href) ? new URL(link, url) : undefined;
  if (next?.origin !== url.origin) throw new CodecError('Webex names a next page that is not its own');
  return { value, next: next.href };
}

function notWebex(url: URL, what: string): string {
  return `${url.host} ${what}: a captive portal or a proxy, or is WEBEX_API wrong?`;
}

function refusal(status: number, body: unknown): string {
  if (status === 401) return 'Webex does not accept the access token: it is wrong or has expired';
  const said = outside(textAt(body, 'message'));
  if (status === 403) return `the access token lacks a scope or the right for this: ${said || 'HTTP 403'}`;
  return said === '' ? `Webex answered with HTTP status ${status}` : `${said} (HTTP ${status})`;
}

const PAGE_SIZE = 100;
const ONLINE = ['connected', 'connected_with_issues'];

/** The devices that match at least one value of every given kind of filter. */
export async function findDevices(api: Api, patience: Patience, filters: Given): Promise<readonly Target[]> {
  const all: unknown[] = [];
  const pages = new Set<string>();
  let path: string | undefined = `devices?type=roomdesk&max=${PAGE_SIZE}`;
  while (path !== undefined) {
    if (pages.has(path) || pages.size === MOST_PAGES)
      throw new CodecError('Webex names pages without an end');
    pages.add(path);
    const { value, next }: Awaited<ReturnType<typeof answerTo>> = await api(patience)({
      method: 'GET',
      path,
    });
    const items = fieldAt(value, 'items');
    if (!Array.isArray(items)) throw new CodecError('Webex answers without items: is WEBEX_API wrong?');
    all.push(...(items as unknown[]));
    path = next;
  }
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
      refusal: (isChanging) => unusable(device, isChanging),
      open: (own) => Promise.resolve(connectWebex(api(own), id)),
    };
  });
}

function unusable(device: unknown, isChanging: boolean): string | undefined {
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

function connectWebex(send: ReturnType<Api>, deviceId: string): Connection {
  const ask = async (request: Request): Promise<unknown> => (await send(request)).value;
  const valueAt = async ([root, ...steps]: readonly string[]): Promise<unknown> => {
    const { path, filter, below, treeIn } = root === 'Status' ? STATUS : CONFIGURATION;
    for (const filtered of steps.length === 0 ? ['*'] : below.map((all) => dotted(steps) + all)) {
      const query = { deviceId, [filter]: filtered };
      const tree = treeIn(await ask({ method: 'GET', path, query }));
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
