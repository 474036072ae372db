/** The HTTP API of Webex: requests that honor its rate limits, and paginated lists. */
import { checkStopped } from './connection';
import type { Patience } from './connection';
import { CodecError, RefusedError } from './errors';
import { rateLimit } from './webex-rate-limit';
import type { Attempts } from './webex-rate-limit';

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
  readonly value: unknown;
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

/** @param said called when a request has to wait */
export function webexApi(base: string, token: string, said: (text: string) => void): WebexApi {
  const begin = rateLimit(said);
  const request = async (asked: Request, patience: Patience): Promise<Answer> => {
    const attempts = begin(patience);
    const pauses = asked.isReading ? [...PAUSES_S] : [];
    for (;;) {
      await attempts.turn();
      checkStopped(patience);
      const answer = await once(asked, token, patience);
      if (answer instanceof BrokenConnection) {
        const seconds = pauses.shift();
        if (seconds === undefined) throw answer;
        said(`${answer.message}: trying again in ${seconds} s`);
        await attempts.wait(seconds);
      } else if (!(await isToRepeat(answer, attempts, pauses, said))) return answer;
    }
  };
  const json = async (asked: Request, patience: Patience): Promise<Page> => {
    const { status, headers, value } = await request(asked, patience);
    if (status === FAILED) throw new RefusedError(refusal(status, value));
    if (status < 200 || status > 299) throw new CodecError(refusal(status, value));
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
      for (let url: string | undefined = urlOf(base, path, query); url !== undefined;) {
        const page: Page = await got(url, patience);
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
  token: string,
  patience: Patience,
): Promise<Answer | BrokenConnection> {
  const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/json';
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(patience.timeoutMs),
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, value: parsed(await response.text()) };
  } catch (error) {
    const host = new URL(url).host;
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    if (isTimeout) throw new CodecError(`no answer from ${host} within ${patience.timeoutMs / 1000} s`);
    return new BrokenConnection(`${host} is unreachable`);
  }
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
  const said =
    typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
      ? body.message
      : '';
  if (status === 403) return `the access token lacks a scope or the right for this: ${said || 'HTTP 403'}`;
  return said === '' ? `Webex answered with HTTP status ${status}` : `${said} (HTTP ${status})`;
}
