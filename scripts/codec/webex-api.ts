/** The HTTP API of Webex: requests that honor its rate limits, and paginated lists. */
import { checkStopped, pause } from './connection';
import type { Patience } from './connection';
import { CodecError, Interrupted } from './errors';

export interface WebexApi {
  readonly get: (path: string, query: Query, patience: Patience) => Promise<unknown>;
  readonly send: (
    method: 'POST' | 'PATCH',
    path: string,
    query: Query,
    body: unknown,
    patience: Patience,
  ) => Promise<unknown>;
  /** The items of all pages. */
  readonly list: (path: string, query: Query, patience: Patience) => Promise<readonly unknown[]>;
}

export type Query = Readonly<Record<string, string | number>>;

const MOST_ATTEMPTS = 6;
const LONGEST_WAIT_S = 300;
/** Used if the response contains no Retry-After. */
const USUAL_WAIT_S = 5;
/** Too many requests, or a busy device. */
const LATER = [423, 429];

/** @param said called when a request has to wait */
export function webexApi(base: string, token: string, said: (text: string) => void): WebexApi {
  const request = async (
    method: string,
    url: string,
    body: unknown,
    patience: Patience,
  ): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      checkStopped(patience);
      const response = await once(method, url, token, body, patience);
      if (!LATER.includes(response.status) || attempt === MOST_ATTEMPTS) return response;
      const seconds = secondsUntil(response.headers.get('retry-after'));
      if (seconds > LONGEST_WAIT_S) throw new CodecError(`Webex asks to wait ${seconds} s: try again later`);
      said(`Webex limits the rate of requests: waiting ${seconds} s`);
      await waitAloud(seconds, patience, said);
    }
  };
  const json = async (method: string, url: string, body: unknown, patience: Patience): Promise<Page> => {
    const response = await request(method, url, body, patience);
    const value = await bodyOf(response);
    if (!response.ok) throw new CodecError(refusal(response.status, value));
    return { value, next: nextPage(response.headers.get('link')) };
  };
  return {
    get: async (path, query, patience) =>
      (await json('GET', urlOf(base, path, query), undefined, patience)).value,
    send: async (method, path, query, body, patience) =>
      (await json(method, urlOf(base, path, query), body, patience)).value,
    list: async (path, query, patience) => {
      const items: unknown[] = [];
      for (let url: string | undefined = urlOf(base, path, query); url !== undefined;) {
        const page: Page = await json('GET', url, undefined, patience);
        if (typeof page.value === 'object' && page.value !== null && 'items' in page.value) {
          if (Array.isArray(page.value.items)) items.push(...(page.value.items as unknown[]));
        }
        // The token is sent only to Webex, even if a page links to another host.
        if (page.next !== undefined && new URL(page.next).origin !== new URL(base).origin) {
          throw new CodecError('Webex names a next page that is not its own');
        }
        url = page.next;
      }
      return items;
    },
  };
}

interface Page {
  readonly value: unknown;
  readonly next: string | undefined;
}

async function once(
  method: string,
  url: string,
  token: string,
  body: unknown,
  patience: Patience,
): Promise<Response> {
  const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/json';
  try {
    return await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(patience.timeoutMs),
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    const host = new URL(url).host;
    throw new CodecError(
      isTimeout ? `no answer from ${host} within ${patience.timeoutMs / 1000} s` : `${host} is unreachable`,
    );
  }
}

/** Waits, and reports it at intervals, so that a long wait does not look like a hang. */
async function waitAloud(seconds: number, patience: Patience, said: (text: string) => void): Promise<void> {
  let left = seconds * 1000;
  while (left > 0) {
    const part = Math.min(left, patience.timeoutMs);
    await pause(part, patience);
    left -= part;
    if (left > 0) said(`waiting ${Math.ceil(left / 1000)} s more`);
  }
}

function secondsUntil(retryAfter: string | null): number {
  if (retryAfter === null) return USUAL_WAIT_S;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const time = Date.parse(retryAfter);
  return Number.isNaN(time) ? USUAL_WAIT_S : Math.max(0, Math.ceil((time - Date.now()) / 1000));
}

function nextPage(link: string | null): string | undefined {
  return /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1];
}

function urlOf(base: string, path: string, query: Query): string {
  const url = new URL(`${base.replace(/\/$/, '')}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: unknown): string {
  if (status === 401) return 'Webex does not accept the access token: it is wrong or has expired';
  const said =
    typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
      ? body.message
      : '';
  if (status === 403) return `the access token lacks a scope or the right for this: ${said || 'HTTP 403'}`;
  return said === '' ? `Webex answered with HTTP status ${status}` : `${said} (HTTP ${status})`;
}
