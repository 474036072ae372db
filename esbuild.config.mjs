/**
 * How esbuild bundles the macros and the room page. `npm run build` runs this file: it makes them and everything else
 * that scripts/make makes from the sources. With --check nothing is written, and it fails where a file is out of date.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from './scripts/run.mjs';

const root = import.meta.dirname;

/**
 * A macro as one module with all its comments; scripts/make lowers it to ES5.
 * @param {string} name of the macro
 * @param {readonly string[]} settings their names
 */
export function macroOptions(name, settings) {
  return /** @type {const} */ ({
    absWorkingDir: root,
    entryPoints: [`src/${name}/main.ts`],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    external: ['xapi'],
    // The build marks all comments as legal ones, which esbuild keeps.
    legalComments: 'inline',
    write: false,
    logLevel: 'silent',
    plugins: [settingsOfTheFile(settings)],
  });
}

/**
 * A script of the room page.
 * @param {string} entry
 * @param {readonly string[]} macros their names
 */
export function pageOptions(entry, macros) {
  return /** @type {const} */ ({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'error',
    plugins: [modulesOfMacros(macros)],
  });
}

/**
 * The module `settings-block`: the variables at the top of the file, as one object. They are declared once more, so that a
 * deleted one is undefined.
 * @param {readonly string[]} settings
 * @returns {import('esbuild').Plugin}
 */
function settingsOfTheFile(settings) {
  const declared = settings.map((id) => `var ${id};\n`).join('');
  const fields = settings.map((id) => `${id}: ${id},\n`).join('');
  return {
    name: 'settings-of-the-file',
    setup(build) {
      build.onResolve({ filter: /^settings-block$/ }, ({ path }) => ({ path, namespace: 'settings' }));
      build.onLoad({ filter: /.*/, namespace: 'settings' }, () => ({
        contents: `export var given;\n${declared}given = {\n${fields}};`,
      }));
    },
  };
}

/**
 * Gives `import.meta.glob` of the room page the modules of that name of all macros.
 * @param {readonly string[]} macros
 * @returns {import('esbuild').Plugin}
 */
function modulesOfMacros(macros) {
  return {
    name: 'modules-of-macros',
    setup(build) {
      build.onLoad({ filter: /room-page[\\/][\w-]+\.ts$/ }, ({ path }) => {
        let imports = '';
        const text = readFileSync(path, 'utf8').replace(
          /import\.meta\.glob<.*?>\(\s*'\.\.\/\*\/(\w+)\.ts',[^)]*\)/g,
          (_, /** @type {string} */ module) => {
            const own = macros.filter((name) => existsSync(`${root}/src/${name}/${module}.ts`));
            const fields = own.map((name, index) => {
              imports += `import * as ${module}${index} from '../${name}/${module}.ts';\n`;
              return `'../${name}/${module}.ts': ${module}${index}`;
            });
            return `{ ${fields.join(', ')} }`;
          },
        );
        return { contents: imports + text, loader: 'ts' };
      });
    },
  };
}

// Not awaited, because what it loads imports this module.
if (process.argv[1] === fileURLToPath(import.meta.url)) void run('make', process.argv.slice(2));
