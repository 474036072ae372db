import leven from 'leven';

/** The word of a list that is nearest to a given one, as ", did you mean X?"; all of them where none is near. */
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
