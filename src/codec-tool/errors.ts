/** What can go wrong, as one line for people. */
import { outside } from './secrets';

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
    /** The xAPI's: 3 if nothing exists at a path. Webex tells none. */
    readonly code?: number,
  ) {
    super(message);
  }
}

const DENIED = /denied|permission|not allowed|not authori[sz]ed|unauthori[sz]ed|insufficient (role|rights)/i;

/** What a codec rejects with: a plain object with a code and a message, usually. */
export function refusedBy(error: unknown): RefusedError {
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly code?: unknown;
    readonly message?: unknown;
  };
  const text = typeof message === 'string' && message !== '' ? outside(message) : 'unknown error';
  const number = typeof code === 'number' ? code : undefined;
  const remedy = DENIED.test(text) ? '; does the user have the role Admin?' : '';
  return new RefusedError(`${text}${number === undefined ? '' : ` (code ${number})`}${remedy}`, number);
}

/** An error as one line. The messages of all errors but those above come from outside. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(outside(String(error)));
  const isOwn = [UsageError, Interrupted, CodecError].some((kind) => error instanceof kind);
  return oneLine(isOwn ? error.message : outside(error.message));
}

/** Whether nothing exists at a path. */
export function isNoMatch(error: unknown): boolean {
  return error instanceof RefusedError && error.code === 3;
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FILE_FAULTS[code] ?? (code === '' ? explain(error) : code);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
