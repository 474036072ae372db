/** A selected codec, and the parsing of addresses. */
import type { Connection, Patience } from './connection';
import { UsageError } from './errors';
import type { Identity } from './identity';
import type { GivenSettings } from './macros';

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

export interface Address {
  readonly label: string;
  /** The host in one spelling: in lower case, and without the default port. */
  readonly host: string;
  /** Such as wss://codec.example.com, without a path. */
  readonly url: string;
  readonly isPlain: boolean;
}

const NAME = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i;

/** Parses a host: a name or an IP address, optionally with a port, and with wss:// or ws://. */
export function addressOf(given: string, where: string): Address {
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
  return { label: name, host: new URL(url).host, url, isPlain: scheme === 'ws' };
}
