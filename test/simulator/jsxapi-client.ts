/** Cisco's jsxapi on the simulated codec. */
import { EventEmitter } from 'node:events';
import type { Backend } from 'jsxapi/lib/backend/index.js';
import { XAPI } from 'jsxapi/lib/xapi/index.js';
import type { XapiRequest } from 'jsxapi/lib/xapi/types.js';
import type { AnyXapi } from '../../src/simulator/codec/fake-xapi';
import type { Request } from '../../src/simulator/codec/device';
import type { Link } from '../../src/simulator/codec/link';

/** A real jsxapi object on a simulated connection. */
export function jsxapiClient(link: Link): AnyXapi {
  const xapi: unknown = new XAPI(new LinkBackend(link));
  return xapi as AnyXapi;
}

/** Like jsxapi's WebSocket backend, with a simulated connection instead of the socket: all messages are text. */
class LinkBackend extends EventEmitter implements Backend {
  constructor(private readonly link: Link) {
    super();
    link.listen((frame) => {
      this.emit('data', { jsonrpc: '2.0', method: 'xFeedback/Event', params: asSent(frame) });
    });
  }

  execute(request: XapiRequest): Promise<void> {
    const { id } = request;
    this.link.request(
      requestIn(asSent(request)),
      (result) => {
        this.emit('data', { jsonrpc: '2.0', id: id, result: asSent(result) });
      },
      (error) => {
        this.emit('data', { jsonrpc: '2.0', id: id, error: asSent(error) });
      },
    );
    return Promise.resolve();
  }

  close(): void {
    this.emit('close');
  }
}

/** Serialized as JSON and parsed again. An empty answer of the codec stays the same. */
export function asSent(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function requestIn(message: unknown): Request {
  const { method, params } = message as Request;
  return params === undefined ? { method: method } : { method: method, params: params };
}
