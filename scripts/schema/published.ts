/** Reads schema files as Cisco publishes them. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Firmware } from '../../src/xapi/schema-subset';
import { Failure } from '../project/command-failure';

/** A value space as the schema writes it: numbers are text. */
export interface Published {
  type: string;
  Values?: string[];
  Min?: string;
  Max?: string;
  MinLength?: string;
  MaxLength?: string;
}

export interface PublishedParameter {
  name: string;
  required: boolean;
  valuespace: Published;
}

/** A node in the schema, for some products. */
export interface SchemaObject {
  type: string;
  path: string;
  products: string[];
  attributes: {
    valuespace?: Published;
    default?: string;
    params?: PublishedParameter[];
    multiline?: string;
    children?: Record<string, { valuespace: string }>;
  };
}

/** The firmware that a schema is of, from the name of its file. */
export function firmwareOf(file: string) {
  const found = /^\d+\.\d+(\.\d+)?(?!\d)/.exec(basename(file))?.[0] ?? '';
  if (isFirmware(found)) return found;
  throw new Failure(
    `${file}: its name does not tell the firmware. Name it after the firmware, as in 11.14.5.0.json.gz or 26.1.1-December-2025.json`,
  );
}

function isFirmware(text: string): text is Firmware {
  return /^\d+\.\d+(\.\d+)?$/.test(text);
}

/** The objects of a schema file, plain or gzipped. */
export function objectsIn(bytes: Uint8Array, file: string): SchemaObject[] {
  try {
    const isGzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = new TextDecoder().decode(isGzipped ? gunzipSync(bytes) : bytes);
    const schema: unknown = JSON.parse(text);
    if (!isSchema(schema)) throw new Error('no { "objects": [...] } in it');
    return schema.objects;
  } catch (error) {
    throw new Failure(`${file}: not a schema (${error instanceof Error ? error.message : String(error)})`, {
      cause: error,
    });
  }
}

function isSchema(schema: unknown): schema is { readonly objects: SchemaObject[] } {
  if (typeof schema !== 'object' || schema === null || !('objects' in schema)) return false;
  return Array.isArray(schema.objects) && schema.objects.length > 0;
}

/** The objects of a schema file. */
export async function readSchema(file: string): Promise<SchemaObject[]> {
  return objectsIn(await readFile(file), file);
}

/** Finds the objects of a node. The schema lists configurations by connector, [1..2] or [3]; they are found as [n]. */
export function byNode(
  objects: readonly SchemaObject[],
): (type: string, path: string) => readonly SchemaObject[] {
  const all = new Map<string, SchemaObject[]>();
  for (const object of objects) {
    const isListed = object.type === 'Configuration';
    const path = isListed ? object.path.replace(/\[[\d.]+\]/g, '[n]') : object.path;
    const key = `${object.type} ${path}`;
    all.set(key, [...(all.get(key) ?? []), object]);
  }
  return (type, path) => all.get(`${type} ${path}`) ?? [];
}

/** The connectors of a path: 1 and 2 for `Connector[1..2]`, 3 for `Connector[3]`. */
export function idsIn(path: string): readonly string[] {
  const [, first, last] = /\[(\d+)(?:\.\.(\d+))?\]/.exec(path) ?? [];
  const count = Number(last ?? first) - Number(first) + 1;
  return Array.from({ length: count || 0 }, (_, index) => String(Number(first) + index));
}
