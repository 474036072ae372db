import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { undeletable } from '../../scripts/engines/duktape/es5-library';

const macros = ['zoom-obtp-redialer', 'presentation-screen-switcher'];
const IMPORT = /^import xapi from 'xapi';$/gm;

/** Why a text is not an ES5 script; '' where it is one. */
function faultOf(script: string): string {
  try {
    parse(script, { ecmaVersion: 5, sourceType: 'script' });
  } catch (error) {
    return String(error);
  }
  // What no engine can be made to forget, so that running a macro in Duktape would not show it.
  const constant = undeletable.filter((name) => script.includes(name))[0];
  return constant ? `ES5 has no Number.${constant}` : '';
}

/** Why a text is not one import of xapi with ES5 below it. */
function moduleFaultOf(text: string): string {
  const imports = text.match(IMPORT) ?? [];
  if (imports.length !== 1) return `${imports.length} imports of xapi`;
  return faultOf(`'use strict';` + text.replace(IMPORT, ''));
}

describe.each(macros)('%s', (macro) => {
  const legacy = readFileSync(`macros/${macro}/${macro}.legacy.js`, 'utf8');
  const module = readFileSync(`macros/${macro}/${macro}.js`, 'utf8');

  it('is an ES5 script in its legacy form, with one require', () => {
    expect(faultOf(legacy)).toBe('');
    expect(legacy.match(/\brequire\b/g)).toHaveLength(1);
    expect(legacy).toMatch(/^'use strict';\n\nvar xapi = require\('xapi'\);$/m);
  });

  it('is one import of xapi and ES5 in its module form', () => {
    expect(moduleFaultOf(module)).toBe('');
    expect(module).not.toMatch(/\brequire\b/);
  });

  it('is the same in both forms but for the way to xapi', () => {
    expect(module.replace(IMPORT, '')).toBe(
      legacy.replace(/^'use strict';\n\nvar xapi = require\('xapi'\);$/m, ''),
    );
  });

  it.each([
    ['legacy', legacy],
    ['module', module],
  ])('is less than 28 KiB in its %s form', (_, text) => {
    expect(Buffer.byteLength(text)).toBeLessThan(28 * 1024);
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
  ])('would not pass with %s', (planted) => {
    expect(faultOf(`${legacy}\n${planted}`)).not.toBe('');
    expect(moduleFaultOf(`${module}\n${planted}`)).not.toBe('');
  });

  it('would not pass with two imports, or none', () => {
    expect(moduleFaultOf(`import xapi from 'xapi';\n${module}`)).toBe('2 imports of xapi');
    expect(moduleFaultOf(legacy)).toBe('0 imports of xapi');
  });
});

describe.each(['zoom-obtp-redialer', 'presentation-screen-switcher'])('%s', (macro) => {
  it('has no comment whose code was left out', () => {
    const lines = readFileSync(`macros/${macro}/${macro}.js`, 'utf8').split('\n');
    const code = lines.slice(lines.findIndex((line) => line.includes('End of the settings')) + 2);
    const orphans = code.filter(
      (line, at) => /^\/\*\*.*\*\/$|^ \*\/$/.test(line) && /^(\/|$)/.test(code[at + 1] ?? ''),
    );
    expect(orphans).toEqual([]);
  });
});
