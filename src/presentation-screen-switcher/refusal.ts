import { codeOf, NO_SUCH_PATH } from '../macro/errors';

/** Whether the same request is refused for ever: an illegal value, no such path, bad parameters (jsxapi's codes). */
export function isRefusal(error: unknown): boolean {
  return [2, NO_SUCH_PATH, 4].indexOf(codeOf(error)) >= 0;
}
