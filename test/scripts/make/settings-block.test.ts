/** The lines of a built macro that an installer can find and replace. */
import { parse } from 'acorn';
import type { Literal, Program } from 'acorn';
import { describe, expect, it } from 'vitest';
import { settingsBlock } from '../../../scripts/make/macro-file';
import { casesOfMacros, fileOf, HOSTILE } from './installer';
import type { Value } from './installer';

/** The parts of a form of a macro. */
const FORMS = [
  { ending: '.js', program: { ecmaVersion: 2022, sourceType: 'module' }, above: ['ImportDeclaration'] },
  {
    ending: '.legacy.js',
    program: { ecmaVersion: 5, sourceType: 'script' },
    above: ['ExpressionStatement', 'VariableDeclaration'],
  },
] as const;

/** The name and the value of a top-level variable. */
function variable(statement: Program['body'][number] | undefined): readonly [name: string, value: unknown] {
  if (statement?.type !== 'VariableDeclaration') return ['', statement?.type];
  const [{ id, init } = { id: undefined, init: undefined }] = statement.declarations;
  return [id?.type === 'Identifier' ? id.name : '', (init as Literal).value];
}

describe.each(await casesOfMacros())('$name', ({ name, declared, cases }) => {
  const ids = Object.keys(declared);

  it('has a case for every setting', () => {
    expect(cases.map(({ id }) => id)).toEqual(ids);
  });

  describe.each(FORMS)('$ending', ({ ending, program, above }) => {
    const text = fileOf(name, ending);
    const { body: statements } = parse(text, program);

    it('has its settings before any code, one literal per line, in the order of their declaration', () => {
      expect(statements.slice(0, above.length).map(({ type }) => type)).toEqual(above);
      const settings = statements.slice(above.length, above.length + ids.length).map(variable);
      expect(settings).toEqual(ids.map((id) => [id, declared[id]?.default]));
    });

    it.each(ids)('has one line for %s that an installer can find', (id) => {
      const lines = text.match(new RegExp(`^var ${id} = .*;$`, 'gm')) ?? [];
      expect(lines).toHaveLength(1);
      // Even if the expression of the installer is imprecise.
      expect(text.match(new RegExp(`\\b(?:var|let|const)\\s+${id}\\b`, 'g'))).toHaveLength(1);
      expect(lines[0]?.slice(0, -1)).not.toContain(';');
    });
  });
});

it.each<Value>([HOSTILE, '', 0, 2.5, true, false])('a default is a literal of its value: %j', (value) => {
  const block = settingsBlock([{ id: 'planted', help: 'Help.', accepts: 'all', default: value }]);
  const [statement, ...others] = parse(block, { ecmaVersion: 5 }).body;
  expect(others).toEqual([]);
  expect(block.match(/^var planted = .*;$/gm)).toHaveLength(1);
  expect(variable(statement)).toEqual(['planted', value]);
});
