/** What the console shows of an error, and what it hides. */
import { expect, it } from 'vitest';
import { describeError, errorCode } from '../../src/macro/errors';

it.each<readonly [error: unknown, code: number, described: string]>([
  [{ code: 3, message: 'No match on address expression' }, 3, 'code 3: No match on address expression'],
  [{ code: '4', message: 'Invalid or missing parameters' }, 4, 'code 4: Invalid or missing parameters'],
  [new Error('no answer'), 0, 'code 0: no answer'],
  [{ code: 1, message: 'Cannot dial 81234567890.123456@zoomcrc.com now' }, 1, 'code 1: Cannot dial … now'],
  [{ code: 1, message: 'sip:boss@example.com is busy' }, 1, 'code 1: … is busy'],
  [{ code: 1, message: 'x'.repeat(121) }, 1, `code 1: ${'x'.repeat(120)}`],
  [{ code: {}, message: {} }, 0, 'code 0: unknown'],
  [null, 0, 'code 0: unknown'],
])('describes %j', (error, code, described) => {
  expect(errorCode(error)).toBe(code);
  expect(describeError(error)).toBe(described);
});
