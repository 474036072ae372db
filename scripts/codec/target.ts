/** One codec that was selected, and the addresses that people give. */
import type { Connection, Patience } from './connection';
import { UsageError } from './errors';
import type { Identity } from './identity';
import type { GivenSettings } from './macros';

export interface Target {
  /** What the codec is called in all output. */
  readonly label: string;
  /** Settings of this room alone. */
  readonly settings: GivenSettings;
  readonly open: (patience: Patience) => Promise<Connection>;
  /** Where it is known without asking the codec. */
  readonly identity?: Identity;
  /** Why it cannot be reached, or must not be changed, where that is known before. */
  readonly refusal?: (isChanging: boolean) => string | undefined;
}

export interface Address {
  readonly label: string;
  /** Such as wss://codec.example.com, without a path. */
  readonly url: string;
  readonly isPlain: boolean;
}

const NAME = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i;

/** Reads what was given for a host: a name or an IP address, with a port or not, with wss:// or ws:// or not. */
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
  if (!NAME.test(name)) throw new UsageError(`${where}: "${name}" is no host name or address`);
  return { label: name, url: `${scheme}://${name}`, isPlain: scheme === 'ws' };
}
