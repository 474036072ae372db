/** Bundles the modules of a macro, with their comments. */
import { readFile } from 'node:fs/promises';
import esbuild from 'esbuild';
import type { Macro, MacroSetting } from '../project/macros';
import { root } from '../project/root';
import { withHeadings } from './headings';
import { markComments, unmarkComments } from './keep-comments';
import { ts } from '../project/typescript';

export async function bundled({ name, settings }: Macro): Promise<string> {
  const built = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [`src/${name}/main.ts`],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    external: ['xapi'],
    legalComments: 'inline',
    write: false,
    logLevel: 'silent',
    plugins: [settingsOfTheFile(settings), keepComments],
  });
  const text = built.outputFiles[0]?.text ?? '';
  return withHeadings(unmarkComments(text)).replace(/;\nvar (?=\w+;$)/gm, ', ');
}

/**
 * The module `settings-block`: the variables at the top of the file, as one object. They are declared once more, so that a
 * deleted one is undefined.
 */
function settingsOfTheFile(settings: readonly MacroSetting[]): esbuild.Plugin {
  return {
    name: 'settings-of-the-file',
    setup(build) {
      build.onResolve({ filter: /^settings-block$/ }, (found) => ({
        path: found.path,
        namespace: 'settings',
      }));
      build.onLoad({ filter: /.*/, namespace: 'settings' }, () => ({
        contents: `export var given;
${settings
  .map(
    ({ id }) => `var ${id};
`,
  )
  .join('')}
given = { ${settings.map(({ id }) => `${id}: ${id}`).join(', ')} };`,
      }));
    },
  };
}

const keepComments: esbuild.Plugin = {
  name: 'keep-comments',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { outputText } = ts.transpileModule(source, {
        compilerOptions: {
          target: ts.ScriptTarget.ES2022,
          module: ts.ModuleKind.ESNext,
          verbatimModuleSyntax: true,
          useDefineForClassFields: false,
        },
      });
      return { contents: markComments(outputText), loader: 'js' };
    });
  },
};
