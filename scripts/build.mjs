/** From the sources of a macro to the files that people download. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import esbuild from 'esbuild';
import prettier from 'prettier';
import ts from 'typescript';
import { tableOfTheSources } from './check-schema.mjs';
import { dressComments, undressComments } from './comments.mjs';
import { compatibility } from './compatibility.mjs';
import { manifest } from './manifest.mjs';
import { pictures } from './pictures.mjs';
import { settingsTable, withPart } from './readme.mjs';
import { header, settingsBlock } from './settings-block.mjs';
import { fromSources, root } from './sources.mjs';

export { root };

/** @typedef {import('./settings-block.mjs').BuiltSetting} BuiltSetting */

export const macros = ['zoom-obtp-redialer', 'presentation-screen-switcher'];

/**
 * All that the build makes: paths below the project, and what belongs there. Of a README it makes what stands between
 * its markers, and leaves the rest as it is.
 */
export async function macroFiles() {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const name of macros) {
    const folder = `macros/${name}`;
    const settings = await settingsOf(name);
    const code = await formatted(lowered(await bundled(name, settings)));
    const top = header(name, await version());
    const block = settingsBlock(settings);
    const file = (/** @type {string} */ start) => [top, start, block, code].join('\n\n');
    files.set(`${folder}/${name}.js`, file("import xapi from 'xapi';"));
    files.set(`${folder}/${name}.legacy.js`, file("'use strict';\n\nvar xapi = require('xapi');"));
    files.set(`${folder}/manifest.json`, await pretty(JSON.stringify(manifest(name, settings)), 'json'));
    files.set(...(await readme(`${folder}/README.md`, 'settings', settingsTable(settings))));
  }
  const table = compatibility(await tableOfTheSources());
  files.set(...(await readme('README.md', 'compatibility', table)));
  for (const [path, picture] of await pictures()) files.set(path, picture);
  return files;
}

/**
 * Writes the files, or with `check` fails where one is not what it should be.
 * @param {{ check: boolean }} how
 */
export async function buildMacros({ check }) {
  const files = await macroFiles();
  const stale = await staleFiles(root, files);
  if (check && stale.length > 0) {
    console.error(`not what the sources build: ${stale.join(', ')}\nrun: npm run build`);
    process.exitCode = 1;
    return;
  }
  for (const path of stale) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), files.get(path) ?? '');
  }
  console.log(stale.length > 0 ? `built ${stale.join(', ')}` : 'the built files are what the sources build');
}

/**
 * The paths of the files that are not there, or are not what they should be.
 * @param {string} directory
 * @param {ReadonlyMap<string, string>} files
 */
export async function staleFiles(directory, files) {
  const stale = [];
  for (const [path, text] of files) {
    const there = await readFile(join(directory, path), 'utf8').catch(() => undefined);
    if (there !== text) stale.push(path);
  }
  return stale;
}

/**
 * A README with a part of it made anew.
 * @param {string} path
 * @param {string} part
 * @param {string} made
 * @returns {Promise<[path: string, text: string]>}
 */
async function readme(path, part, made) {
  const text = await readFile(join(root, path), 'utf8');
  return [path, withPart(path, text, part, await pretty(made, 'markdown'))];
}

async function version() {
  return /** @type {string} */ (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version);
}

/**
 * The settings that a macro declares, each with its help and what it accepts.
 * @param {string} name
 * @returns {Promise<readonly BuiltSetting[]>}
 */
export async function settingsOf(name) {
  const { declared, help, acceptedBy } = await fromSources(`
    export { declared, help } from './src/${name}/settings.ts';
    export { acceptedBy } from './src/macro/settings.ts';`);
  return Object.keys(declared).map((id) => ({
    id,
    help: help[id],
    accepts: acceptedBy(declared[id]),
    ...declared[id],
  }));
}

/**
 * @param {string} name
 * @param {readonly BuiltSetting[]} settings
 */
async function bundled(name, settings) {
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
    logLevel: 'error',
    plugins: [settingsOfTheFile(settings), keepComments],
  });
  return undressComments(textOf(built)).replace(/^\/\/ (src\/|settings:).*\n/gm, '');
}

/**
 * The module `settings-block`: the variables at the top of the file, as one object.
 * @param {readonly BuiltSetting[]} settings
 * @returns {esbuild.Plugin}
 */
function settingsOfTheFile(settings) {
  return {
    name: 'settings-of-the-file',
    setup(build) {
      build.onResolve({ filter: /^settings-block$/ }, (found) => ({
        path: found.path,
        namespace: 'settings',
      }));
      build.onLoad({ filter: /.*/, namespace: 'settings' }, () => ({
        contents: `export default { ${settings.map(({ id }) => `${id}: ${id}`).join(', ')} };`,
      }));
    },
  };
}

/** @type {esbuild.Plugin} */
const keepComments = {
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
      return { contents: dressComments(outputText), loader: 'js' };
    });
  },
};

/**
 * Modern JavaScript to ES5, which esbuild cannot do. The import of xapi is taken out: each form brings its own.
 * @param {string} code
 */
function lowered(code) {
  const { outputText, diagnostics } = ts.transpileModule(code.replace(/^import xapi from "xapi";$/m, ''), {
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES5,
      module: ts.ModuleKind.ESNext,
      newLine: ts.NewLineKind.LineFeed,
    },
  });
  if (diagnostics?.length) throw new Error(JSON.stringify(diagnostics.map((found) => found.messageText)));
  return outputText;
}

/**
 * As the sources are formatted, but with tabs, and without the commas that ES5 does not know.
 * @param {string} code
 */
function formatted(code) {
  return pretty(code, 'babel', { useTabs: true, printWidth: 120, trailingComma: 'none' });
}

/**
 * As the rest of the project is formatted.
 * @param {string} text
 * @param {string} parser
 * @param {prettier.Options} [other]
 */
async function pretty(text, parser, other) {
  const options = await prettier.resolveConfig(join(root, 'esbuild.config.mjs'));
  return prettier.format(text, { ...options, parser, ...other });
}

/** @param {esbuild.BuildResult<{ write: false }>} built */
function textOf(built) {
  return built.outputFiles[0]?.text ?? '';
}
