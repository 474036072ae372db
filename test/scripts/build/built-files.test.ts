import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { macros } from '../../../scripts/project/macros';
import { LINE_LIMIT } from '../../../scripts/build/reflow';
import { parsedBytes, sizeFault } from '../../../scripts/build/parsed-bytes';
import { undeletable } from '../../../scripts/engines/duktape/es5-library';

const IMPORT = /^import xapi from 'xapi';$/gm;

/** Why a text is not an ES5 script; '' if it is one. */
function faultOf(script: string): string {
  try {
    parse(script, { ecmaVersion: 5, sourceType: 'script' });
  } catch (error) {
    return String(error);
  }
  // Globals that cannot be deleted in an engine, so that running a macro in Duktape would not reveal their use.
  const constant = undeletable.filter((name) => script.includes(name))[0];
  return constant ? `ES5 has no Number.${constant}` : '';
}

/** Why a text is not one import of xapi followed by ES5; '' if it is. */
function moduleFaultOf(text: string): string {
  const imports = text.match(IMPORT) ?? [];
  if (imports.length !== 1) return `${imports.length} imports of xapi`;
  return faultOf(`'use strict';` + text.replace(IMPORT, ''));
}

describe('the size of a built file', () => {
  it('counts its code and what is in quotes, but no comments and no empty lines', () => {
    const code = "var a = '// not a comment';\n";
    expect(parsedBytes(`/* Heading */\n\n// why\n${code}\n`)).toBe(code.length);
  });

  it('says what to do where it is above the limit of the macro', () => {
    const fault = sizeFault(`var a = 1;\n`.repeat(100), { name: 'some-macro', maxKiB: 1 });
    expect(fault).toContain('some-macro: 1100 bytes, at most 1024.');
    expect(fault).toContain('maxKiB in src/some-macro/about.ts');
  });
});

describe.each(macros)('$name', (about) => {
  const macro = about.name;
  const legacy = readFileSync(`macros/${macro}/${macro}.legacy.js`, 'utf8');
  const module = readFileSync(`macros/${macro}/${macro}.js`, 'utf8');

  it('has no text in its code that only documents need', () => {
    const code = module.replace(/^\/\/.*$/gm, '');
    expect(about.settings.map(({ help }) => help).filter((help) => code.includes(help.slice(0, 25)))).toEqual(
      [],
    );
  });

  it('is an ES5 script in its legacy form, with one require', () => {
    expect(faultOf(legacy)).toBe('');
    expect(legacy.match(/\brequire\b/g)).toHaveLength(1);
    expect(legacy).toMatch(/^'use strict';\n\nvar xapi = require\('xapi'\);$/m);
  });

  it('is one import of xapi and ES5 in its module form', () => {
    expect(moduleFaultOf(module)).toBe('');
    expect(module).not.toMatch(/\brequire\b/);
  });

  it('is the same in both forms except for the import of xapi', () => {
    expect(module.replace(IMPORT, '')).toBe(
      legacy.replace(/^'use strict';\n\nvar xapi = require\('xapi'\);$/m, ''),
    );
  });

  it.each([
    ['legacy', legacy],
    ['module', module],
  ])(`is at most ${about.maxKiB} KiB without comments in its %s form`, (_, text) => {
    expect(sizeFault(text, about)).toBe('');
  });

  it.each([
    'let a = 1;',
    'const a = 1;',
    'var f = () => 1;',
    'var t = `text`;',
    'f(1, 2,);',
    'function f(a,) { return a; }',
    'function f(a = 1) { return a; }',
    'var o = { f() { return 1; } };',
    'var o = { xapi };',
    'var o = { ["a"]: 1 };',
    'var a = [...[1]];',
    'var { a } = {};',
    'for (var a of []) a;',
    'class A {}',
    'async function f() {}',
    'function* f() {}',
    'try { f(); } catch { f(); }',
    'var a = b?.c;',
    'var a = b ?? c;',
    'var a = 2 ** 3;',
    'var a = 0b1;',
    'var a = 1_000;',
    'var a = /a/u;',
    'var a = /(?<=a)b/;',
    'var a = /(?<name>a)/;',
    'import other from "xapi";',
    'export default 1;',
    'var m = import("xapi");',
    'var a = Number.MAX_SAFE_INTEGER;',
  ])('fails this check with %s', (planted) => {
    expect(faultOf(`${legacy}\n${planted}`)).not.toBe('');
    expect(moduleFaultOf(`${module}\n${planted}`)).not.toBe('');
  });

  it('fails this check with two imports, or none', () => {
    expect(moduleFaultOf(`import xapi from 'xapi';\n${module}`)).toBe('2 imports of xapi');
    expect(moduleFaultOf(legacy)).toBe('0 imports of xapi');
  });
});

/** Every word in the sources. Names in a built file should be among them. */
const sourceWords = new Set(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => readFileSync(join('src', path), 'utf8').match(/\w+/g) ?? []),
);

/** What makes a built file hard to read in the Macro Editor. */
function flawsOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const headings = lines.filter((line) => /^\/\/ -----/.test(line));
  return [
    ...(text.replace(/Checksum of the code: \w+/, '').match(/\b[A-Za-z]\w*\b/g) ?? [])
      .filter((word) => /\d$|_default$/.test(word) && !sourceWords.has(word))
      .map((word) => `a name that the sources do not have: ${word}`),
    ...lines.filter((line) => /\bvoid 0\b/.test(line)).map((line) => `void 0: ${line}`),
    ...lines.filter((line) => line.length > LINE_LIMIT).map((line) => `a long line: ${line}`),
    ...lines.filter((line) => /^\t* (?!\*)|\s$/.test(line)).map((line) => `spaces: ${line}`),
    ...headings
      .filter((heading, at) => headings.indexOf(heading) !== at || lines[lines.indexOf(heading) + 1] !== '')
      .map((heading) => `a heading that is there twice, or has no blank line below: ${heading}`),
    // The comment of a removed type is not followed by code.
    ...lines
      .slice(lines.findIndex((line) => line.includes('End of the settings')) + 2)
      .filter((line, at, all) => /^\/\*\*.*\*\/$|^ \*\/$/.test(line) && /^(\/|$)/.test(all[at + 1] ?? ''))
      .map((line) => `a comment without code: ${line}`),
  ];
}

describe.each(macros)('$name is easy to read', ({ name: macro }) => {
  const text = readFileSync(`macros/${macro}/${macro}.js`, 'utf8');

  it('in a narrow window and with the names of the sources', () => {
    expect(flawsOf(text)).toEqual([]);
  });

  it('with a heading before each module', () => {
    const headings = text.match(/^\/\/ ----- .* -----$/gm) ?? [];
    expect(headings).toContain('// ----- Settings -----');
    expect(headings).toContain('// ----- Shared by macros: errors -----');
    expect(headings.at(-1)).toBe('// ----- Main -----');
  });

  it.each([
    'var xapi2 = xapi;',
    'var settings_block_default = {};',
    'var gone = void 0;',
    `// ${'long '.repeat(30)}line`,
    '    var indented = 1;',
    '\t  var indented = 1;',
    '/** A type that is gone. */\n',
    '// ----- Settings -----\n',
  ])('and fails this check with %j', (planted) => {
    expect(flawsOf(`${text}\n${planted}\n`)).toHaveLength(1);
  });
});
