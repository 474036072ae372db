/** Answers over HTTP from broken servers, from boxes in between, and from those who mean harm. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

/** An answer of a server that refuses, or any other that ends at once. */
export interface Refusal {
  readonly status: number;
  /** In seconds. */
  readonly retryAfter?: number;
  readonly message?: string;
  /** The whole body, instead of a message. */
  readonly body?: unknown;
  /** The request is executed nevertheless. */
  readonly isCarriedOut?: boolean;
}

/** An answer that replaces the usual one. */
export type RudeAnswer = Refusal | { readonly redirect: string } | keyof typeof rude;

export function answerRudely(response: ServerResponse, how: RudeAnswer): void {
  if (typeof how === 'string') rude[how](response);
  else if ('redirect' in how) response.writeHead(302, { location: how.redirect }).end();
  else refuse(response, how);
}

const HEADERS = { 'content-type': 'application/json' };
const TRICKLE_MS = 20;
const PIECE_BYTES = 64 * 1024 ** 2;
const HUGE_BYTES = 4 * 1024 ** 3;
const PORTAL = '<!DOCTYPE html><title>Guest network</title><form action="/login">Accept the terms</form>';

const rude = {
  disconnected: (response) => response.destroy(),
  /** Nothing ever comes. */
  silent: () => undefined,
  /** One more byte of a header, again and again. */
  'trickling headers': (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\nx-slow: ');
    trickle(response, () => response.socket?.write('x'));
  },
  /** One more byte of the body, again and again. */
  'trickling body': (response) => {
    response.writeHead(200, HEADERS);
    trickle(response, () => response.write(' '));
  },
  /** The beginning of the body, and then nothing. */
  'half a body': (response) => response.writeHead(200, HEADERS).write('{"items":['),
  /** Four gigabytes of JSON, as fast as the reader takes them. */
  'huge body': (response) => send(response.writeHead(200, HEADERS), Buffer.alloc(PIECE_BYTES, ' ')),
  /** The same four gigabytes in four megabytes. */
  'gzip bomb': (response) => {
    response.writeHead(200, { ...HEADERS, 'content-encoding': 'gzip' });
    send(response, gzipSync(Buffer.alloc(PIECE_BYTES, ' ')));
  },
  /** What a network answers whose terms nobody has accepted yet. */
  'captive portal': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL),
} satisfies Record<string, (response: ServerResponse) => void>;

function refuse(response: ServerResponse, { status, retryAfter, message, body }: Refusal): void {
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  response.writeHead(status, { ...HEADERS, ...wait });
  response.end(JSON.stringify(body ?? { message: message ?? 'Too many requests' }));
}

function trickle(response: ServerResponse, more: () => unknown): void {
  const timer = setInterval(more, TRICKLE_MS);
  response.on('close', () => clearInterval(timer));
}

/** Sends a piece that stands for 64 megabytes until all is sent, or the reader has gone. */
function send(response: ServerResponse, piece: Buffer): void {
  const pieces = Readable.from(
    (function* () {
      for (let sent = 0; sent < HUGE_BYTES; sent += PIECE_BYTES) yield piece;
    })(),
  );
  response.on('close', () => pieces.destroy());
  pieces.pipe(response);
}
