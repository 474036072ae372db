/** What can go wrong, as one line for people that leads to the cure. */
import { fieldAt, outside, textAt } from './foreign-text';

/** The command line is wrong, or a file that it names: one line, exit code 2. */
export class UsageError extends Error {}

/** A signal has come, such as that of Ctrl+C: no new request is sent. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
  }
}

/** A codec cannot be reached, or a request failed. The message explains it. */
export class CodecError extends Error {}

/** A codec has answered with an error. All other errors leave open what it did. */
export class RefusedError extends CodecError {
  constructor(
    message: string,
    /** Whether nothing exists at a path. */
    readonly isNothingThere = false,
  ) {
    super(message);
  }
}

const DENIED = /denied|permission|not allowed|not authori[sz]ed|unauthori[sz]ed|insufficient (role|rights)/i;

/** The code of the xAPI if nothing exists at a path. Webex tells none. */
const NOTHING_THERE = 3;

/** What a codec rejects with: a plain object with a code and a message, usually. */
export function refusedBy(error: unknown): RefusedError {
  const text = outside(textAt(error, 'message')) || 'unknown error';
  const code = fieldAt(error, 'code');
  const told = typeof code === 'number' ? ` (code ${code})` : '';
  const remedy = DENIED.test(text) ? '; does the user have the role Admin?' : '';
  return new RefusedError(text + told + remedy, code === NOTHING_THERE);
}

/** The answer; `instead` if the codec refuses the request. */
export function unlessRefused<T, U>(answer: Promise<T>, instead: (error: RefusedError) => U): Promise<T | U> {
  return answer.catch((error: unknown) => {
    if (error instanceof RefusedError) return instead(error);
    throw error;
  });
}

/** An error as one line. The messages of all errors but those above come from outside. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(outside(String(error)));
  const isOwn = [UsageError, Interrupted, CodecError].some((kind) => error instanceof kind);
  return oneLine(isOwn ? error.message : outside(error.message));
}

export function stackOf(error: unknown): readonly string[] {
  return error instanceof Error ? outside(error.stack ?? '').split('\n') : [];
}

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on its disk',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'its disk is read-only',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
};

/** What is wrong with a file, from the error of the file system. */
export function fileFault(error: unknown): string {
  const code = textAt(error, 'code');
  return FILE_FAULTS[code] ?? (code || explain(error));
}

const NETWORK_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it, or use --insecure',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: is the time of this computer right?',
  ECONNREFUSED: 'unreachable: the connection was refused',
  ENOTFOUND: 'unreachable: there is no such name',
  EAI_AGAIN: 'unreachable: names are not resolved; is the network up?',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  EHOSTUNREACH: 'unreachable: no route to it',
  ENETUNREACH: 'unreachable: no route to it',
  ETIMEDOUT: 'unreachable: no answer',
  EPROTO: 'it does not speak TLS at this port',
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'it sent a message that is too large: is it a codec?',
};
const UNTRUSTED = /SELF_SIGNED|UNABLE_TO|CERT_/;
const MOST_NAMES = 200;

/** What is wrong with a connection, from the error of a socket or of `fetch`, which has it as its cause. */
export function networkFault(thrown: unknown): string {
  const error = textAt(thrown, 'code') === '' ? fieldAt(thrown, 'cause') : thrown;
  const code = textAt(error, 'code');
  const known = NETWORK_FAULTS[code];
  if (known !== undefined) return known;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = textAt(fieldAt(error, 'cert'), 'subjectaltname').slice(0, MOST_NAMES);
    return `its certificate is for another name${names && ` (${names})`}: use that name, or --insecure`;
  }
  if (UNTRUSTED.test(code))
    return `its certificate is not trusted (${code}): name its authority's file in NODE_EXTRA_CA_CERTS, or use --insecure`;
  if (/^(ERR_SSL|WS_ERR)/.test(code))
    return `it does not speak as a codec does (${code}): is the address right?`;
  return code === '' ? 'the connection failed' : `unreachable: ${code}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
