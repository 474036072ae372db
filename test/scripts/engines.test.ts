import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasDuktape, playInDuktape } from '../../scripts/engines/duktape/duktape';
import { playAllInQuickJs, playInQuickJs } from '../../scripts/engines/quickjs/quickjs';
import type { Played } from '../../scripts/engines/inside/play-scenario';
import { macroNamed } from '../../scripts/project/macro-folders';
import { scenarios } from '../../src/simulator/scenarios';

const macros = Object.keys(scenarios);
const hasDuk = hasDuktape();
if (!hasDuk) {
  process.stderr.write(
    '\nSKIPPED: Duktape (duk) is not installed, and no legacy file was run: apt-get install duktape\n\n',
  );
}

function textOf(macro: string, ending: '.js' | '.legacy.js'): string {
  return readFileSync(`macros/${macro}/${macro}${ending}`, 'utf8');
}

/** Only titles and names, because vitest prints them. */
function storiesOf(macro: string): { name: string; title: string }[] {
  const stories = (scenarios[macro] ?? []).filter(({ isVariant }) => isVariant !== true);
  return stories.map(({ name, title }) => ({ name, title }));
}

/** Outcomes of each macro's scenarios. */
const inQuickJs: Record<string, readonly Played[]> = {};
const inDuktape: Record<string, readonly Played[]> = {};

beforeAll(async () => {
  await Promise.all(
    macros.map(async (macro) => {
      const names = storiesOf(macro).map(({ name }) => name);
      const played = hasDuk ? playInDuktape(macro, textOf(macro, '.legacy.js'), names) : [];
      inQuickJs[macro] = await playAllInQuickJs(macro, textOf(macro, '.js'), names);
      inDuktape[macro] = await played;
    }),
  );
}, 300_000);

describe.each(macros)('%s, the built module form in QuickJS', (macro) => {
  it.each(storiesOf(macro).map((story, index) => ({ ...story, index })))('$title', ({ index }) => {
    expect(inQuickJs[macro]?.[index]?.error).toBe('');
  });
});

it.runIf(process.env['CI'])('has Duktape for the legacy forms', () => {
  expect(hasDuk, 'apt-get install duktape').toBe(true);
});

describe.skipIf(!hasDuk).each(macros)('%s, the built legacy form in Duktape', (macro) => {
  it.each(storiesOf(macro).map((story, index) => ({ ...story, index })))('$title', ({ index }) => {
    expect(inDuktape[macro]?.[index]?.error).toBe('');
  });
});

/** A scenario of a macro, to play with something inserted into its text. */
function oneOf(macro: string): string {
  return storiesOf(macro)[0]?.name ?? '';
}

it.each(macros)('%s without the lines of its settings uses the defaults', async (macro) => {
  const text = textOf(macro, '.js');
  const before = text.indexOf('/* ----- Settings');
  const after = text.indexOf('/* ----- End of the settings');
  const ids = macroNamed(macro).settings.map(({ id }) => id);
  expect(ids.filter((id) => !text.slice(before, after).includes(` ${id} = `))).toEqual([]);
  const withoutSettings = text.slice(0, before) + text.slice(after);
  const { error, journal } = await playInQuickJs(macro, withoutSettings, oneOf(macro));
  expect(error).toBe('');
  expect(journal.filter(({ who }) => who === 'warning' || who === 'error')).toEqual([]);
});

async function errorInQuickJs(macro: string, text: string): Promise<string> {
  return (await playInQuickJs(macro, text, oneOf(macro))).error;
}

async function errorInDuktape(macro: string, text: string): Promise<string | undefined> {
  return (await playInDuktape(macro, text, [oneOf(macro)]))[0]?.error;
}

/** Unhandled rejections. */
const LOST = [
  "Promise.reject(new Error('planted'));",
  "new Promise(function (_, reject) { setTimeout(function () { reject(new Error('planted')); }, 10); });",
  "Promise.resolve().then(function () { throw new Error('planted'); });",
  "Promise.all([Promise.reject(new Error('planted'))]);",
];
const HEARD_OF = `
  Promise.reject(1).then(undefined, function () {});
  Promise.all([1, Promise.reject(2)])['catch'](function () {});
  var heardOf = new Promise(function (_, reject) { reject(3); });
  heardOf.then(function () {}).then(undefined, function () {});`;

describe('a macro with an unhandled rejection', () => {
  const macro = 'zoom-obtp-redialer';

  it.each(LOST)('fails in QuickJS: %s', async (planted) => {
    const error = await errorInQuickJs(macro, `${textOf(macro, '.js')}\n${planted}`);
    expect(error).toBe('unhandled rejection: Error: planted');
  });

  it.skipIf(!hasDuk).each(LOST)('fails in Duktape: %s', async (planted) => {
    const error = await errorInDuktape(macro, `${textOf(macro, '.legacy.js')}\n${planted}`);
    expect(error).toBe('unhandled rejection: Error: planted');
  });

  it('does not fail if it is handled', async () => {
    expect(await errorInQuickJs(macro, textOf(macro, '.js') + HEARD_OF)).toBe('');
    if (hasDuk) expect(await errorInDuktape(macro, textOf(macro, '.legacy.js') + HEARD_OF)).toBe('');
  });
});

describe.each(macros)('%s in QuickJS', (macro) => {
  it('does not run in its legacy form, because there is no require', async () => {
    expect(await errorInQuickJs(macro, textOf(macro, '.legacy.js'))).toMatch(/'?require'? is not defined/);
  });

  it('fails if there are CommonJS globals', async () => {
    const text = `globalThis.require = function () {};\n${textOf(macro, '.js')}`;
    expect(await errorInQuickJs(macro, text)).toMatch(/something of CommonJS/);
  });

  it('can import nothing but xapi', async () => {
    const text = `${textOf(macro, '.js')}\nimport fs from 'fs';`;
    expect(await errorInQuickJs(macro, text)).toMatch(/can import xapi only, not fs$/);
  });
});

describe.skipIf(!hasDuk).each(macros)('%s in Duktape', (macro) => {
  it.each([
    ["'x'.includes('y');", /not callable/],
    ['Array.from([1]);', /not callable/],
    ['Object.assign({}, {});', /not callable/],
    ['new Map();', /'Map' undefined/],
    ['[1].find(function () { return true; });', /not callable/],
    ['var planted = () => 1;', /SyntaxError/],
  ])('does not run with %s', async (planted, why) => {
    const text = textOf(macro, '.legacy.js').replace(/\nstart\w*\(xapi, /, `\n${planted}$&`);
    expect(text).toContain(planted);
    expect(await errorInDuktape(macro, text)).toMatch(why);
  });
});

describe.skipIf(!hasDuk)('Duktape', () => {
  it('has nothing from later editions of ECMAScript, and no additions of its own', async () => {
    const later = [
      'Symbol Proxy Reflect Map Set WeakMap WeakSet ArrayBuffer DataView Uint8Array Buffer globalThis BigInt',
      'Duktape CBOR TextEncoder TextDecoder performance print alert process module exports room inside',
      'Object.assign Object.is Object.entries Object.values Object.fromEntries Object.setPrototypeOf',
      'Object.getOwnPropertySymbols Object.prototype.__defineGetter__ Object.prototype.__lookupGetter__',
      'Array.from Array.of Array.prototype.find Array.prototype.findIndex Array.prototype.includes',
      'Array.prototype.fill Array.prototype.flat Array.prototype.keys Array.prototype.entries',
      'String.fromCodePoint String.raw String.prototype.includes String.prototype.startsWith',
      'String.prototype.endsWith String.prototype.repeat String.prototype.padStart String.prototype.padEnd',
      'String.prototype.codePointAt String.prototype.normalize String.prototype.trimStart',
      'Number.isFinite Number.isInteger Number.isNaN Number.isSafeInteger Number.parseFloat Number.parseInt',
      'Math.trunc Math.sign Math.log2 Math.log10 Math.cbrt Math.hypot Math.clz32 Math.imul',
      'Promise.allSettled Promise.any Promise.prototype.finally console.table',
    ].join(' ');
    const text = `
      var there = ${JSON.stringify(later)}.split(' ').filter(function (name) {
        return new Function('try { return typeof ' + name + ' !== "undefined"; } catch (_) { return false; }')();
      });
      var given = [require('xapi'), setTimeout, clearTimeout, console.log, console.warn, Promise.resolve().then];
      throw there.join(' ') + ': ' + given.map(function (one) { return typeof one; }).join(' ');`;
    expect(await errorInDuktape('zoom-obtp-redialer', text)).toBe(
      ': object function function function function function',
    );
  });

  it('returns the outcome of each scenario in order, also of one that does not exist', async () => {
    const macro = 'zoom-obtp-redialer';
    const names = ['gives-up', 'nowhere', 'join-repaired'];
    const played = await playInDuktape(macro, textOf(macro, '.legacy.js'), names);
    expect(played.map(({ error }) => error)).toEqual(['', 'there is no scenario nowhere', '']);
  });
});

/** Programs that log in a certain order; `P` is the Promise. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'reactions in their order': `
    var first = P.resolve(1);
    first.then(note).then(function () { note('second'); });
    first.then(function () { note('first, later'); });
    new P(function (resolve) { note('at once'); resolve(); }).then(function () { note('after'); });
    note('end');`,
  'a promise as the result': `
    [1, 2, 3, 4, 5].reduce(function (all, step) { return all.then(function () { note(step); }); }, P.resolve());`,
  // The timing of the next one differs: polyfills may resolve a promise in fewer jobs.
  'a promise as the last result': `
    P.resolve().then(function () { return P.resolve('inner'); }).then(note);`,
  'a thenable as the result': `
    P.resolve({
      then: function (resolve, reject) { note('called'); resolve('thenable'); reject(1); throw new Error('too late'); }
    }).then(note);
    note('before');`,
  'a thenable that throws': `
    P.resolve({ then: function () { throw 'thrown'; } }).then(undefined, note);
    var trap = Object.defineProperty({}, 'then', { get: function () { throw 'trapped'; } });
    new P(function (resolve) { resolve(trap); }).then(undefined, note);
    P.resolve({ then: 'no function' }).then(note);`,
  'itself as the result': `
    var all = P.resolve().then(function () { return all; });
    all.then(undefined, function (error) { note(error instanceof TypeError); });`,
  'only the first settlement': `
    new P(function (resolve, reject) { resolve(1); resolve(2); reject(3); throw 4; }).then(note, note);
    new P(function (resolve, reject) { reject(5); resolve(6); throw 7; }).then(note, note);
    new P(function (resolve) { resolve(P.reject(8)); throw 9; }).then(note, note);`,
  'what is thrown': `
    new P(function () { throw 1; }).then(note)['catch'](function (error) { note(error); return 2; }).then(note);
    P.reject(3).then(undefined).then(note, function (error) { throw [error]; })['catch'](note);
    P.resolve(4).then(undefined).then('no function').then(note);`,
  all: `
    P.all([1, P.resolve(2), { then: function (resolve) { resolve(3); } }]).then(note);
    P.all([]).then(note);
    P.all([P.reject(4), P.reject(5), 6]).then(undefined, note);`,
  race: `
    P.race([new P(function () {}), P.resolve(1), 2]).then(note);
    P.race([P.reject(3), P.resolve(4)]).then(undefined, note);`,
  'a promise given to resolve': `
    var one = P.resolve(1);
    note(P.resolve(one) === one);`,
  'no function': `
    try { new P(); } catch (error) { note(error instanceof TypeError); }`,
};

/** The log of a program that runs next to a macro in Duktape. */
async function notedInDuktape(program: string): Promise<unknown> {
  const text = `
    var P = Promise, noted = [];
    function note(what) { noted.push(what); }
    setTimeout(function () { throw new Error('noted ' + JSON.stringify(noted)); }, 1);
    ${program}`;
  const error = (await errorInDuktape('zoom-obtp-redialer', text)) ?? '';
  return JSON.parse(/noted (\[.*\])/.exec(error)?.[1] ?? 'null');
}

/** The same in Node. */
async function notedHere(program: string): Promise<unknown> {
  const noted: unknown[] = [];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- as text, it is what a macro would be in Duktape
  const start = new Function('P', 'note', program) as (P: unknown, note: (what: unknown) => void) => void;
  start(Promise, (what) => noted.push(what));
  await new Promise((resolve) => setImmediate(resolve));
  return noted;
}

describe.skipIf(!hasDuk)('the Promise in Duktape', () => {
  it.each(Object.keys(PROGRAMS))('behaves like the Promise in Node, in the same order: %s', async (name) => {
    const expected = await notedHere(PROGRAMS[name] ?? '');
    expect(await notedInDuktape(PROGRAMS[name] ?? '')).toEqual(expected);
    expect(expected).not.toEqual([]);
  });

  it('reports a rejection that is not handled in the same turn, once', async () => {
    const text = `
      var late = Promise.reject('handled in the same turn');
      Promise.resolve().then(function () { late['catch'](function () {}); });
      Promise.resolve().then(function () { throw 'lost'; });`;
    expect(
      await errorInDuktape('zoom-obtp-redialer', textOf('zoom-obtp-redialer', '.legacy.js') + text),
    ).toBe('unhandled rejection: "lost"');
  });
});
