import { textOf } from './text';

/** The code for a path that does not exist. Some firmware also uses it for an empty list. */
export const ERROR_NO_MATCH = 3;

/** The xAPI's error code; 0 if there is none. */
export function errorCode(error: unknown): number {
  return Number(textOf(fieldsOf(error).code));
}

/** An error for the console, without words that may come from a dial string and contain a passcode. */
export function describeError(error: unknown): string {
  const message = textOf(fieldsOf(error).message || error).slice(0, 120);
  return 'code ' + errorCode(error) + ': ' + (message.replace(/\S*[\d@]\S*/g, '…') || 'unknown');
}

function fieldsOf(error: unknown): { readonly code?: unknown; readonly message?: unknown } {
  return Object(error) as { readonly code?: unknown; readonly message?: unknown };
}
