/**
 * esbuild drops all comments except legal ones. So that the shipped macros keep theirs, comments are marked as legal
 * before bundling, and the marks are removed after it.
 */
import type { CommentRange, Node, SourceFile, Statement } from 'typescript';
import { ts } from '../project/typescript';

/** Marks each comment of a source text as legal. A comment above a declaration also gets the declared name. */
export function markComments(text: string): string {
  const source = parsed(text);
  const names = declaredBelow(source);
  let marked = '';
  let last = 0;
  for (const { pos, end, kind } of commentsIn(source)) {
    const comment = text.slice(pos, end);
    const isLine = kind === ts.SyntaxKind.SingleLineCommentTrivia;
    const mark = `/*!${names.get(pos) ?? ''}!`;
    marked += text.slice(last, pos) + mark + (isLine ? `//${comment.slice(2)}*/` : comment.slice(2));
    last = end;
  }
  return marked + text.slice(last);
}

/** Turns them into ordinary comments again, except those of declarations that the bundler dropped. */
export function unmarkComments(text: string): string {
  return text
    .replace(/^\/\*!(\w+)!(?:(?!\*\/)[^])*\*\/\n/gm, (comment: string, name: string, at: number) => {
      const below = text.slice(at).replace(/^(?:\s|\/\/.*|\/\*(?:(?!\*\/)[^])*\*\/)*/, '');
      return new RegExp(`^(?:async )?(?:function|class|var|let|const) ${name}\\d*\\b`).test(below)
        ? comment
        : '';
    })
    .replace(/\/\*!\w*!(\/\/.*)\*\//g, '$1')
    .replace(/\/\*!\w*!/g, '/*');
}

/** A source text without its comments. */
export function withoutComments(text: string): string {
  return commentsIn(parsed(text)).reduceRight(
    (rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end),
    text,
  );
}

function parsed(text: string): SourceFile {
  return ts.createSourceFile('source.js', text, ts.ScriptTarget.ESNext, true);
}

/** The names that are declared below comments, without a blank line between them, by the position of the comment. */
function declaredBelow(source: SourceFile): ReadonlyMap<number, string> {
  const { text } = source;
  return new Map(
    source.statements.flatMap((statement) =>
      (ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [])
        .filter(({ end }) => !/\n\s*\n/.test(text.slice(end, statement.getStart())))
        .map(({ pos }) => [pos, nameOf(statement)] as const),
    ),
  );
}

/** The name that a statement declares; '' if it declares none. */
function nameOf(statement: Statement): string {
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement;
  const isNamed =
    declared &&
    (ts.isFunctionDeclaration(declared) ||
      ts.isClassDeclaration(declared) ||
      ts.isVariableDeclaration(declared));
  return isNamed && declared.name && ts.isIdentifier(declared.name) ? declared.name.text : '';
}

function commentsIn(source: SourceFile): readonly CommentRange[] {
  const { text } = source;
  const found = new Map<number, CommentRange>();
  const visit = (node: Node): void => {
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
      found.set(range.pos, range);
    for (const range of ts.getTrailingCommentRanges(text, node.getEnd()) ?? []) found.set(range.pos, range);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return [...found.values()].sort((one, other) => one.pos - other.pos);
}
