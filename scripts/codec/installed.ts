/** The macros that are on a codec. */
import type { Connection } from './connection';
import { isOurs } from './macros';

export interface Installed {
  readonly name: string;
  readonly isActive: boolean;
}

/** Name and state of every macro on a codec. */
export async function installedMacros(connection: Connection): Promise<readonly Installed[]> {
  const answer = await connection.command('Macros Macro Get', { Content: 'False' });
  return listIn(answer, 'Macro').map((macro) => ({
    name: textAt(macro, 'Name'),
    isActive: textAt(macro, 'Active').toLowerCase() === 'true',
  }));
}

/** The text of a macro that is on the codec. */
export async function contentOf(connection: Connection, name: string): Promise<string> {
  const answer = await connection.command('Macros Macro Get', { Name: name, Content: 'True' });
  const found = listIn(answer, 'Macro').find((macro) => textAt(macro, 'Name') === name);
  return textAt(found, 'Content');
}

/** The same macro under other names that contain its own, such as "NAME (1)": so browsers name a second download. */
export async function copiesOf(
  connection: Connection,
  macro: string,
  installed: readonly Installed[],
): Promise<readonly (Installed & { readonly text: string })[]> {
  const copies: (Installed & { readonly text: string })[] = [];
  for (const one of installed.filter(({ name }) => name !== macro && name.includes(macro))) {
    const text = await contentOf(connection, one.name);
    if (isOurs(macro, text)) copies.push({ ...one, text });
  }
  return copies;
}

/** Whether two texts of a macro are equal, apart from line endings. */
export function isSameText(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/** A list in an answer; empty if there is none. */
export function listIn(answer: unknown, name: string): readonly unknown[] {
  const value = fieldAt(answer, name);
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** A field as text; '' if there is none. */
export function textAt(node: unknown, name: string): string {
  const value = fieldAt(node, name);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** A field of an answer or a report; undefined if there is none. */
export function fieldAt(node: unknown, name: string | number): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trimEnd();
}
