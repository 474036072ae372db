import type { Reject } from './settings';

/** Reads the words of a text that match a pattern. Any other word is dropped, with a warning. */
export function wordsMatching(
  pattern: RegExp,
): (text: string, reject: Reject) => readonly string[] | undefined {
  return (text, reject) => {
    const words = text
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter((word) => word !== '');
    const accepted = words.filter((word) => pattern.test(word));
    if (accepted.length === 0) return undefined;
    words.forEach((word) => {
      if (accepted.indexOf(word) < 0) reject(word, 'ignoring it');
    });
    return accepted;
  };
}
