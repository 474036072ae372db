/** Selects codecs: hosts, a list of rooms, or devices in Webex. */
import type { GivenSettings } from './built-macro';
import type { Connection, Patience } from './connection';
import { connectDirect } from './direct';
import type { Credentials } from './direct';
import { UsageError } from './errors';
import type { Identity } from './identity';
import type { Io } from './io';
import type { Macro } from './macros';
import type { Given } from './options';
import { readRooms } from './rooms';
import { remember } from './secrets';
import type { Terminal } from './terminal';
import { findDevices } from './webex';
import { webexApi } from './webex-api';

/** A selected codec. */
export interface Target {
  /** The name of the codec in all output. */
  readonly label: string;
  /** Settings for this room only. */
  readonly settings: GivenSettings;
  readonly open: (patience: Patience) => Promise<Connection>;
  /** Set if it is known without a request to the codec. */
  readonly identity?: Identity;
  /** Why the codec cannot be reached or must not be changed, if this is known in advance. */
  readonly refusal?: (isChanging: boolean) => string | undefined;
}

type Find = (patience: Patience, terminal: Terminal) => Promise<readonly Target[]>;

/** Checks the selection, and returns a function that finds the codecs. Only that function prompts and connects. */
export function select(io: Io, given: Given, chosen: readonly Macro[]): Find {
  const ways = [given.host, given.rooms, given.webex].filter((way) => way !== undefined);
  if (ways.length === 0)
    throw new UsageError('no codec selected: give --host NAME, --rooms FILE.csv or --webex');
  if (ways.length > 1) throw new UsageError('give one of --host, --rooms and --webex, not several');
  const isFiltered = [given.device, given.name, given.tag, given.product].some((one) => one !== undefined);
  if (isFiltered && !given.webex) {
    throw new UsageError('--device, --name, --tag and --product choose among devices in Webex: add --webex');
  }
  if (given.webex && !isFiltered) {
    throw new UsageError(
      "--webex: no devices given; use --device, --name, --tag or --product; --name '*' is all",
    );
  }
  if (given.webex) return devicesIn(io, given);
  return reach(io, addressed(io, given, chosen), given.insecure === true);
}

interface Addressed {
  readonly address: Address;
  readonly label: string;
  readonly settings: GivenSettings;
}

function addressed(
  io: Io,
  { host: hosts = [], rooms }: Given,
  chosen: readonly Macro[],
): readonly Addressed[] {
  const listed = rooms === undefined ? [] : readRooms(rooms, io.files, io.macros, chosen);
  const named = hosts.map((host) => ({ host, room: '', where: '--host', settings: {} }));
  const seen = new Map<string, { readonly where: string; readonly name: string }>();
  return [...named, ...listed].map(({ host, room, where, settings }) => {
    const address = addressOf(host, where);
    const before = seen.get(address.host);
    if (before) {
      const also = before.name === address.name ? '' : `, also as ${before.name}`;
      const line = where === '--host' ? '' : `${where}: `;
      const other = where === '--host' ? '' : ` (${before.where.replace(/.* (?=line)/, '')})`;
      throw new UsageError(`${line}${address.name} is named twice${also}${other}`);
    }
    seen.set(address.host, { where, name: address.name });
    return { address, label: room === '' ? address.name : `${room} (${address.name})`, settings };
  });
}

function reach(io: Io, found: readonly Addressed[], isInsecure: boolean): Find {
  return async (_, { warn }) => {
    if (isInsecure) {
      warn(
        'warning: --insecure: certificates are not verified; whoever is between here and a codec can read the password',
      );
    }
    for (const { address } of found.filter((one) => one.address.isPlain)) {
      warn(
        `warning: ${address.name}: ws:// is not encrypted; whoever is on the network can read the password`,
      );
    }
    const credentials = await readCredentials(io);
    const { network } = io;
    return found.map(({ address, label, settings }) => ({
      label,
      settings,
      open: (patience) => connectDirect(address.url, { isInsecure, credentials, network }, patience),
    }));
  };
}

function devicesIn(io: Io, filters: Given): Find {
  return async (patience, { warn }) => {
    const base = io.environment['WEBEX_API'] ?? 'https://webexapis.com/v1';
    if (!URL.canParse(base)) throw new UsageError('WEBEX_API is no address');
    if (new URL(base).protocol !== 'https:') {
      warn('warning: WEBEX_API is not https: whoever is on the network can read the access token');
    }
    const api = webexApi({ base, token: await readToken(io), fetch: io.network.fetch, said: warn });
    return findDevices(api, filters, patience);
  };
}

async function readCredentials(io: Io): Promise<Credentials> {
  const username = io.environment['CODEC_USERNAME'] ?? 'admin';
  const password = await secretOf(io, 'CODEC_PASSWORD', `Password of ${username}`);
  for (const encoding of ['base64', 'base64url'] as const)
    remember(Buffer.from(`${username}:${password}`).toString(encoding));
  return { username, password };
}

async function readToken(io: Io): Promise<string> {
  const token = await secretOf(io, 'WEBEX_TOKEN', 'Webex access token');
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('the Webex access token is empty or contains a space');
  return token;
}

/** A secret from the environment or a prompt. */
async function secretOf({ environment, prompts, stop }: Io, variable: string, what: string): Promise<string> {
  let secret = environment[variable];
  if (secret === undefined && !prompts)
    throw new UsageError(`set ${variable}: there is no terminal to ask for it`);
  secret ??= (await prompts?.password(`${what}:`, stop)) ?? '';
  remember(secret);
  return secret;
}

interface Address {
  /** As it was given, without a scheme. */
  readonly name: string;
  /** The host in one spelling: in lower case, and without the default port. */
  readonly host: string;
  /** Such as wss://codec.example.com, without a path. */
  readonly url: string;
  readonly isPlain: boolean;
}

const NAME = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i;

/** Parses a host: a name or an IP address, optionally with a port, and with wss:// or ws://. */
function addressOf(given: string, where: string): Address {
  const [, scheme = 'wss', name = ''] = /^(?:(\w+):\/\/)?(.*?)\/?$/.exec(given.trim()) ?? [];
  if (name.includes('@')) {
    throw new UsageError(
      `${where}: no user name or password in an address; set CODEC_USERNAME and CODEC_PASSWORD`,
    );
  }
  if (!['ws', 'wss'].includes(scheme)) {
    throw new UsageError(`${where}: expected a name, an address, wss://NAME or ws://NAME, got ${scheme}://`);
  }
  const url = `${scheme}://${name}`;
  if (!NAME.test(name) || !URL.canParse(url)) {
    throw new UsageError(`${where}: "${name}" is no host name or address`);
  }
  return { name, host: new URL(url).host, url, isPlain: scheme === 'ws' };
}
