/**
 * esbuild drops every comment but those that it takes for legal ones. So that the shipped macros keep theirs, comments
 * are dressed up as legal before bundling and undressed after it.
 */
import ts from 'typescript';

/**
 * Marks each comment of a source text as legal.
 * @param {string} text
 */
export function dressComments(text) {
  let dressed = '';
  let last = 0;
  for (const { pos, end, kind } of commentsIn(text)) {
    const comment = text.slice(pos, end);
    const isLine = kind === ts.SyntaxKind.SingleLineCommentTrivia;
    dressed += text.slice(last, pos) + (isLine ? `/*!//${comment.slice(2)}*/` : `/*!${comment.slice(2)}`);
    last = end;
  }
  return dressed + text.slice(last);
}

/**
 * Makes ordinary comments of them again.
 * @param {string} text
 */
export function undressComments(text) {
  return text.replace(/\/\*!(\/\/.*)\*\//g, '$1').replace(/\/\*!/g, '/*');
}

/** @param {string} text */
function commentsIn(text) {
  /** @type {Map<number, ts.CommentRange>} */
  const found = new Map();
  const source = ts.createSourceFile('source.js', text, ts.ScriptTarget.ESNext, true);
  const visit = (/** @type {ts.Node} */ node) => {
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
      found.set(range.pos, range);
    for (const range of ts.getTrailingCommentRanges(text, node.getEnd()) ?? []) found.set(range.pos, range);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return [...found.values()].sort((one, other) => one.pos - other.pos);
}
