/** From the sources of a macro to the two files that people download. */
import { join } from 'node:path';
import esbuild from 'esbuild';
import prettier from 'prettier';
import wrapAnsi from 'wrap-ansi';
import { macroOptions } from '../../esbuild.config.mjs';
import { checksumLine, SETTINGS_BEGIN, SETTINGS_END } from '../../src/codec-tool/deployable';
import type { Macro, MacroSetting } from '../project/macro-folders';
import { projectInfo, root } from '../project/root';
import { ts } from '../project/typescript';
import { CommentKeeper, LINE_LIMIT, lineComment, withoutComments } from './comments';
import type { Artifact } from './main';
import { withSourceNames } from './names';

const MODULE = "import xapi from 'xapi';";
const LEGACY = "'use strict';\n\nvar xapi = require('xapi');";
const HEADER_WIDTH = 106;

/** The module form and the legacy form of a macro. They differ only in how they import xapi. */
export async function macroFiles(macro: Macro): Promise<readonly Artifact[]> {
  const code = await codeOf(macro);
  const text = (start: string): string => {
    const below = [start, settingsBlock(macro.settings), code].join('\n\n');
    return `${header(macro, below)}\n\n${below}`;
  };
  const path = `macros/${macro.name}/${macro.name}`;
  return [
    [`${path}.js`, text(MODULE)],
    [`${path}.legacy.js`, text(LEGACY)],
  ];
}

/** The code of a macro below its settings, formatted like the sources, but with tabs and without trailing commas. */
async function codeOf({ name, settings }: Macro): Promise<string> {
  const comments = new CommentKeeper();
  const options = macroOptions(
    name,
    settings.map(({ id }) => id),
  );
  const plugins = [...options.plugins, comments.plugin];
  const built = await esbuild.build({
    ...options,
    entryPoints: [...options.entryPoints],
    external: ['xapi'],
    plugins,
  });
  const bundle = comments.unmarked(await withSourceNames(built.outputFiles[0]?.text ?? ''));
  // esbuild splits declarations; an installer looks for the one line of a setting that begins with `var` and its name.
  const code = lowered(bundle.replace(/;\nvar (?=\w+;$)/gm, ', ')).replace(/\bvoid 0\b/g, 'undefined');
  const style = await prettier.resolveConfig(join(root, 'package.json'));
  const formatted = await prettier.format(code, {
    ...style,
    parser: 'babel',
    useTabs: true,
    printWidth: LINE_LIMIT,
    trailingComma: 'none',
  });
  // prettier aligns some lines with spaces after the tabs.
  return comments.headed(formatted.replace(/^(\t+) {2,}(?=[^ *])/gm, '$1\t'));
}

/** Modern JavaScript to ES5, which esbuild cannot do. The import of xapi is removed: each form brings its own. */
function lowered(code: string): string {
  const { ScriptTarget, ModuleKind, NewLineKind } = ts;
  const { outputText, diagnostics = [] } = ts.transpileModule(
    code.replace(/^import xapi from "xapi";$/m, ''),
    {
      reportDiagnostics: true,
      compilerOptions: { target: ScriptTarget.ES5, module: ModuleKind.ESNext, newLine: NewLineKind.LineFeed },
    },
  );
  const faults = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  if (faults.length > 0) throw new Error(faults.join('; '));
  return outputText;
}

/**
 * The comment that every built file begins with.
 * @param below the text that follows it
 */
function header({ name, title, summary, version }: Macro, below: string): string {
  const { name: project, license, address, issues } = projectInfo;
  const lines = [
    `${name} ${version}`,
    '',
    `${title}.`,
    ...wrapAnsi(summary, HEADER_WIDTH).split('\n'),
    '',
    `${license} License. Built from the sources of ${project}. Change settings in this file, and code in the sources.`,
    ...(address === undefined ? [] : [address]),
    ...(issues === undefined ? [] : [`Questions and bugs: ${issues}`]),
    checksumLine(below),
  ];
  return ['/*', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

/** The settings, one line each, which people can edit and an installer can replace. */
export function settingsBlock(settings: readonly MacroSetting[]): string {
  return [
    `${SETTINGS_BEGIN} change the values between = and ; and keep the quotes ----- */`,
    ...settings.map(
      ({ id, help, accepts, default: value }) =>
        `${lineComment(`${help} Accepts ${accepts}.`)}\nvar ${id} = ${literal(value)};`,
    ),
    SETTINGS_END,
  ].join('\n\n');
}

/** A value as it is typed in the settings block. */
export function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);
}

/**
 * The bytes of a built file that a codec has to parse: those without comments and empty lines. Comments do not count,
 * because people read and adjust the file in the Macro Editor.
 */
export function parsedBytes(text: string): number {
  return Buffer.byteLength(withoutComments(text).replace(/^\s*\n/gm, ''));
}

/** Why a built file is too large, and what to do about it; '' if it is not. */
export function sizeFault(text: string, { name, maxKiB }: { name: string; maxKiB: number }): string {
  const bytes = parsedBytes(text);
  if (bytes <= maxKiB * 1024) return '';
  return (
    `${name}: ${bytes} bytes, at most ${maxKiB * 1024}. Simplify the macro, ` +
    `or raise maxKiB in src/${name}/about.ts and say why in the commit.`
  );
}
