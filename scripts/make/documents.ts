/** The documents with tables that the build writes. The rest of them stays as it is. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../project/command-failure';
import { macros } from '../project/macro-folders';
import type { Macro } from '../project/macro-folders';
import { root } from '../project/root';
import type { Artifact } from './main';
import { compatibility, defaultRoles, settingsTable } from './tables';

export async function documents(): Promise<readonly Artifact[]> {
  const shared: readonly Table[] = [
    ['compatibility', compatibility(macros)],
    ['default roles', defaultRoles()],
  ];
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const pages = macros.map(async (macro): Promise<Artifact> => {
    const path = `macros/${macro.name}/README.md`;
    const text = await readFile(join(root, path), 'utf8').catch(() => emptyReadme(macro));
    const own: Table = ['settings', settingsTable(macro.settings)];
    return [path, withReadyVersion(withTables(path, text, new Map([...shared, own])), macro.version)];
  });
  return [['README.md', withTables('README.md', readme, new Map(shared))], ...(await Promise.all(pages))];
}

type Table = readonly [name: string, text: string];

/** The README of a macro that has none yet. */
function emptyReadme({ name, title, summary }: Macro): string {
  const table = '<!-- settings: made by npm run build -->\n<!-- end of the settings -->';
  const parts = [`# ${title}`, summary, `To install it, download \`${name}.js\`.`, '## Settings', table];
  return `${parts.join('\n\n')}\n`;
}

/**
 * A document with the tables that it has markers for.
 * @param path for the message if a table is unknown
 */
export function withTables(path: string, text: string, tables: ReadonlyMap<string, string>): string {
  const start = /<!-- (.*): made by npm run build -->/g;
  const whole = /(<!-- (.*): made by npm run build -->\n)[^]*?(<!-- end of the \2 -->\n)/g;
  if (text.match(start)?.length !== text.match(whole)?.length)
    throw new Failure(`${path}: a table that npm run build makes has no end`);
  return text.replace(whole, (_, first: string, name: string, last: string) => {
    const table = tables.get(name);
    if (table === undefined) throw new Failure(`${path}: npm run build makes no table named ${name}`);
    return `${first}\n${table}\n\n${last}`;
  });
}

/** A document of a macro with the version in the lines that the macro prints when it has started. */
export function withReadyVersion(text: string, version: string): string {
  return text.replace(/\bready: version \d+\.\d+\.\d+/g, `ready: version ${version}`);
}
