/** macros/room.html: one file with the page, the simulated codec, the built macros and how to install them. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { pageOptions } from '../../esbuild.config.mjs';
import type { ProjectInfo } from '../../src/room-page/project-info';
import { macros } from '../project/macro-folders';
import { projectInfo, root } from '../project/root';
import { installGuide } from './install-steps';
import type { Artifact } from './main';

export const ROOM_PAGE = 'macros/room.html';
const SOURCES = 'src/room-page';
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="3" width="14" height="9" rx="1.500" fill="#175e86"/></svg>';

const facts: ProjectInfo = {
  license: projectInfo.license,
  repository: projectInfo.address ?? '',
  homepage: projectInfo.homepage ?? '',
};

/** @param made the macros and the documents, by their paths */
export async function roomPage(made: ReadonlyMap<string, string>): Promise<Artifact> {
  const textsOf = (pathOf: (name: string) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(macros.map(({ name }) => [name, made.get(pathOf(name)) ?? '']));
  const [script, worker, style] = await Promise.all([
    bundled(`${SOURCES}/main.tsx`),
    bundled(`${SOURCES}/worker/main.ts`),
    minifiedStyle(),
  ]);
  const data = {
    macros: textsOf((name) => `macros/${name}/${name}.js`),
    'install-guide': installGuide(textsOf((name) => `macros/${name}/README.md`)),
    project: facts,
    'room-worker': worker,
  };
  const page = [
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
    ...Object.entries(data).map(
      ([id, value]) => `<script type="application/json" id="${id}">${asData(value)}</script>`,
    ),
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ];
  return [ROOM_PAGE, page.join('\n')];
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

/** JSON in which no character can end the element around it. */
function asData(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

async function bundled(entry: string): Promise<string> {
  const options = pageOptions(
    entry,
    macros.map(({ name }) => name),
  );
  const built = await esbuild.build({
    ...options,
    entryPoints: [entry],
    plugins: [...options.plugins],
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
