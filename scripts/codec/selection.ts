/** Selects codecs: hosts, a list of rooms, or devices in Webex. */
import type { Patience } from './connection';
import { connectDirect } from './direct';
import { UsageError } from './errors';
import type { GivenSettings, Macro } from './macros';
import { readRooms } from './rooms';
import { readCredentials, readToken } from './secrets';
import { addressOf } from './target';
import type { Address, Target } from './target';
import { webexApi } from './webex-api';
import { findDevices } from './webex-devices';

export interface Selection {
  readonly hosts: readonly string[];
  readonly rooms?: string;
  readonly isWebex: boolean;
  readonly isInsecure: boolean;
  readonly devices: readonly string[];
  readonly names: readonly string[];
  readonly tags: readonly string[];
  readonly products: readonly string[];
}

interface Addressed {
  readonly address: Address;
  readonly settings: GivenSettings;
}

/** Checks the selection, and returns a function that finds the codecs. Only that function prompts and connects. */
export function select(
  selection: Selection,
  all: readonly Macro[],
  warn: (line: string) => void,
): (patience: Patience) => Promise<readonly Target[]> {
  const ways = [selection.hosts.length > 0, selection.rooms !== undefined, selection.isWebex].filter(Boolean);
  if (ways.length === 0)
    throw new UsageError('no codec selected: give --host NAME, --rooms FILE.csv or --webex');
  if (ways.length > 1) throw new UsageError('give one of --host, --rooms and --webex, not several');
  const filters = [...selection.devices, ...selection.names, ...selection.tags, ...selection.products];
  if (filters.length > 0 && !selection.isWebex) {
    throw new UsageError('--device, --name, --tag and --product choose among devices in Webex: add --webex');
  }
  if (selection.isWebex && filters.length === 0) {
    throw new UsageError(
      "--webex: no devices given; use --device, --name, --tag or --product; --name '*' is all",
    );
  }
  if (selection.isWebex) return (patience) => devicesIn(selection, patience, warn);
  const found = directTargets(selection, all);
  return () => reach(found, selection.isInsecure, warn);
}

function directTargets({ hosts, rooms }: Selection, all: readonly Macro[]): readonly Addressed[] {
  const listed = rooms === undefined ? [] : readRooms(rooms, all);
  const named = hosts.map((host) => ({ host, where: '--host', settings: {} }));
  const targets = [...named, ...listed].map(({ host, where, settings }) => ({
    address: addressOf(host, where),
    settings,
  }));
  const seen = new Map<string, string>();
  for (const { address } of targets) {
    const before = seen.get(address.host);
    seen.set(address.host, address.label);
    if (before === undefined) continue;
    const also = before === address.label ? '' : `, also as ${before}`;
    throw new UsageError(`${address.label} is named twice${also}`);
  }
  return targets;
}

async function reach(
  found: readonly Addressed[],
  isInsecure: boolean,
  warn: (line: string) => void,
): Promise<readonly Target[]> {
  if (isInsecure) {
    warn(
      'warning: --insecure: certificates are not verified; whoever is between here and a codec can read the password',
    );
  }
  for (const { address } of found.filter((one) => one.address.isPlain)) {
    warn(
      `warning: ${address.label}: ws:// is not encrypted; whoever is on the network can read the password`,
    );
  }
  const credentials = await readCredentials();
  return found.map(({ address, settings }) => ({
    label: address.label,
    settings,
    open: (patience) => connectDirect(address.url, { isInsecure, credentials }, patience),
  }));
}

async function devicesIn(
  selection: Selection,
  patience: Patience,
  warn: (line: string) => void,
): Promise<readonly Target[]> {
  const base = process.env['WEBEX_API'] ?? 'https://webexapis.com/v1';
  if (!URL.canParse(base)) throw new UsageError('WEBEX_API is no address');
  if (new URL(base).protocol !== 'https:') {
    warn('warning: WEBEX_API is not https: whoever is on the network can read the access token');
  }
  const api = webexApi(base, await readToken(), warn);
  return findDevices(api, selection, patience);
}
