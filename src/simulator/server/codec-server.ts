/** Serves simulated codecs in the same way as real ones: JSON-RPC on a WebSocket over TLS. */
import { ServerResponse } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Frame, Request } from '../codec/device';
import { refuse } from '../codec/product-rules';
import type { Steps } from '../codec/tree';
import { makeCertificate } from './certificate';
import type { Certificate } from './certificate';
import { nativeValues } from './native-values';
import { answerRudely } from './rude-answers';
import type { RudeAnswer } from './rude-answers';
import { loadEngine } from './macro-in-vm';
import { listening, simulatedCodec } from './real-time-codec';
import type { Served, SimulatedCodec } from './real-time-codec';

/** The outcome of a request. */
export type Fate =
  /** Answered after some milliseconds. */
  | { readonly after: number }
  /** Not carried out, and answered with text that need not be JSON. */
  | { readonly text: string }
  | 'never answered'
  | 'disconnected'
  /** From now on the connection is open, and nothing comes through it, not even an answer to a ping. */
  | 'silent'
  /** An answer of gigabytes. */
  | 'huge answer';

export interface Access {
  readonly certificate: Certificate;
  readonly password: string;
  /** Decides the outcome of every request; without it, all are answered at once. */
  readonly fate?: (request: Request) => Fate;
  /** How a wrong password is refused: by closing the socket with 1008 after the upgrade, or with HTTP 401. */
  readonly wrongPassword?: 'closed' | 'refused';
  /** Answers every request for a WebSocket, such as with 404 where xAPI over WebSocket is off. */
  readonly upgrade?: RudeAnswer;
  /** Whether the user lacks the role Admin: macros, panels and configurations are not for him. */
  readonly isReadOnly?: boolean;
}

const UNAUTHORIZED = { status: 401, message: 'Unauthorized' };
const PERMISSION_DENIED = { code: 1, message: 'Permission denied' };
/** The status with which a WebSocket is closed. */
const POLICY_VIOLATION = 1008;

export async function serve(codec: SimulatedCodec, access: Access): Promise<Served> {
  const { key, cert } = access.certificate;
  const server = createServer({ key, cert });
  // The sub-protocol with the credentials.
  const expected = `auth-${Buffer.from(`admin:${access.password}`).toString('base64url')}`;
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: ([offered]) => offered ?? false });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const isWelcome = request.headers['sec-websocket-protocol'] === expected;
    const isRefused = request.url !== '/ws' || (!isWelcome && access.wrongPassword !== 'closed');
    const rude = access.upgrade ?? (isRefused ? UNAUTHORIZED : undefined);
    if (rude !== undefined) {
      answerRudely(responseOn(socket, request), rude);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (isWelcome) talk(client, codec, access);
      else client.close(POLICY_VIOLATION, 'Authentication failed');
    });
  });
  return listening(server, [codec]);
}

interface Several {
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

/** HTTP on the socket of a request for a WebSocket. */
function responseOn(socket: Socket, request: IncomingMessage): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.on('finish', () => socket.end());
  socket.on('error', () => undefined);
  return response;
}

interface Message extends Request {
  readonly id?: string | number;
}

function talk(client: WebSocket, { room }: SimulatedCodec, access: Access): void {
  const { device } = room;
  const send = (message: object): void => client.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  const report = ({ Id, ...changes }: Frame): void =>
    send({ method: 'xFeedback/Event', params: { ...(nativeValues(changes, []) as object), Id } });
  client.on('close', () => device.unsubscribeAll(report));
  client.on('message', (data: Buffer) => {
    const request = JSON.parse(String(data)) as Message;
    const answer = (): void => {
      try {
        if (access.isReadOnly === true && needsAdmin(request)) refuse(PERMISSION_DENIED);
        send({
          id: request.id,
          result: nativeValues(device.request(request, report), pathOf(request)) ?? null,
        });
      } catch (error) {
        send({ id: request.id, error });
      }
    };
    const fate = access.fate?.(request) ?? { after: 0 };
    if (fate === 'disconnected') client.terminate();
    else if (fate === 'silent') client.pause();
    else if (fate === 'huge answer') sendEndlessly(client);
    else if (fate === 'never answered') return;
    else if ('text' in fate) client.send(fate.text);
    else if (fate.after > 0) setTimeout(answer, fate.after);
    else answer();
  });
}

/** What macros, panels and configurations need. With which words codecs refuse it is not known. */
function needsAdmin({ method }: Request): boolean {
  return method === 'xSet' || /^xCommand\/(Macros|UserInterface)\//.test(method);
}

/** The path of what is read; undefined for commands. */
function pathOf({ method, params }: Request): Steps | undefined {
  return method === 'xGet' ? (params?.['Path'] as Steps) : undefined;
}

/** Sends one message that never ends, as fast as the reader takes it. */
function sendEndlessly(client: WebSocket, piece = Buffer.alloc(1024 ** 2, ' ')): void {
  client.send(piece, { binary: false, fin: false }, (error) => {
    if (!error) sendEndlessly(client, piece);
  });
}
