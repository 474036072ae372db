/** A value from the codec as text; '' if it is neither text nor a number. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A list as the codec sends it: an array, one element alone, or nothing. */
export function listOf<T>(value: T | readonly T[] | null | undefined): readonly T[] {
  return new Array<T>().concat(value || []).filter(Boolean);
}
