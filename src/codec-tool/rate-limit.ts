/** The rate limit of Webex. It counts the requests to all devices together, so one refusal makes all requests wait. */
import { pause } from './connection';
import type { Patience } from './connection';
import { CodecError } from './errors';

/** How long one request waits in total, all its attempts together. */
const LONGEST_WAIT_S = 300;
/** Waiting requests continue one after another, so that the first can be refused before all are sent. */
const BETWEEN_WAITING_MS = 50;
/** Requests that were on their way together are refused together: one line is enough for them. */
const NEWS_MS = 1000;

/** One request, from its first attempt to its last. */
export interface Attempts {
  /** Waits while Webex accepts no requests. Throws a CodecError if the request would wait too long in total. */
  readonly turn: () => Promise<void>;
  /** Makes all requests of this run wait for some seconds, at least 1. */
  readonly refused: (seconds: number) => void;
  /** Makes only this request wait for some seconds. Throws a CodecError if it would wait too long in total. */
  readonly wait: (seconds: number) => Promise<void>;
}

/**
 * Returns a function that begins a request.
 *
 * @param said called when requests have to wait
 */
export function rateLimit(said: (text: string) => void): (patience: Patience) => Attempts {
  let notBefore = 0;
  let begun = 0;
  const waiting = new Set<number>();
  return (patience) => {
    const { clock } = patience;
    const number = begun;
    begun += 1;
    const waitFor = waits(patience);
    return {
      turn: async () => {
        waiting.add(number);
        try {
          for (;;) {
            // The oldest request is sent first, and speaks for all.
            const place = [...waiting].filter((other) => other < number).length;
            const limited = notBefore - clock.now();
            const left = limited + place * BETWEEN_WAITING_MS;
            if (left <= 0) return;
            await waitFor(limited, left, place === 0 ? said : () => undefined);
          }
        } finally {
          waiting.delete(number);
        }
      },
      refused: (seconds) => {
        const until = clock.now() + seconds * 1000;
        const isNews = until - notBefore >= NEWS_MS;
        notBefore = Math.max(notBefore, until);
        if (isNews && seconds <= LONGEST_WAIT_S)
          said(`Webex limits the rate of requests: waiting ${seconds} s`);
      },
      wait: (seconds) => waitFor(seconds * 1000, seconds * 1000, said),
    };
  };
}

/** Waits for one request. Reports it at intervals, so that a long wait does not look like a hang. */
function waits(
  patience: Patience,
): (asked: number, milliseconds: number, said: (text: string) => void) => Promise<void> {
  let waited = 0;
  return async (asked, milliseconds, said) => {
    if (waited + asked > LONGEST_WAIT_S * 1000) throw new CodecError(tooLong(asked, waited));
    const end = patience.clock.now() + milliseconds;
    for (let left = milliseconds; left > 0; left = end - patience.clock.now()) {
      if (left < milliseconds) said(`waiting ${Math.ceil(left / 1000)} s more`);
      await pause(Math.min(left, patience.timeoutMs), patience);
    }
    waited += milliseconds;
  };
}

function tooLong(asked: number, waited: number): string {
  const seconds = Math.ceil(asked / 1000);
  return waited === 0
    ? `Webex asks to wait ${seconds} s: try again later`
    : `Webex asks to wait ${seconds} s more after ${Math.ceil(waited / 1000)} s: try again later`;
}
