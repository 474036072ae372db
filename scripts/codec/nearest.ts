/** The word of a list that is nearest to a given one, as ", did you mean X?"; '' where none is near. */
export function didYouMean(given: string, known: readonly string[]): string {
  const lower = given.toLowerCase();
  const nearest = known
    .map((word) => ({ word, edits: editsBetween(lower, word.toLowerCase()) }))
    .filter(
      ({ word, edits }) => edits <= Math.max(2, given.length / 3) || word.toLowerCase().startsWith(lower),
    )
    .sort((one, other) => one.edits - other.edits)[0];
  return nearest && lower !== '' ? `, did you mean ${nearest.word}?` : `, choose from ${known.join(', ')}`;
}

/** Letters to add, remove or change to make one word of the other (Levenshtein's distance). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (const [column, sign] of Array.from(other).entries()) {
      const replaced = (row[column] ?? 0) + (letter === sign ? 0 : 1);
      next.push(Math.min((row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
