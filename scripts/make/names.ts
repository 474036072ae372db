/**
 * esbuild appends a number to a variable whose name is used in an enclosing scope, even if nothing refers to the
 * other one. For readability, such a variable gets its original name back.
 */
import esbuild from 'esbuild';

/** A bundle with the names of the sources, as long as they mean the same: then it is also the same when minified. */
export async function withSourceNames(bundle: string): Promise<string> {
  const meant = await minified(bundle);
  let text = bundle;
  for (const numbered of new Set(bundle.match(/\b[a-z]\w*[a-z]\d+\b/gi))) {
    const name = numbered.replace(/\d+$/, '');
    const renamed = text.replace(new RegExp(`\\b${numbered}\\b`, 'g'), name);
    if ((await minified(renamed)) === meant) text = renamed;
  }
  return text;
}

/** With its comments: a name in one of them stays as it is. */
async function minified(text: string): Promise<string> {
  const options = { format: 'esm', minifyIdentifiers: true, legalComments: 'inline' } as const;
  return (await esbuild.transform(text, options)).code;
}
