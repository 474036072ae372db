/** Texts and answers from outside, which may be secret, hostile or incomplete, and what people are told. */

/** The command line is wrong, or a file that it names: one line, exit code 2. */
export class UsageError extends Error {}

/** A signal has come, such as that of Ctrl+C: no new request is sent. */
export class Interrupted extends Error {
  override readonly message = 'interrupted';
}

/** A codec cannot be reached, or a request failed. The message explains it. */
export class CodecError extends Error {}

/** A codec has answered with an error. All other errors leave open what it did. */
export class RefusedError extends CodecError {
  constructor(
    message: string,
    /** Whether nothing exists at a path. */
    readonly isNothingThere = false,
  ) {
    super(message);
  }
}

const DENIED = /denied|permission|not allowed|not authori[sz]ed|unauthori[sz]ed|insufficient (role|rights)/i;

/** The code of the xAPI if nothing exists at a path. Webex tells none. */
const NOTHING_THERE = 3;

/** What a codec rejects with: a plain object with a code and a message, usually. */
export function refusedBy(error: unknown): RefusedError {
  const text = outside(textAt(error, 'message')) || 'unknown error';
  const code = fieldAt(error, 'code');
  const told = typeof code === 'number' ? ` (code ${code})` : '';
  const remedy = DENIED.test(text) ? '; does the user have the role Admin?' : '';
  return new RefusedError(text + told + remedy, code === NOTHING_THERE);
}

/** The answer; `instead` if the codec refuses the request. */
export function unlessRefused<T, U>(answer: Promise<T>, instead: (error: RefusedError) => U): Promise<T | U> {
  return answer.catch((error: unknown) => {
    if (error instanceof RefusedError) return instead(error);
    throw error;
  });
}

/** An error as one line. The messages of all errors but those above come from outside. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(outside(String(error)));
  const isOwn = [UsageError, Interrupted, CodecError].some((kind) => error instanceof kind);
  return oneLine(isOwn ? error.message : outside(error.message));
}

export function stackOf(error: unknown): readonly string[] {
  return error instanceof Error ? outside(error.stack ?? '').split('\n') : [];
}

/** What is wrong with a file, from an error of the file system such as "EACCES: permission denied, open 'FILE'". */
export function fileFault(error: unknown): string {
  const text = explain(error);
  return /^E[A-Z]+: ([^,]+)/.exec(text)?.[1] ?? text;
}

const NETWORK_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it, or use --insecure',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: is the time of this computer right?',
  ECONNREFUSED: 'unreachable: the connection was refused',
  ENOTFOUND: 'unreachable: there is no such name',
  EAI_AGAIN: 'unreachable: names are not resolved; is the network up?',
  ECONNRESET: 'the connection broke',
  EPROTO: 'it does not speak TLS at this port',
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'it sent a message that is too large: is it a codec?',
};
const UNTRUSTED = /SELF_SIGNED|UNABLE_TO|CERT_/;
const MOST_NAMES = 200;

/** What is wrong with a connection, from the error of a socket or of `fetch`, which has it as its cause. */
export function networkFault(thrown: unknown): string {
  const error = textAt(thrown, 'code') === '' ? fieldAt(thrown, 'cause') : thrown;
  const code = textAt(error, 'code');
  const known = NETWORK_FAULTS[code];
  if (known !== undefined) return known;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = textAt(fieldAt(error, 'cert'), 'subjectaltname').slice(0, MOST_NAMES);
    return `its certificate is for another name${names && ` (${names})`}: use that name, or --insecure`;
  }
  if (UNTRUSTED.test(code))
    return `its certificate is not trusted (${code}): name its authority's file in NODE_EXTRA_CA_CERTS, or use --insecure`;
  if (/^(ERR_SSL|WS_ERR)/.test(code))
    return `it does not speak as a codec does (${code}): is the address right?`;
  return code === '' ? 'the connection failed' : `unreachable: ${code}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}

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
