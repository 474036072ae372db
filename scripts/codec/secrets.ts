/** Passwords and tokens: from the environment or a prompt, never from the command line, never in any output. */
import password from '@inquirer/password';
import { UsageError } from './errors';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

const secrets = new Set<string>();
/** Shorter secrets are not masked, because that would mask ordinary words, too. */
const SHORTEST_HIDDEN = 4;

/** The user name for direct connections. */
export async function readCredentials(): Promise<Credentials> {
  const username = process.env['CODEC_USERNAME'] ?? 'admin';
  const given = process.env['CODEC_PASSWORD'] ?? (await ask(`Password of ${username}`, 'CODEC_PASSWORD'));
  remember(given);
  remember(Buffer.from(`${username}:${given}`).toString('base64'));
  remember(Buffer.from(`${username}:${given}`).toString('base64url'));
  return { username, password: given };
}

/** The access token for Webex. */
export async function readToken(): Promise<string> {
  const token = process.env['WEBEX_TOKEN'] ?? (await ask('Webex access token', 'WEBEX_TOKEN'));
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('the Webex access token is empty or contains a space');
  remember(token);
  return token;
}

/** A text with all known secrets masked. All output passes through here. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, '••••');
  return clean;
}

function remember(secret: string): void {
  if (secret.length < SHORTEST_HIDDEN) return;
  secrets.add(secret);
  secrets.add(encodeURIComponent(secret));
}

async function ask(what: string, variable: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError(`set ${variable}: there is no terminal to ask for it`);
  // The prompt is on stderr, so that stdout contains only results. Typed characters are not shown.
  return password(
    { message: `${what}:`, toggleMask: false, theme: { style: { maskedText: '(not shown)' } } },
    { output: process.stderr },
  );
}
