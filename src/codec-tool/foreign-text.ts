/** Texts from outside: without secrets, without what moves the cursor, and the fields of answers. And suggestions. */

/** For the whole run: nothing that it prints may contain one. */
const secrets = new Set<string>();
/** Shorter secrets are not masked, because that would mask ordinary words, too. */
const SHORTEST_HIDDEN = 4;

export function forget(): void {
  secrets.clear();
}

export function remember(secret: string): void {
  if (secret.length < SHORTEST_HIDDEN) return;
  secrets.add(secret);
  secrets.add(encodeURIComponent(secret));
}

/**
 * A text that comes from a codec or from Webex, with all known secrets masked. Only such texts are masked: a password
 * may be a word that the command itself uses.
 */
export function outside(text: string): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, '••••');
  return clean;
}

/** Control characters, and those that change the direction of text or begin a line: they could forge what people see. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text in which no character moves the cursor or begins a line. JSON remains the same JSON. */
export function visible(text: string): string {
  return text.replace(CONTROL, (character) => {
    if (character === '\n') return '\\n';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A number of things, such as "1 problem" or "2 problems". */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
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

/** A value as text, whatever it is. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A field of an answer or a report, its own and no inherited one; undefined if there is none. */
export function fieldAt(node: unknown, name: string | number): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? Reflect.get(node, name)
    : undefined;
}

/** What a function returns; undefined if it throws, such as on a text that is no JSON. */
export function unlessThrown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Undefined if the text is no JSON. */
export function parsed(text: string): unknown {
  return unlessThrown<unknown>(() => JSON.parse(text));
}

/** A name, or the first one with a number that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let count = 2; isTaken(free); count += 1) free = `${name}-${count}`;
  return free;
}

type Tree = Record<string, unknown>;

/** Without a prototype, `__proto__` is a name like others. */
export function emptyTree(): Tree {
  return Object.create(null) as Tree;
}

/** Puts a value into a tree at a path, in place of a value that is on its way. */
export function putInto(tree: Tree, path: readonly string[], value: unknown): void {
  const node = path.slice(0, -1).reduce((at, step) => {
    const there = at[step];
    return typeof there === 'object' && there !== null ? (there as Tree) : (at[step] = emptyTree());
  }, tree);
  node[path.at(-1) ?? ''] = value;
}

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
