import { textOf } from '../macro/text';

/** The id of a call; '' for what is none. */
export function idOf(value: unknown): string {
  const id = textOf(value);
  return /^\d{1,10}$/.test(id) ? id : '';
}
