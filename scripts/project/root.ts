/** The folder of the project, and what package.json says about it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const json = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly license: string;
  readonly repository?: { readonly url: string };
  readonly bugs?: { readonly url: string };
  readonly homepage?: string;
};

/** The addresses are set when the project is published. */
export const projectInfo = {
  name: json.name,
  license: json.license,
  address: json.repository?.url.replace(/^git\+|\.git$/g, ''),
  issues: json.bugs?.url,
  homepage: json.homepage?.replace(/#.*$/, ''),
};
