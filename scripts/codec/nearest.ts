import leven from 'leven';

/** The most similar word of a list, as ", did you mean X?"; all words if none is similar. */
export function didYouMean(given: string, known: readonly string[]): string {
  const lower = given.toLowerCase();
  const nearest = known
    .map((word) => ({ word, edits: leven(lower, word.toLowerCase()) }))
    .filter(
      ({ word, edits }) => edits <= Math.max(2, given.length / 3) || word.toLowerCase().startsWith(lower),
    )
    .sort((one, other) => one.edits - other.edits)[0];
  return nearest && lower !== '' ? `, did you mean ${nearest.word}?` : `, choose from ${known.join(', ')}`;
}
