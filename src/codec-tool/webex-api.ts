/** The HTTP API of Webex: requests that honor its rate limits, and paginated lists. */
import { answered, checkStopped, pause } from './connection';
import type { Patience } from './connection';
import { CodecError, networkFault, RefusedError } from './explain';
import { fieldAt, outside, parsed, textAt } from './foreign-text';
import type { Io } from './io';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** It changes nothing, so it can be repeated although it may have been carried out. */
  readonly isReading?: boolean;
}

interface WebexOptions {
  readonly base: string;
  readonly token: string;
  readonly fetch: Io['network']['fetch'];
  /** Called when a request has to wait. */
  readonly said: (text: string) => void;
}

/** Used if the response contains no Retry-After. */
const USUAL_WAIT_S = 5;
/** Used if Retry-After is 0 or a time that has passed, so that no request is repeated without a pause. */
const LEAST_WAIT_S = 1;
/** A command of the codec has failed. */
const FAILED = 400;
const TOO_MANY = 429;
const BUSY = 423;
const PASSING_FAULTS = [0, 502, 503, 504];
/** The pauses before a request that only reads is repeated after a fault of Webex or the network. */
const PAUSES_S = [1, 2, 4];

/** The largest answer, unpacked: a page of devices or all configurations of one take a tenth of this. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_PAGES = 1000;

export type WebexApi = ReturnType<ReturnType<typeof webexApi>>;

/**
 * Returns a function that gives the API to one user, such as a codec. All share the rate limit.
 *
 * Both of its functions reject with a CodecError if Webex refuses the request, asks to wait too long, or cannot be
 * reached. Requests that only read are repeated after failures that usually pass; others only if Webex did not carry
 * them out.
 */
export function webexApi(options: WebexOptions) {
  const begin = rateLimit(options.said);
  return (patience: Patience) => {
    const page = async (url: string, request: Request): Promise<ReturnType<typeof pageIn>> => {
      const { turn, refused, wait } = begin(patience);
      const pauses = request.isReading ? [...PAUSES_S] : [];
      for (;;) {
        await turn();
        checkStopped(patience);
        const answer = await once(url, request, options, patience);
        const { status, headers, text } = answer;
        const asked = secondsUntil(headers.get('retry-after'), patience);
        if (status === TOO_MANY) {
          refused(asked ?? USUAL_WAIT_S);
          continue;
        }
        // Like 429, it says that the request was not carried out; but only one device is busy.
        const isBusy = status === BUSY;
        const usual = isBusy ? USUAL_WAIT_S : PASSING_FAULTS.includes(status) ? pauses.shift() : undefined;
        if (usual === undefined) return pageIn(answer, url);
        const seconds = asked ?? usual;
        const why = status === 0 ? text : `Webex answered with HTTP status ${status}`;
        const passing = `${why}: trying again in ${seconds} s`;
        options.said(isBusy ? `Webex says that a device is busy: waiting ${seconds} s` : passing);
        await wait(seconds);
      }
    };
    return {
      ask: async (request: Request): Promise<unknown> =>
        (await page(urlOf(options.base, request), request)).value,
      /** The items of all pages. */
      list: async (request: Request): Promise<readonly unknown[]> => {
        const items: unknown[] = [];
        const seen = new Set<string>();
        for (let url: string | undefined = urlOf(options.base, request); url !== undefined;) {
          const { value, next }: ReturnType<typeof pageIn> = await page(url, request);
          const found = fieldAt(value, 'items');
          if (!Array.isArray(found)) throw new CodecError(notWebex(url, 'answers without items'));
          items.push(...(found as unknown[]));
          seen.add(url);
          url = next;
          if (url !== undefined && (seen.has(url) || seen.size >= MOST_PAGES))
            throw new CodecError('Webex names pages without an end');
        }
        return items;
      },
    };
  };
}

interface Answer {
  /** That of HTTP; 0 if nothing answers, and the text says so. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function once(
  url: string,
  { method, body }: Request,
  { token, fetch }: WebexOptions,
  patience: Patience,
): Promise<Answer> {
  const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/json';
  const { host } = new URL(url);
  const over = new AbortController();
  const answer = fetch(url, {
    method,
    redirect: 'manual',
    signal: over.signal,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
    body: body === undefined ? null : JSON.stringify(body),
  }).then(async ({ status, headers, body: stream }) => ({
    status,
    headers,
    text: await textIn(stream, host),
  }));
  try {
    // For the whole request: headers and body may come byte by byte.
    return await answered(`from ${host}`, patience, answer);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    const fault = networkFault(error);
    // It will not be trusted the next time either.
    if (/certificate/.test(fault)) throw new CodecError(`${host}: ${fault}`);
    return { status: 0, headers: new Headers(), text: `${host} is unreachable` };
  } finally {
    over.abort();
  }
}

/** The body of a response, unpacked. Stops reading a body that is too large. */
async function textIn(body: Response['body'], host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new CodecError(`${host} sent an answer that is too large`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Retry-After in seconds; undefined if there is none. */
function secondsUntil(retryAfter: string | null, { clock }: Patience): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - clock.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(LEAST_WAIT_S, seconds);
}

function pageIn({ status, headers, text }: Answer, url: string) {
  if (status === 0) throw new CodecError(text);
  if (status >= 300 && status < 400) throw new CodecError(notWebex(url, 'redirects elsewhere'));
  const value = parsed(text);
  if (status === FAILED) throw new RefusedError(refusal(status, value));
  if (status < 200 || status > 299) throw new CodecError(refusal(status, value));
  if (value === undefined && text !== '') throw new CodecError(notWebex(url, 'sends no JSON'));
  const [, next] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(headers.get('link') ?? '') ?? [];
  return { value, next: next === undefined ? undefined : followed(next, url) };
}

/** The address of a next page. The token is sent only to Webex, even if a page links to another host. */
function followed(next: string, from: string): string {
  const url = URL.canParse(next, from) ? new URL(next, from) : undefined;
  if (url?.origin !== new URL(from).origin)
    throw new CodecError('Webex names a next page that is not its own');
  return url.href;
}

function notWebex(url: string, what: string): string {
  return `${new URL(url).host} ${what}: a captive portal or a proxy, or is WEBEX_API wrong?`;
}

function urlOf(base: string, { path, query = {} }: Request): string {
  const url = new URL(`${base.replace(/\/$/, '')}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}

function refusal(status: number, body: unknown): string {
  if (status === 401) return 'Webex does not accept the access token: it is wrong or has expired';
  const said = outside(textAt(body, 'message'));
  if (status === 403) return `the access token lacks a scope or the right for this: ${said || 'HTTP 403'}`;
  return said === '' ? `Webex answered with HTTP status ${status}` : `${said} (HTTP ${status})`;
}

/** How long one request waits in total, all its attempts together. */
const LONGEST_WAIT_S = 300;
/** Waiting requests continue one after another, so that the first can be refused before all are sent. */
const BETWEEN_WAITING_MS = 50;
/** Requests that were on their way together are refused together: one line is enough for them. */
const NEWS_MS = 1000;

/**
 * The rate limit of Webex. It counts the requests to all devices together, so one refusal makes all requests wait.
 * Returns a function that begins a request, which it stays from its first attempt to its last.
 *
 * @param said called when requests have to wait
 */
export function rateLimit(said: (text: string) => void) {
  let notBefore = 0;
  let begun = 0;
  const waiting = new Set<number>();
  return (patience: Patience) => {
    const { clock, timeoutMs } = patience;
    const number = begun;
    begun += 1;
    let waited = 0;
    // Reports a long wait at intervals, so that it does not look like a hang.
    const waitFor = async (milliseconds: number, isSilent: boolean): Promise<void> => {
      const end = clock.now() + milliseconds;
      for (let left = milliseconds; left > 0; left = end - clock.now()) {
        if (left < milliseconds && !isSilent) said(`waiting ${Math.ceil(left / 1000)} s more`);
        await pause(Math.min(left, timeoutMs), patience);
      }
      waited += milliseconds;
    };
    const checkPatience = (asked: number): void => {
      if (waited + asked <= LONGEST_WAIT_S * 1000) return;
      const more = waited === 0 ? '' : ` more after ${Math.ceil(waited / 1000)} s`;
      throw new CodecError(`Webex asks to wait ${Math.ceil(asked / 1000)} s${more}: try again later`);
    };
    return {
      /** Waits while Webex accepts no requests. Throws a CodecError if the request would wait too long in total. */
      turn: async (): Promise<void> => {
        waiting.add(number);
        try {
          for (;;) {
            // The oldest request is sent first, and speaks for all.
            const place = [...waiting].filter((other) => other < number).length;
            const limited = notBefore - clock.now();
            const left = limited + place * BETWEEN_WAITING_MS;
            if (left <= 0) return;
            checkPatience(limited);
            await waitFor(left, place > 0);
          }
        } finally {
          waiting.delete(number);
        }
      },
      /** Makes all requests of this run wait for some seconds, at least 1. */
      refused: (seconds: number): void => {
        const until = clock.now() + seconds * 1000;
        const isNews = until - notBefore >= NEWS_MS;
        notBefore = Math.max(notBefore, until);
        if (isNews && seconds <= LONGEST_WAIT_S)
          said(`Webex limits the rate of requests: waiting ${seconds} s`);
      },
      /** Makes only this request wait. Throws a CodecError if it would wait too long in total. */
      wait: async (seconds: number): Promise<void> => {
        checkPatience(seconds * 1000);
        await waitFor(seconds * 1000, false);
      },
    };
  };
}
