/** The HTTP API of Webex: requests that honor its rate limits, and paginated lists. */
import { checkStopped, fieldAt, textAt } from './connection';
import type { Patience } from './connection';
import { CodecError, RefusedError } from './errors';
import type { Network } from './io';
import { networkFault } from './network-fault';
import { rateLimit } from './rate-limit';
import type { Attempts } from './rate-limit';
import { outside } from './secrets';

/**
 * All reject with a CodecError if Webex refuses the request, asks to wait too long, or cannot be reached.
 * Requests that only read are repeated after failures that usually pass; others only if Webex did not carry them out.
 */
export interface WebexApi {
  readonly get: (path: string, query: Query, patience: Patience) => Promise<unknown>;
  /** A POST that changes nothing. */
  readonly ask: (path: string, body: unknown, patience: Patience) => Promise<unknown>;
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

interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly body?: unknown;
  /** It changes nothing, so it can be repeated although it may have been carried out. */
  readonly isReading: boolean;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Used if the response contains no Retry-After. */
const USUAL_WAIT_S = 5;
/** Used if Retry-After is 0 or a time that has passed, so that no request is repeated without a pause. */
const LEAST_WAIT_S = 1;
/** A command of the codec has failed. */
const FAILED = 400;
const TOO_MANY = 429;
const BUSY = 423;
const PASSING_FAULTS = [502, 503, 504];
/** The pauses before a request that only reads is repeated after a fault of Webex or the network. */
const PAUSES_S = [1, 2, 4];

/** The largest answer, unpacked: a page of devices or all configurations of one take a tenth of this. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_PAGES = 1000;

export interface WebexOptions {
  readonly base: string;
  readonly token: string;
  readonly fetch: Network['fetch'];
  /** Called when a request has to wait. */
  readonly said: (text: string) => void;
}

export function webexApi(options: WebexOptions): WebexApi {
  const { base, said } = options;
  const begin = rateLimit(said);
  const request = async (asked: Request, patience: Patience): Promise<Answer> => {
    const attempts = begin(patience);
    const pauses = asked.isReading ? [...PAUSES_S] : [];
    for (;;) {
      await attempts.turn();
      checkStopped(patience);
      const answer = await once(asked, options, patience);
      if (answer instanceof BrokenConnection) {
        const seconds = pauses.shift();
        if (seconds === undefined) throw answer;
        said(`${answer.message}: trying again in ${seconds} s`);
        await attempts.wait(seconds);
      } else if (!(await isToRepeat(answer, attempts, pauses, said))) return answer;
    }
  };
  const json = async (asked: Request, patience: Patience): Promise<Page> => {
    const { status, headers, text } = await request(asked, patience);
    if (status >= 300 && status < 400) throw new CodecError(notWebex(asked.url, 'redirects elsewhere'));
    const value = parsed(text);
    if (status === FAILED) throw new RefusedError(refusal(status, value));
    if (status < 200 || status > 299) throw new CodecError(refusal(status, value));
    if (value === undefined && text !== '') throw new CodecError(notWebex(asked.url, 'sends no JSON'));
    return { value, next: nextPage(headers.get('link')) };
  };
  const got = (url: string, patience: Patience): Promise<Page> =>
    json({ method: 'GET', url, isReading: true }, patience);
  return {
    get: async (path, query, patience) => (await got(urlOf(base, path, query), patience)).value,
    ask: async (path, body, patience) =>
      (await json({ method: 'POST', url: urlOf(base, path, {}), body, isReading: true }, patience)).value,
    send: async (method, path, query, body, patience) =>
      (await json({ method, url: urlOf(base, path, query), body, isReading: false }, patience)).value,
    list: async (path, query, patience) => {
      const items: unknown[] = [];
      const seen = new Set<string>();
      for (let url: string | undefined = urlOf(base, path, query); url !== undefined;) {
        const page: Page = await got(url, patience);
        seen.add(url);
        const found = fieldAt(page.value, 'items');
        if (!Array.isArray(found)) throw new CodecError(notWebex(base, 'answers without items'));
        items.push(...(found as unknown[]));
        url = page.next === undefined ? undefined : followed(page.next, url, base);
        if (url !== undefined && (seen.has(url) || seen.size >= MOST_PAGES))
          throw new CodecError('Webex names pages without an end');
      }
      return items;
    },
  };
}

/** The address of a next page. The token is sent only to Webex, even if a page links to another host. */
function followed(next: string, from: string, base: string): string {
  const url = URL.canParse(next, from) ? new URL(next, from) : undefined;
  if (url?.origin !== new URL(base).origin)
    throw new CodecError('Webex names a next page that is not its own');
  return url.href;
}

function notWebex(url: string, what: string): string {
  return `${new URL(url).host} ${what}: a captive portal or a proxy, or is WEBEX_API wrong?`;
}

/** Waits as an answer asks. Returns whether to repeat the request. */
async function isToRepeat(
  { status, headers }: Answer,
  attempts: Attempts,
  pauses: number[],
  said: (text: string) => void,
): Promise<boolean> {
  const asked = secondsUntil(headers.get('retry-after'));
  if (status === TOO_MANY) {
    attempts.refused(asked ?? USUAL_WAIT_S);
    return true;
  }
  // Like 429, it says that the request was not carried out; but only one device is busy.
  if (status === BUSY) {
    const seconds = asked ?? USUAL_WAIT_S;
    said(`Webex says that a device is busy: waiting ${seconds} s`);
    await attempts.wait(seconds);
    return true;
  }
  const pause = PASSING_FAULTS.includes(status) ? pauses.shift() : undefined;
  if (pause === undefined) return false;
  const seconds = asked ?? pause;
  said(`Webex answered with HTTP status ${status}: trying again in ${seconds} s`);
  await attempts.wait(seconds);
  return true;
}

interface Page {
  readonly value: unknown;
  readonly next: string | undefined;
}

/** Not a timeout: whoever set --timeout does not want to wait several times as long. */
class BrokenConnection extends CodecError {}

async function once(
  { method, url, body }: Request,
  { token, fetch }: WebexOptions,
  patience: Patience,
): Promise<Answer | BrokenConnection> {
  const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/json';
  const { host } = new URL(url);
  const limit = new AbortController();
  // For the whole request: headers and body may come byte by byte.
  const cancel = patience.clock.after(patience.timeoutMs, () => {
    limit.abort();
  });
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: limit.signal,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, text: await textIn(response, host) };
  } catch (error) {
    if (error instanceof CodecError) throw error;
    if (limit.signal.aborted)
      throw new CodecError(`no answer from ${host} within ${patience.timeoutMs / 1000} s`);
    const fault = networkFault(error);
    // It will not be trusted the next time either.
    if (/certificate/.test(fault)) throw new CodecError(`${host}: ${fault}`);
    return new BrokenConnection(`${host} is unreachable`);
  } finally {
    cancel();
    limit.abort();
  }
}

/** The body of a response, unpacked. Stops reading a body that is too large. */
async function textIn(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new CodecError(`${host} sent an answer that is too large`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Retry-After in seconds; undefined if there is none. */
function secondsUntil(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d+$/.test(retryAfter)) return Math.max(LEAST_WAIT_S, Number(retryAfter));
  const time = Date.parse(retryAfter);
  return Number.isNaN(time) ? undefined : Math.max(LEAST_WAIT_S, Math.ceil((time - Date.now()) / 1000));
}

function nextPage(link: string | null): string | undefined {
  return /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1];
}

function urlOf(base: string, path: string, query: Query): string {
  const url = new URL(`${base.replace(/\/$/, '')}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: unknown): string {
  if (status === 401) return 'Webex does not accept the access token: it is wrong or has expired';
  const said = outside(textAt(body, 'message'));
  if (status === 403) return `the access token lacks a scope or the right for this: ${said || 'HTTP 403'}`;
  return said === '' ? `Webex answered with HTTP status ${status}` : `${said} (HTTP ${status})`;
}
