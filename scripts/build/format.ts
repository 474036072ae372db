import { join } from 'node:path';
import prettier from 'prettier';
import { root } from '../project/root';

/** Formatted as the rest of the project is. */
export async function pretty(text: string, parser: string, other?: prettier.Options): Promise<string> {
  const options = await prettier.resolveConfig(join(root, 'package.json'));
  return prettier.format(text, { ...options, parser, ...other });
}
