/** macros/room.html: one file with the page, the simulated codec, the built macros and how to install them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import esbuild from 'esbuild';
import type { InstallGuide } from '../../src/room-page/install-guide';
import type { ProjectInfo } from '../../src/room-page/project-info';
import { root } from '../project/root';
import { projectInfo } from './project-info';

export const ROOM_PAGE = 'macros/room.html';
const SOURCES = 'src/room-page';
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="3" width="14" height="9" rx="1.500" fill="#175e86"/></svg>';

/**
 * @param macros the built files in their module form, by the name of the macro
 * @param guide how to install them
 */
export async function roomPage(
  macros: Readonly<Record<string, string>>,
  guide: InstallGuide,
): Promise<string> {
  const [script, worker, style] = await Promise.all([
    bundled(`${SOURCES}/main.tsx`, macroModules(Object.keys(macros))),
    bundled(`${SOURCES}/worker/main.ts`),
    minifiedStyle(),
  ]);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="description" content="Try, configure and download macros for Cisco room devices, in a simulated room like yours.">',
    '<title>Try it in your room: macros for Cisco room devices</title>',
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<div id="page"></div>',
    '<noscript>This page needs JavaScript.</noscript>',
    `<script type="application/json" id="macros">${asData(macros)}</script>`,
    `<script type="application/json" id="install-guide">${asData(guide)}</script>`,
    `<script type="application/json" id="project">${asData(await projectFacts())}</script>`,
    `<script type="application/json" id="room-worker">${asData(worker)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/**
 * Nothing is loaded. The page's own script and style are named by their hashes; blob: is for the worker and the macro
 * in it, which are texts of this page. Nobody may use eval.
 */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)} blob:`,
    'worker-src blob:',
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

async function projectFacts(): Promise<ProjectInfo> {
  const json: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const homepage = typeof json === 'object' && json !== null && 'homepage' in json ? json.homepage : '';
  return {
    license: projectInfo.license,
    repository: projectInfo.address ?? '',
    homepage: typeof homepage === 'string' ? homepage.replace(/#.*$/, '') : '',
  };
}

/** JSON in which no character can end the element around it. */
function asData(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** Gives `import.meta.glob` in macros.ts the modules of all macros: it takes the name of a module from the pattern. */
function macroModules(names: readonly string[]): esbuild.Plugin {
  return {
    name: 'macro-modules',
    setup: (build) => {
      build.onLoad({ filter: /room-page[\\/]macros\.ts$/ }, async ({ path }) => {
        const imports: string[] = [];
        const text = (await readFile(path, 'utf8')).replace(
          /import\.meta\.glob<.*?>\(\s*'\.\.\/\*\/(\w+)\.ts',[^)]*\)/g,
          (_, module: string) => {
            const own = names.filter((name) => existsSync(join(root, 'src', name, `${module}.ts`)));
            const fields = own.map((name) => {
              const [variable, from] = [`module${imports.length}`, JSON.stringify(`../${name}/${module}.ts`)];
              imports.push(`import * as ${variable} from ${from};`);
              return `${from}: ${variable}`;
            });
            return `{ ${fields.join(', ')} }`;
          },
        );
        return { contents: [...imports, text].join('\n'), loader: 'ts', resolveDir: dirname(path) };
      });
    },
  };
}

async function bundled(entry: string, ...plugins: readonly esbuild.Plugin[]): Promise<string> {
  const built = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    plugins: [...plugins],
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
  });
  return inElement(built.outputFiles[0]?.text ?? '');
}

async function minifiedStyle(): Promise<string> {
  const source = await readFile(join(root, SOURCES, 'page.css'), 'utf8');
  const { code } = await esbuild.transform(source, { loader: 'css', minify: true });
  return inElement(code);
}

/** A text that may stand in a script or style element: nothing in it looks like the element's end. */
function inElement(text: string): string {
  const trimmed = text.trim();
  if (/<\/(script|style)|<!--/i.test(trimmed))
    throw new Error('a text of the room page ends its own element');
  return trimmed;
}
