/** Comments pass the bundler, except those of declarations that it drops. */
import { describe, expect, it } from 'vitest';
import { markComments, unmarkComments } from '../../../scripts/build/keep-comments';

const SOURCE = `// About the file.

/** The limit. */
const limit = 2;
/**
 * The first of two
 * lines.
 */
function first() {
\t// Why.
\treturn limit;
}
// Twice, in lines.
// As here.
function second() {}
`;

describe('comments', () => {
  it('are the same after the bundler', () => {
    expect(unmarkComments(markComments(SOURCE))).toBe(SOURCE);
  });

  it.each([
    ['const limit = 2;\n', '/** The limit. */\n'],
    ['function second() {}\n', '// Twice, in lines.\n// As here.\n'],
  ])('of the dropped declaration %j are dropped, too', (declaration, comment) => {
    const bundled = markComments(SOURCE).replace(declaration, '');
    expect(unmarkComments(bundled)).toBe(SOURCE.replace(comment + declaration, ''));
  });
});
