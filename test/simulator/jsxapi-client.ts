/** Cisco's own jsxapi on the simulated codec. */
import { EventEmitter } from 'node:events';
import type { Backend } from 'jsxapi/lib/backend/index.js';
import { XAPI } from 'jsxapi/lib/xapi/index.js';
import type { XapiRequest } from 'jsxapi/lib/xapi/types.js';
import type { Request } from '../../src/simulator/codec/device';
import type { Link } from '../../src/simulator/codec/link';
import type { BothStyles } from './new-style';

/** A real jsxapi object that talks over a link. */
export function jsxapiClient(link: Link): BothStyles {
  const xapi: unknown = new XAPI(new LinkBackend(link));
  return xapi as BothStyles;
}

/** What jsxapi's WebSocket backend is, with a link in place of the socket: all that passes it is text. */
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

/** Sent as JSON, and read at the other end. The codec's «nothing» stays what it is. */
export function asSent(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function requestIn(message: unknown): Request {
  const { method, params } = message as Request;
  return params === undefined ? { method: method } : { method: method, params: params };
}
