/** Facts from package.json. The address and the issue tracker may not be set. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project/root';

interface ProjectInfo {
  readonly name: string;
  readonly license: string;
  readonly address: string | undefined;
  readonly issues: string | undefined;
}

export const projectInfo: ProjectInfo = projectInfoIn(
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>,
);

export function projectInfoIn(json: Readonly<Record<string, unknown>>): ProjectInfo {
  return {
    name: String(json['name']),
    license: String(json['license']),
    address: urlOf(json['repository'])
      ?.replace(/^git\+/, '')
      .replace(/\.git$/, ''),
    issues: urlOf(json['bugs']),
  };
}

/** npm takes a text, or an object with a url. */
function urlOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('url' in value)) return undefined;
  return typeof value.url === 'string' ? value.url : undefined;
}
