/** Words that people may have meant. */

/** The share of pairs of letters that similar words have in common. */
const LIKE = 0.5;

/** The most similar words of a list, the best one first. */
export function similarTo(given: string, known: readonly string[]): readonly string[] {
  return known
    .map((word) => ({ word, share: likeness(given.toLowerCase(), word.toLowerCase()) }))
    .filter(({ share }) => share >= LIKE)
    .sort((one, other) => other.share - one.share)
    .map(({ word }) => word);
}

/** The most similar word of a list, as ", did you mean X?"; all words if none is similar. */
export function didYouMean(given: string, known: readonly string[]): string {
  const [nearest] = similarTo(given, known);
  return nearest === undefined ? `, choose from ${known.join(', ')}` : `, did you mean ${nearest}?`;
}

/** The share of pairs of neighboring letters that two words have in common, from 0 to 1 (Dice's coefficient). */
function likeness(one: string, other: string): number {
  if (one !== '' && other.startsWith(one)) return 1;
  const [first, second] = [pairsIn(one), pairsIn(other)];
  const common = first.filter((pair) => second.includes(pair)).length;
  return (2 * common) / (first.length + second.length || 1);
}

/** The first letter counts as a pair, too. */
function pairsIn(word: string): readonly string[] {
  const bounded = `^${word}`;
  return Array.from({ length: word.length }, (_, index) => bounded.slice(index, index + 2));
}
