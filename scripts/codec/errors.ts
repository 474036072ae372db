/** The command line is wrong, or a file that it names: one line, exit code 2. */
export class UsageError extends Error {}

/** Ctrl+C was pressed: no new request is sent. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
  }
}

/** A codec cannot be reached, or a request failed. The message explains it. */
export class CodecError extends Error {}

/** A codec has answered with an error, through Webex. */
export class RefusedError extends CodecError {}

/** An error as one line. Codecs reject with a plain object, Node with an Error. */
export function explain(error: unknown): string {
  if (typeof error === 'string') return oneLine(error);
  if (typeof error !== 'object' || error === null) return 'unknown error';
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const text = typeof message === 'string' && message !== '' ? message : 'unknown error';
  const isFromCodec = !(error instanceof Error) && typeof code === 'number';
  return oneLine(isFromCodec ? `${text} (code ${String(code)})` : text);
}

/** Whether the error of a codec means that nothing exists at the path. */
export function isNoMatch(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && Number(error.code) === 3;
}

/** Whether the codec has answered with an error. All other errors leave open what it did. */
export function isAnswer(error: unknown): boolean {
  if (error instanceof Error) return error instanceof RefusedError;
  return typeof error === 'object' && error !== null && 'code' in error;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
