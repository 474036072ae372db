/** What came from the codec as text; '' for what is neither text nor a number. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What came from the codec as a number; undefined for what is none. */
export function numberOf(value: unknown): number | undefined {
  const text = textOf(value).trim();
  return text !== '' && isFinite(Number(text)) ? Number(text) : undefined;
}

/** The id of a call or a list's element; '' for what is none. */
export function idOf(value: unknown): string {
  const id = textOf(value);
  return /^\d{1,10}$/.test(id) ? id : '';
}

/** A list as the codec sends it: an array, one element alone, or nothing. */
export function listOf<T>(value: T | readonly T[] | null | undefined): readonly T[] {
  return new Array<T>().concat(value || []).filter(Boolean);
}
