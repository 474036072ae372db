/**
 * esbuild drops all comments except legal ones. So that the shipped macros keep theirs, comments are marked as legal
 * before bundling, and the marks are removed after it.
 */
import type { CommentRange, Node } from 'typescript';
import { ts } from '../project/typescript';

/** Marks each comment of a source text as legal. */
export function markComments(text: string): string {
  let marked = '';
  let last = 0;
  for (const { pos, end, kind } of commentsIn(text)) {
    const comment = text.slice(pos, end);
    const isLine = kind === ts.SyntaxKind.SingleLineCommentTrivia;
    marked += text.slice(last, pos) + (isLine ? `/*!//${comment.slice(2)}*/` : `/*!${comment.slice(2)}`);
    last = end;
  }
  return marked + text.slice(last);
}

/** Turns them into ordinary comments again. */
export function unmarkComments(text: string): string {
  return text.replace(/\/\*!(\/\/.*)\*\//g, '$1').replace(/\/\*!/g, '/*');
}

/** A source text without its comments. */
export function withoutComments(text: string): string {
  return commentsIn(text).reduceRight((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end), text);
}

function commentsIn(text: string): readonly CommentRange[] {
  const found = new Map<number, CommentRange>();
  const source = ts.createSourceFile('source.js', text, ts.ScriptTarget.ESNext, true);
  const visit = (node: Node): void => {
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
      found.set(range.pos, range);
    for (const range of ts.getTrailingCommentRanges(text, node.getEnd()) ?? []) found.set(range.pos, range);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return [...found.values()].sort((one, other) => one.pos - other.pos);
}
