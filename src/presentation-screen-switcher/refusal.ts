import { errorCode, ERROR_NO_MATCH } from '../macro/errors';

/** Whether the same request is refused for ever: an illegal value, no such path, bad parameters (jsxapi's codes). */
export function isRefusal(error: unknown): boolean {
  return [2, ERROR_NO_MATCH, 4].indexOf(errorCode(error)) >= 0;
}
