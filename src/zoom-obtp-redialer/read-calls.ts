import { readOptional } from '../macro/request-timeout';
import type { Runtime } from '../macro/runtime';
import type { XApi } from '../xapi/xapi';
import { readCalls } from './calls';
import type { LiveCall } from './calls';

const READ_TIMEOUT_MS = 2000;

/** Reads the calls. Gives undefined if that fails twice. A message may take a second each way. */
export function callReader(
  xapi: XApi,
  runtime: Runtime,
  domains: readonly string[],
): () => Promise<readonly LiveCall[] | undefined> {
  function readOnce(): Promise<readonly LiveCall[]> {
    const read = readOptional(runtime, READ_TIMEOUT_MS, xapi.status.get('Call'));
    return read.then((calls) => readCalls(calls, domains));
  }

  /** Codecs sometimes answer with nothing although there are calls: only several such answers are believed. */
  function confirmed(calls: readonly LiveCall[]): readonly LiveCall[] | Promise<readonly LiveCall[]> {
    if (calls.length > 0) return calls;
    const reads = Promise.all([readOnce(), readOnce(), readOnce()]);
    return reads.then((answers) => answers.filter((answer) => answer.length > 0)[0] || []);
  }

  return () =>
    readOnce()
      .then(undefined, readOnce)
      .then(confirmed)
      .then(undefined, () => undefined);
}
