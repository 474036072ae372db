/** Codecs on the network: Cisco's jsxapi on a WebSocket that verifies certificates. */
import { createRequire } from 'node:module';
import { XAPI } from 'jsxapi/lib/xapi/index.js';
import { WebSocket } from 'ws';
import { answered, checkStopped } from './connection';
import type { Connection, Parameters, Patience } from './connection';
import { CodecError } from './errors';
import { fieldAt } from './installed';
import type { Credentials } from './secrets';

export interface DirectOptions {
  readonly isInsecure: boolean;
  readonly credentials: Credentials;
}

// A CommonJS module whose class is its `default`, which Node's import and TypeScript's types disagree about.
const { default: WSBackend } = createRequire(import.meta.url)(
  'jsxapi/lib/backend/ws',
) as typeof import('jsxapi/lib/backend/ws.js');

/** Opens a connection to an address such as wss://codec.example.com. */
export async function connectDirect(
  address: string,
  options: DirectOptions,
  patience: Patience,
): Promise<Connection> {
  checkStopped(patience);
  // jsxapi's own `connect` verifies no certificate, so the socket is created here and passed to it.
  const socket = new WebSocket(`${address}/ws`, protocolFor(options.credentials), {
    rejectUnauthorized: !options.isInsecure,
    handshakeTimeout: patience.timeoutMs,
  });
  const failed = new Promise<never>((_, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      reject(new CodecError(refusal(response.statusCode ?? 0)));
      socket.terminate();
    });
    socket.on('error', (error) => {
      reject(new CodecError(failure(error, patience.timeoutMs)));
    });
    socket.on('close', () => {
      reject(new CodecError('the connection was closed by the codec'));
    });
  });
  failed.catch(() => undefined);
  const listeners: FrameListener[] = [];
  const xapi = new XAPI(new WSBackend(socket), {
    // jsxapi's own listeners are not used: with them, a rejected subscription is an unhandled rejection.
    feedbackInterceptor: (frame: unknown) => {
      for (const listener of listeners) listener(frame);
    },
  });
  xapi.on('error', () => undefined);
  keepGarbageOut(socket);
  await Promise.race([new Promise((resolve) => xapi.on('ready', resolve)), failed]);
  return overJsxapi(xapi, socket, failed, patience, (listener) => {
    listeners.push(listener);
  });
}

type FrameListener = (frame: unknown) => void;

function overJsxapi(
  xapi: XAPI,
  socket: WebSocket,
  lost: Promise<never>,
  patience: Patience,
  onFrame: (listener: FrameListener) => void,
): Connection {
  const ask = (what: string, method: string, parameters: object | undefined): Promise<unknown> => {
    checkStopped(patience);
    return answered(what, patience, lost, xapi.execute<unknown>(method, parameters));
  };
  return {
    lost,
    get: async (path) => ask(path, 'xGet', { Path: stepsOf(path) }),
    set: async (path, value) => {
      await ask(path, 'xSet', { Path: stepsOf(path), Value: value });
    },
    command: async (path: string, parameters: Parameters = {}, body?: string) => {
      const given = body === undefined ? parameters : { ...parameters, body };
      return ask(path, `xCommand/${stepsOf(path).join('/')}`, given);
    },
    onFrame,
    subscribe: async (path, listener) => {
      const steps = stepsOf(path);
      const answer = await ask(`the subscription to ${path}`, 'xFeedback/Subscribe', { Query: steps });
      const id = fieldAt(answer, 'Id');
      onFrame((frame) => {
        if (fieldAt(frame, 'Id') === id) listener(steps.reduce(fieldAt, frame));
      });
    },
    close: () => {
      socket.close(1000);
    },
  };
}

/** Closes the connection on malformed JSON-RPC. Otherwise the socket's listener would throw, which ends the process. */
function keepGarbageOut(socket: WebSocket): void {
  const read = socket.onmessage;
  socket.onmessage = (message) => {
    try {
      read?.call(socket, message);
    } catch {
      socket.terminate();
    }
  };
}

/** The credentials as a WebSocket subprotocol: user name and password in base64url. */
function protocolFor({ username, password }: Credentials): string {
  return `auth-${Buffer.from(`${username}:${password}`).toString('base64url')}`;
}

function stepsOf(path: string): readonly (string | number)[] {
  return path.split(' ').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function refusal(status: number): string {
  if (status === 401 || status === 403)
    return 'user name or password is wrong, or the user does not have the role Admin';
  return `the codec answered with HTTP status ${status}; is NetworkServices Websocket set to FollowHTTPService?`;
}

const UNTRUSTED = /SELF_SIGNED|UNABLE_TO|CERT_|ALTNAME/;

function failure(error: Error, timeoutMs: number): string {
  const code = 'code' in error ? String(error.code) : '';
  if (UNTRUSTED.test(code)) {
    return `its certificate is not trusted (${code}): name its authority's file in NODE_EXTRA_CA_CERTS, or use --insecure`;
  }
  if (code === 'ECONNREFUSED') return 'unreachable: the connection was refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unreachable: there is no such name';
  if (/handshake has timed out/.test(error.message))
    return `unreachable: no answer within ${timeoutMs / 1000} s`;
  if (code === 'ECONNRESET') return 'the connection broke';
  return code === '' ? 'the connection failed' : `unreachable: ${code}`;
}
