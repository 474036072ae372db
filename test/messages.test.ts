/** Errors, as the console's lines name them. */
import { describe, expect, it } from 'vitest';
import { describeError as inWords } from '../src/macro/errors';

describe('an error in the log', () => {
  it.each([
    [{ code: 1, message: 'Cannot dial 81234567890.246813@zoomcrc.com now' }, 'code 1: Cannot dial … now'],
    [{ code: '4' }, 'code 4: unknown'],
    ['out of order', 'code 0: out of order'],
    [undefined, 'code 0: unknown'],
    [null, 'code 0: unknown'],
    [{ message: { x: 1 } }, 'code 0: unknown'],
  ])('%j is %s', (error, words) => {
    expect(inWords(error)).toBe(words);
  });
});
