/** Codecs on the network: Cisco's jsxapi on a WebSocket that verifies certificates. */
import { createRequire } from 'node:module';
import { XAPI } from 'jsxapi/lib/xapi/index.js';
import type { WebSocket } from 'ws';
import { answered, checkStopped } from './connection';
import type { Connection, Patience } from './connection';
import { CodecError, networkFault, refusedBy } from './explain';
import type { Io } from './io';

/** The largest message that a codec may send: all of its statuses are a tenth of this. */
const MOST_BYTES = 16 * 1024 * 1024;
/** What a codec closes the socket with if user name or password is wrong, unless it has answered 401 before. */
const POLICY_VIOLATION = 1008;
const WRONG_LOGIN = 'user name or password is wrong, or the user does not have the role Admin';

// A CommonJS module whose class is its `default`, which Node's import and TypeScript's types disagree about.
const { default: WSBackend } = createRequire(import.meta.url)(
  'jsxapi/lib/backend/ws',
) as typeof import('jsxapi/lib/backend/ws.js');

/** Opens a connection to an address such as wss://codec.example.com. */
export async function connectDirect(
  address: string,
  options: { isInsecure: boolean; username: string; password: string; network: Io['network'] },
  patience: Patience,
): Promise<Connection> {
  checkStopped(patience);
  const { isInsecure, username, password, network } = options;
  // The credentials as a WebSocket subprotocol.
  const protocol = `auth-${Buffer.from(`${username}:${password}`).toString('base64url')}`;
  // jsxapi's own `connect` verifies no certificate, so the socket is created here and passed to it.
  const socket = network.webSocket(`${address}/ws`, protocol, {
    rejectUnauthorized: !isInsecure,
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
  });
  const { lost, lose } = lossOf(socket);
  let onFrame: (frame: unknown) => void = () => undefined;
  // jsxapi's own listeners are not used: with them, a rejected subscription is an unhandled rejection.
  const xapi = new XAPI(new WSBackend(socket), { feedbackInterceptor: (frame) => onFrame(frame) });
  xapi.on('error', () => undefined);
  keepGarbageOut(socket, lose);
  const ready = new Promise((resolve) => xapi.on('ready', resolve));
  await answered('to the connection', patience, Promise.race([ready, lost])).catch((error: unknown) => {
    socket.terminate();
    throw error;
  });
  const ask = async (what: string, method: string, parameters: object): Promise<unknown> => {
    checkStopped(patience);
    const answer = xapi.execute<unknown>(method, parameters).catch((error: unknown) => {
      throw refusedBy(error);
    });
    try {
      return await answered(`to ${what}`, patience, Promise.race([answer, lost]));
    } catch (error) {
      // A codec that has not answered once is not asked again: its next requests fail at once.
      if (error instanceof CodecError && error.constructor === CodecError) lose(error.message);
      throw error;
    }
  };
  return {
    lost,
    get: (path) => ask(path, 'xGet', { Path: stepsOf(path) }),
    set: async (path, value) => {
      await ask(path, 'xSet', { Path: stepsOf(path), Value: value });
    },
    command: (path, parameters = {}, body) => {
      const given = body === undefined ? parameters : { ...parameters, body };
      return ask(path, `xCommand/${path.replaceAll(' ', '/')}`, given);
    },
    feedback: {
      onFrame: (listener) => (onFrame = listener),
      subscribe: (path) =>
        ask(`the subscription to ${path}`, 'xFeedback/Subscribe', { Query: stepsOf(path) }),
    },
    close: () => socket.close(1000),
  };
}

/** A promise that rejects when the connection is lost, and the function that ends it for a reason. */
function lossOf(socket: WebSocket) {
  let lose: (reason: string) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => {
    lose = (reason) => {
      reject(new CodecError(reason));
      socket.terminate();
    };
  });
  lost.catch(() => undefined);
  socket.on('unexpected-response', (_request, { statusCode = 0, headers }) =>
    lose(refusal(statusCode, headers.location)),
  );
  socket.on('error', (error) => lose(networkFault(error)));
  socket.on('close', (code) =>
    lose(code === POLICY_VIOLATION ? WRONG_LOGIN : 'the connection was closed by the codec'),
  );
  return { lost, lose };
}

/** Closes the connection on malformed JSON-RPC. Otherwise the socket's listener would throw, which ends the process. */
function keepGarbageOut(socket: WebSocket, lose: (reason: string) => void): void {
  const read = socket.onmessage;
  socket.onmessage = (message) => {
    try {
      read?.call(socket, message);
    } catch {
      lose('the codec sent what is no answer; is it a codec?');
    }
  };
}

function stepsOf(path: string): readonly (string | number)[] {
  return path.split(' ').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function refusal(status: number, location: string | undefined): string {
  if (status === 401 || status === 403) return WRONG_LOGIN;
  if (status >= 300 && status < 400)
    return `something else answered and redirects to ${location ?? 'another address'}: a captive portal or a proxy? Is the address right?`;
  if (status === 200) return 'something else answered, and it is no codec: is the address right?';
  return `the codec answered with HTTP status ${status}; is NetworkServices Websocket set to FollowHTTPService?`;
}
