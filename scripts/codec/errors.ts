/** The command line was wrong, or a file that it names: exit code 2, one line. */
export class UsageError extends Error {}

/** Ctrl-C was pressed: nothing more is requested. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
  }
}

/** A codec could not be reached or did not do what it was asked for; the message says so in plain words. */
export class CodecError extends Error {}

/** An error in one line: of Node, or of a codec, which rejects with a plain object. */
export function explain(error: unknown): string {
  if (typeof error === 'string') return oneLine(error);
  if (typeof error !== 'object' || error === null) return 'unknown error';
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const text = typeof message === 'string' && message !== '' ? message : 'unknown error';
  const isFromCodec = !(error instanceof Error) && typeof code === 'number';
  return oneLine(isFromCodec ? `${text} (code ${String(code)})` : text);
}

/** Whether a codec says that there is nothing at a path. */
export function isNoMatch(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && Number(error.code) === 3;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
