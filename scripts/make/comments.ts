/** The comments of a built file: those of the sources, which esbuild would drop, and a heading for each module. */
import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { parse } from 'acorn';
import type { Comment } from 'acorn';
import type { Plugin } from 'esbuild';
import wrapAnsi from 'wrap-ansi';
import { root } from '../project/root';
import { ts } from '../project/typescript';

/** The longest line of a built file. */
export const LINE_LIMIT = 110;

/** A comment about its module: above the imports, or above an empty line. */
const ABOUT_MODULE = /^\/\*\*((?:(?!\*\/)[^])*)\*\/\n(?=import |\n)\n*/m;

/** The comment that esbuild puts before each module. */
const MODULE = /^\/\/ ((?:src\/|settings:)\S+)$/;

/**
 * esbuild keeps legal comments only. So before bundling all comments are marked as legal, and after it the marks are
 * removed. What a comment says about its module is kept apart, for the heading of the module.
 */
export class CommentKeeper {
  private readonly aboutModules = new Map<string, string>();

  readonly plugin: Plugin = {
    name: 'keep-comments',
    setup: (build) =>
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const [whole = '', about] = ABOUT_MODULE.exec(source) ?? [];
        if (about !== undefined) this.aboutModules.set(relative(root, path), textOf(about));
        const { outputText } = ts.transpileModule(source.replace(whole, ''), {
          compilerOptions: {
            target: ts.ScriptTarget.ES2022,
            module: ts.ModuleKind.ESNext,
            verbatimModuleSyntax: true,
          },
        });
        return { contents: marked(outputText), loader: 'js' };
      }),
  };

  /** The bundle with ordinary comments, except those of declarations that esbuild has dropped. */
  unmarked(bundle: string): string {
    return bundle
      .replace(/^\/\*!(\w+)!(?:(?!\*\/)[^])*\*\/\n/gm, (comment: string, name: string, at: number) =>
        declaredBelow(bundle.slice(at)) === name ? comment : '',
      )
      .replace(/\/\*!\w*!(\/\/.*)\*\//g, '$1')
      .replace(/\/\*!\w*!/g, '/*');
  }

  /** The formatted code with a heading for each module, empty lines around declarations, and comments that fit. */
  headed(code: string): string {
    const lines = code.split('\n').filter((line) => line !== '');
    // Some modules have nothing but types.
    const kept = lines.filter(
      (line, at) => !MODULE.test(line) || !MODULE.test(lines[at + 1] ?? '// src/end'),
    );
    const text = kept.flatMap((line, at) => {
      const path = MODULE.exec(line)?.[1];
      const whole = path === undefined ? [line] : [this.headingOf(path)];
      return needsSpace(line, kept[at - 1]) ? ['', ...whole] : whole;
    });
    return `${reflowed(text.join('\n'))}\n`;
  }

  /** `src/x/monitor-roles.ts` is "Monitor roles"; the heading of a shared module says that it is shared. */
  private headingOf(path: string): string {
    const words = basename(path, '.ts').replace(/-/g, ' ');
    const own = path.startsWith('settings:')
      ? 'Values of the settings'
      : words[0]?.toUpperCase() + words.slice(1);
    const heading = `// ----- ${path.startsWith('src/macro/') ? `Shared by macros: ${words}` : own} -----`;
    const about = this.aboutModules.get(path);
    return about === undefined ? heading : `${heading}\n${lineComment(about)}`;
  }
}

/** Whether a line begins something new at the top level. */
function needsSpace(line: string, before: string | undefined): boolean {
  if (before === undefined || /^\s/.test(line)) return false;
  if (MODULE.test(line) || MODULE.test(before)) return true;
  if (/^(\/\/| \*|\/\*)/.test(before)) return false;
  return /^(\/\*|function )/.test(line) || (/^var /.test(line) && /^[})]/.test(before));
}

/** Marks each comment of a source text as legal. A comment above a declaration also gets the declared name. */
function marked(text: string): string {
  return commentsIn(text).reduceRight((rest, { start, end, type, value }) => {
    const mark = `/*!${declaredBelow(text.slice(end))}!`;
    return rest.slice(0, start) + mark + (type === 'Line' ? `//${value}*/` : `${value}*/`) + rest.slice(end);
  }, text);
}

/** A text without its comments. */
export function withoutComments(text: string): string {
  return commentsIn(text).reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

function commentsIn(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  parse(text, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments });
  return comments;
}

/** The name that a text declares first, with nothing but comments before; '' if it begins with something else. */
function declaredBelow(text: string): string {
  const below = text.replace(/^(?:\s|\/\/.*|\/\*(?:(?!\*\/)[^])*\*\/)*/, '');
  return /^(?:export )?(?:async )?(?:function|class|var|let|const) (\w+?)\d*\b/.exec(below)?.[1] ?? '';
}

/** Breaks comments that are too long for a line. */
function reflowed(code: string): string {
  return code
    .replace(/^(\t*)\/\*\*((?:(?!\*\/)[^])*)\*\/$/gm, (comment: string, indent: string, body: string) =>
      comment.split('\n').every((line) => line.length <= LINE_LIMIT) ? comment : block(indent, textOf(body)),
    )
    .replace(/^(\t*)\/\/ (.*)$/gm, (comment: string, indent: string, text: string) =>
      comment.length <= LINE_LIMIT ? comment : lineComment(text, indent),
    );
}

/** A text as line comments. */
export function lineComment(text: string, indent = ''): string {
  return wrapped(text, indent)
    .map((line) => `${indent}// ${line}`.trimEnd())
    .join('\n');
}

function block(indent: string, text: string): string {
  const lines = wrapped(text, indent).map((line) => `${indent} * ${line}`.trimEnd());
  return `${indent}/**\n${lines.join('\n')}\n${indent} */`;
}

function wrapped(text: string, indent: string): readonly string[] {
  const width = LINE_LIMIT - indent.length - ' * '.length;
  return text.split('\n').flatMap((paragraph) => wrapAnsi(paragraph, width).split('\n'));
}

/** The text of a block comment: paragraphs are joined; list items and tags keep their own lines. */
function textOf(body: string): string {
  const lines = body
    .trim()
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''));
  return lines.reduce(
    (text, line) => `${text}${/^(-|@|$)/.test(line) || text.endsWith('\n') ? '\n' : ' '}${line}`,
  );
}
