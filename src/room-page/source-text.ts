/** Source text in the style of the project: values, and what happens in a room. */
import type { Room } from '../simulator/room/room';

/** A value, which a scenario writes as this source text. */
export function withSource<T extends object>(value: T, source: string): T {
  return Object.assign(value, { source });
}

export function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&').replace(/\n/g, '\\n')}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return String(value);
  if ('source' in value) return String(value.source);
  const fields = Object.entries(value).map(([name, field]) => `${nameOf(name)}: ${literal(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function nameOf(name: string): string {
  return /^(\d+|[A-Za-z_]\w*)$/.test(name) ? name : `'${name}'`;
}

/** The calls and assignments by which something happens in a room, as the statements of a scenario. */
export function statementsOf(happen: (room: Room) => void): readonly string[] {
  const statements: string[] = [];
  happen(recorder('room', statements) as Room);
  return statements;
}

/** In place of an object: whatever is called or assigned is written down, and calls return undefined. */
function recorder(path: string, statements: string[]): object {
  return new Proxy(() => undefined, {
    get: (_, name) => recorder(`${path}.${String(name)}`, statements),
    set: (_, name, value) => statements.push(`${path}.${String(name)} = ${literal(value)};`) > 0,
    apply: (_, __, given) => {
      statements.push(`${path}(${given.map(literal).join(', ')});`);
    },
  });
}
