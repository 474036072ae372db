/** Serves simulated codecs in the same way as real ones: JSON-RPC on a WebSocket over TLS. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import type { Frame, Request } from '../codec/device';
import { makeCertificate } from './certificate';
import type { Certificate } from './certificate';
import { loadEngine } from './macro-in-vm';
import { simulatedCodec } from './real-time-codec';
import type { SimulatedCodec } from './real-time-codec';

/** The outcome of a request: answered after some milliseconds, never answered, or the connection breaks. */
export type Fate = { readonly after: number } | 'never answered' | 'disconnected';

export interface Access {
  readonly certificate: Certificate;
  readonly password: string;
  readonly username?: string;
  /** Decides the outcome of every request; without it, all are answered at once. */
  readonly fate?: (request: Request) => Fate;
  /** 0 selects a free port. */
  readonly port?: number;
}

export interface Served {
  /** As `--host` takes it. */
  readonly host: string;
  readonly close: () => Promise<void>;
}

const TICK_MS = 10;

export async function serve(codec: SimulatedCodec, access: Access): Promise<Served> {
  const { key, cert } = access.certificate;
  const server = createServer({ key, cert });
  const expected = protocolFor(access.username ?? 'admin', access.password);
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => expected });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers['sec-websocket-protocol'] !== expected || request.url !== '/ws') {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      talk(client, codec, access.fate ?? (() => ({ after: 0 })));
    });
  });
  server.listen(access.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const ticker = setInterval(codec.tick, TICK_MS);
  return {
    host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      clearInterval(ticker);
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Several {
  /** As `--host` takes them. */
  readonly hosts: readonly string[];
  /** The file of their certificate, for NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  readonly close: () => Promise<void>;
}

/** Serves several codecs, each at its own address. */
export async function serveSeveral(count: number, password: string): Promise<Several> {
  const engine = await loadEngine();
  const certificate = makeCertificate();
  const served = await Promise.all(
    Array.from({ length: count }, () => serve(simulatedCodec({ engine }), { certificate, password })),
  );
  return {
    hosts: served.map(({ host }) => host),
    certificate: certificate.file,
    close: async () => {
      await Promise.all(served.map(({ close }) => close()));
    },
  };
}

/** The sub-protocol with the credentials. */
function protocolFor(username: string, password: string): string {
  return `auth-${Buffer.from(`${username}:${password}`).toString('base64url')}`;
}

interface Message extends Request {
  readonly id?: string | number;
}

function talk(client: WebSocket, codec: SimulatedCodec, fateOf: (request: Request) => Fate): void {
  const { device } = codec.room;
  const send = (message: object): void => {
    client.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  };
  const report = (frame: Frame): void => {
    send({ method: 'xFeedback/Event', params: frame });
  };
  client.on('close', () => {
    device.unsubscribeAll(report);
  });
  client.on('message', (data: RawData) => {
    const request = JSON.parse(textOf(data)) as Message;
    const fate = fateOf(request);
    if (fate === 'disconnected') return client.terminate();
    if (fate === 'never answered') return;
    const answer = (): void => {
      try {
        send({ id: request.id, result: device.request(request, report) ?? null });
      } catch (error) {
        send({ id: request.id, error });
      }
    };
    if (fate.after === 0) answer();
    else setTimeout(answer, fate.after);
  });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : data.toString();
}
