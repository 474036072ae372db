/** Serves simulated codecs in the same way as the Webex cloud: over HTTP, with pagination, rate limits and bearer tokens. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Device } from '../codec/device';
import { UNKNOWN_COMMAND } from '../codec/product-rules';
import { nativeValues } from './native-values';
import { answerRudely } from './rude-answers';
import type { RudeAnswer } from './rude-answers';
import { listening } from './real-time-codec';
import type { SimulatedCodec } from './real-time-codec';

export interface CloudDevice {
  readonly id: string;
  readonly displayName: string;
  readonly codec: SimulatedCodec;
  readonly tags?: readonly string[];
  readonly connectionStatus?: string;
  readonly permissions?: readonly string[];
}

export interface CloudAccess {
  readonly token: string;
  /** Decides which requests are not answered normally. */
  readonly refuse?: (method: string, path: string, headers: IncomingHttpHeaders) => RudeAnswer | undefined;
  readonly pageSize?: number;
  /** Changes the address of the next page. */
  readonly nextPage?: (address: string) => string;
}

export interface Cloud {
  /** For WEBEX_API. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const UNKNOWN_TOKEN = said(
  401,
  'The request requires a valid access token set in the Authorization request header.',
);

export async function serveCloud(devices: readonly CloudDevice[], access: CloudAccess): Promise<Cloud> {
  const server = createServer((request, response) => {
    void respond(request, response, devices, access);
  });
  const codecs = devices.map(({ codec }) => codec);
  const { host, close } = await listening(server, codecs);
  return { address: `http://${host}/v1`, close };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  devices: readonly CloudDevice[],
  access: CloudAccess,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
  const text = Buffer.concat(chunks).toString();
  const body = text === '' ? undefined : (JSON.parse(text) as unknown);
  const asked = { method: request.method ?? 'GET', url, body };
  const rude = access.refuse?.(asked.method, url.pathname, request.headers);
  const isCarriedOut =
    rude === undefined || (typeof rude === 'object' && 'status' in rude && rude.isCarriedOut === true);
  const isKnown = request.headers.authorization === `Bearer ${access.token}`;
  const answer = isKnown && isCarriedOut ? carryOut(asked, devices, access) : UNKNOWN_TOKEN;
  if (rude !== undefined) answerRudely(response, rude);
  else write(response, answer);
}

function carryOut(asked: Asked, devices: readonly CloudDevice[], access: CloudAccess): Answer {
  const { method, url, body } = asked;
  if (url.pathname === '/v1/devices') return page(url, devices, access);
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const id = url.searchParams.get('deviceId') ?? String(fields['deviceId']);
  const device = devices.find((one) => one.id === id);
  if (!device) return said(404, 'Device not found');
  if (method !== 'GET' && device.permissions?.includes('xapi:all') === false)
    return said(403, 'The device may only be read');
  try {
    const result = onDevice(asked, device.codec, fields);
    return { status: 200, body: { deviceId: id, ...result } };
  } catch (error) {
    if (error === UNKNOWN_COMMAND)
      return said(400, `[Command '${url.pathname.split('/').at(-1) ?? ''}' not supported]`);
    return said(400, String(Reflect.get(error as object, 'message')));
  }
}

function onDevice(
  { method, url, body }: Asked,
  { room }: SimulatedCodec,
  fields: Readonly<Record<string, unknown>>,
): object {
  const { device } = room;
  const nobody = (): void => undefined;
  const [, command] = /^\/v1\/xapi\/command\/([\w.]+)$/.exec(url.pathname) ?? [];
  if (command !== undefined) {
    const given = {
      ...(fields['arguments'] as object),
      ...('body' in fields ? { body: fields['body'] } : {}),
    };
    const request = { method: `xCommand/${command.replaceAll('.', '/')}`, params: given };
    return { result: nativeValues(device.request(request, nobody), undefined) ?? {} };
  }
  if (url.pathname === '/v1/xapi/status')
    return {
      result: nativeValues(statusAt(device, url.searchParams.get('name') ?? ''), ['Status']),
    };
  if (method === 'PATCH') {
    for (const { path, value } of body as readonly { path: string; value: unknown }[]) {
      const steps = stepsOf(path.replace('/sources/configured/value', ''));
      device.request({ method: 'xSet', params: { Path: ['Configuration', ...steps], Value: value } }, nobody);
    }
    return { items: {} };
  }
  return { items: configurationsAt(device.read('Configuration'), url.searchParams.get('key') ?? '*') };
}

function page(
  url: URL,
  devices: readonly CloudDevice[],
  { pageSize = 2, nextPage = (address) => address }: CloudAccess,
): Answer {
  const start = Number(url.searchParams.get('start') ?? 0);
  const next = new URL(url);
  next.searchParams.set('start', String(start + pageSize));
  const items = devices.slice(start, start + pageSize).map((device) => ({
    id: device.id,
    displayName: device.displayName,
    connectionStatus: device.connectionStatus ?? 'connected',
    permissions: device.permissions ?? ['xapi:readonly', 'xapi:all'],
    product: device.codec.room.device.readText('Status SystemUnit ProductId'),
    software: `RoomOS ${device.codec.room.device.readText('Status SystemUnit Software Version')}`,
    tags: device.tags ?? [],
  }));
  const hasMore = start + pageSize < devices.length;
  return {
    status: 200,
    body: { items },
    headers: hasMore ? { link: `<${nextPage(next.href)}>; rel="next"` } : {},
  };
}

/** What an expression such as `SystemUnit.Software.*` or `Video.Output.Connector[1].Type` matches. */
function statusAt(device: Device, expression: string): unknown {
  const steps = stepsOf(expression);
  const isWhole = steps.at(-1) === '*';
  const path = isWhole ? steps.slice(0, -1) : steps;
  const found = device.read(['Status', ...path].join(' '));
  if (found === undefined || (!isWhole && typeof found === 'object')) return {};
  return path.reduceRight<unknown>((below, step) => {
    return typeof step === 'number' ? [{ id: step, ...(below as object) }] : { [step]: below };
  }, found);
}

function configurationsAt(tree: unknown, key: string): Readonly<Record<string, { readonly value: unknown }>> {
  const pattern = key
    .replace(/[.[\]]/g, '\\$&')
    .replaceAll('\\[*\\]', '\\[\\d+\\]')
    .replaceAll('.*', '..*');
  const wanted = new RegExp(`^${key === '*' ? '.*' : pattern}$`);
  return Object.fromEntries(
    flat(tree, '')
      .filter(([path]) => wanted.test(path))
      .map(([path, value]) => [path, { value: nativeValues(value, ['Configuration', ...stepsOf(path)]) }]),
  );
}

function flat(node: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (typeof node !== 'object' || node === null) return [[path, node]];
  return Object.entries(node).flatMap(([name, below]: [string, unknown]) => {
    const own = path === '' ? name : `${path}.${name}`;
    if (!Array.isArray(below)) return name === 'id' ? [] : flat(below, own);
    const elements: readonly unknown[] = below;
    return elements.flatMap((one) => flat(one, `${own}[${String(Reflect.get(one as object, 'id'))}]`));
  });
}

function stepsOf(expression: string): readonly (string | number)[] {
  return (expression.match(/\w+|\*/g) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function said(status: number, message: string): Answer {
  return { status, body: { message, errors: [{ description: message }], trackingId: 'ROUTERGW_0' } };
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
