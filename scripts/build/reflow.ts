import wrapAnsi from 'wrap-ansi';

/** The longest line of a built file. */
export const LINE_LIMIT = 110;

/** Breaks comments that are too long for a line. */
export function reflowed(code: string): string {
  return code
    .replace(/^(\t*)\/\*\* (.*) \*\/$/gm, (comment: string, indent: string, text: string) =>
      comment.length <= LINE_LIMIT ? comment : block(indent, text),
    )
    .replace(
      /^(\t*)\/\*\*\n((?:\t* \*(?!\/).*\n)+)\t* \*\/$/gm,
      (comment: string, indent: string, body: string) =>
        comment.split('\n').every((line) => line.length <= LINE_LIMIT)
          ? comment
          : block(indent, textOf(body)),
    )
    .replace(/^(\t*)\/\/ (.*)$/gm, (comment: string, indent: string, text: string) =>
      comment.length <= LINE_LIMIT ? comment : lineComment(text, indent),
    );
}

/** A text as line comments. */
export function lineComment(text: string, indent = ''): string {
  return wrapped(text, indent)
    .map((line) => `${indent}// ${line}`)
    .join('\n');
}

function block(indent: string, text: string): string {
  const lines = text.split('\n').flatMap((paragraph) => wrapped(paragraph, indent));
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */`;
}

function wrapped(text: string, indent: string): readonly string[] {
  return wrapAnsi(text, LINE_LIMIT - indent.length - ' * '.length).split('\n');
}

/** The text of a block comment: paragraphs are joined; list items and tags keep their own lines. */
function textOf(body: string): string {
  const lines = body
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\t* \* ?/, ''));
  return lines.reduce(
    (text, line) => `${text}${/^(-|@|$)/.test(line) || text.endsWith('\n') ? '\n' : ' '}${line}`,
  );
}
