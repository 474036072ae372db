/** Passwords and tokens never appear in any output. */

/** For the whole run: nothing that it prints may contain one. */
const secrets = new Set<string>();
/** Shorter secrets are not masked, because that would mask ordinary words, too. */
const SHORTEST_HIDDEN = 4;

/** A run begins, which has secrets of its own. */
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
