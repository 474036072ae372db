/** Devices in Webex, selected by id, name, tag and product. */
import type { Patience } from './connection';
import { UsageError } from './errors';
import { identityOf } from './identity';
import { listIn, textAt } from './installed';
import type { Target } from './target';
import type { WebexApi } from './webex-api';
import { connectWebex } from './webex-connection';

export interface Filters {
  readonly devices: readonly string[];
  readonly names: readonly string[];
  readonly tags: readonly string[];
  readonly products: readonly string[];
}

const PAGE_SIZE = 100;
const ONLINE = ['connected', 'connected_with_issues'];

/** The devices that match at least one value of every given kind of filter. */
export async function findDevices(
  api: WebexApi,
  filters: Filters,
  patience: Patience,
): Promise<readonly Target[]> {
  const all = await api.list('devices', { type: 'roomdesk', max: PAGE_SIZE }, patience);
  const found = all.filter((device) => matches(device, filters));
  for (const id of filters.devices) {
    if (!all.some((device) => textAt(device, 'id') === id)) throw new UsageError(`there is no device ${id}`);
  }
  if (found.length === 0) throw new UsageError(`none of ${all.length} devices in Webex matches`);
  const labels = found.map((device) => textAt(device, 'displayName') || textAt(device, 'id'));
  return found.map((device, index) => targetOf(api, device, labelOf(labels, index, textAt(device, 'id'))));
}

/** Adds the id to a name that several devices share. */
function labelOf(labels: readonly string[], index: number, id: string): string {
  const label = labels[index] ?? id;
  return labels.filter((other) => other === label).length > 1 ? `${label} (…${id.slice(-8)})` : label;
}

function targetOf(api: WebexApi, device: unknown, label: string): Target {
  const id = textAt(device, 'id');
  const status = textAt(device, 'connectionStatus');
  const mayChange = listIn(device, 'permissions').includes('xapi:all');
  return {
    label,
    settings: {},
    identity: identityOf(textAt(device, 'product'), textAt(device, 'software')),
    refusal: (isChanging) => {
      if (!ONLINE.includes(status)) return `offline: Webex says ${status || 'nothing of its connection'}`;
      if (isChanging && !mayChange) return 'the access token may only read this device';
      return undefined;
    },
    open: (patience) => Promise.resolve(connectWebex(api, id, patience)),
  };
}

function matches(device: unknown, { devices, names, tags, products }: Filters): boolean {
  const isOne = (wanted: readonly string[], test: (text: string) => boolean): boolean =>
    wanted.length === 0 || wanted.some(test);
  const product = textAt(device, 'product').toLowerCase();
  const own = listIn(device, 'tags').map((tag) => String(tag).toLowerCase());
  return (
    isOne(devices, (id) => textAt(device, 'id') === id) &&
    isOne(names, (pattern) => isLike(textAt(device, 'displayName'), pattern)) &&
    isOne(tags, (tag) => own.includes(tag.toLowerCase())) &&
    isOne(products, (name) => product === name.toLowerCase() || product.endsWith(` ${name.toLowerCase()}`))
  );
}

/** Whether a text matches a pattern, in which * matches any text and ? one character. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}
