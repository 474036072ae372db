/** Requests and reports as one line each, as an integrator would write them. */
import type { Request } from '../../simulator/codec/device';

const MAX_PARTS = 3;
const MAX_VALUE = 60;

/** '' for the bookkeeping of subscriptions, which nobody needs to see. */
export function requestText({ method, params = {} }: Request): string {
  if (method.startsWith('xFeedback')) return '';
  const path = Array.isArray(params['Path']) ? params['Path'].join(' ') : '';
  if (method === 'xGet') return `reads ${path}`;
  if (method === 'xSet') return `sets ${path.replace(/^Configuration /, '')}: ${short(params['Value'])}`;
  const parameters = Object.entries(params).map(([name, value]) => `${name}: ${secret(name, value)}`);
  return [method.replace('xCommand/', '').replaceAll('/', ' '), ...parameters].join(' ');
}

export function reportText(report: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(report).flatMap(([name, value]) => (name === 'Id' ? [] : leaves(name, value)));
  const more = parts.length - MAX_PARTS;
  return parts.slice(0, MAX_PARTS).join(', ') + (more > 0 ? `, and ${more} more` : '');
}

function leaves(path: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((element) => leaves(path, element));
  if (typeof value !== 'object' || value === null) return [`${withoutRoot(path)}: ${short(value)}`];
  const { id, ...rest } = value as Readonly<Record<string, unknown>>;
  const here = typeof id === 'string' || typeof id === 'number' ? `${path} ${id}` : path;
  if (rest['ghost'] !== undefined) return [`${withoutRoot(here)} is gone`];
  return Object.entries(rest).flatMap(([name, field]) => leaves(`${here} ${name}`, field));
}

function withoutRoot(path: string): string {
  return path.replace(/^(Status|Event|Configuration) /, '');
}

/** A dial string ends with the passcode of the meeting. */
function secret(name: string, value: unknown): string {
  return name === 'Number' ? short(value).replace(/\.[^@]*@/, '.••••@') : short(value);
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  const line = text.replace(/\s+/g, ' ').replace(/(\d{5,}\.)[^@\s]+@/g, '$1••••@');
  return line.length > MAX_VALUE ? `${line.slice(0, MAX_VALUE - 1)}…` : line;
}
