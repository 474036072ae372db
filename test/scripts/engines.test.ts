import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { duktape, hasDuktape } from '../../scripts/engines/duktape/duktape';
import { play, playAll } from '../../scripts/engines/engine';
import type { CodecEngine } from '../../scripts/engines/engine';
import { quickJs } from '../../scripts/engines/quickjs/quickjs';
import type { Played } from '../../scripts/engines/inside/play-scenario';
import { macroNamed, macros as folders } from '../../scripts/project/macro-folders';
import { scenarios } from '../../src/simulator/scenarios';

const macros = folders.map(({ name }) => name);
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

it.runIf(process.env['CI'])('has Duktape for the legacy forms', () => {
  expect(hasDuk, 'apt-get install duktape').toBe(true);
});

describe.each(macros)('%s', (macro) => {
  const stories = storiesOf(macro).map((story, index) => ({ ...story, index }));
  let inQuickJs: readonly Played[] = [];
  let inDuktape: readonly Played[] = [];

  // Here, so that a test run of one macro plays no other.
  beforeAll(async () => {
    const names = stories.map(({ name }) => name);
    const played = hasDuk ? playAll(duktape, macro, textOf(macro, '.legacy.js'), names) : [];
    inQuickJs = await playAll(quickJs, macro, textOf(macro, '.js'), names);
    inDuktape = await played;
  }, 300_000);

  it('has scenarios', () => {
    expect(stories).not.toEqual([]);
  });

  it.each(stories)('in its module form in QuickJS: $title', ({ index }) =>
    expect(inQuickJs[index]?.error).toBe(''),
  );

  it.skipIf(!hasDuk).each(stories)('in its legacy form in Duktape: $title', ({ index }) =>
    expect(inDuktape[index]?.error).toBe(''),
  );
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
  const { error, journal } = await play(quickJs, macro, withoutSettings, oneOf(macro));
  expect(error).toBe('');
  expect(journal.filter(({ who }) => who === 'warning' || who === 'error')).toEqual([]);
});

async function errorIn(engine: CodecEngine, macro: string, text: string): Promise<string> {
  return (await play(engine, macro, text, oneOf(macro))).error;
}

const LOST =
  "new Promise(function (_, reject) { setTimeout(function () { reject(new Error('planted')); }, 10); });";
const HEARD_OF = 'Promise.all([1, Promise.reject(2)]).then(undefined, function () {});';

describe('a macro with an unhandled rejection', () => {
  const macro = 'zoom-obtp-redialer';
  const modern = textOf(macro, '.js');
  const legacy = textOf(macro, '.legacy.js');

  it('fails in QuickJS, unless it is handled', async () => {
    expect(await errorIn(quickJs, macro, modern + LOST)).toBe('unhandled rejection: Error: planted');
    expect(await errorIn(quickJs, macro, modern + HEARD_OF)).toBe('');
  });

  it.skipIf(!hasDuk)('fails in Duktape, unless it is handled', async () => {
    expect(await errorIn(duktape, macro, legacy + LOST)).toBe('unhandled rejection: Error: planted');
    expect(await errorIn(duktape, macro, legacy + HEARD_OF)).toBe('');
  });
});

describe.each(macros)('%s in QuickJS', (macro) =>
  it('does not run in its legacy form, because there is no require', async () => {
    expect(await errorIn(quickJs, macro, textOf(macro, '.legacy.js'))).toMatch(/'?require'? is not defined/);
  }),
);

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
    expect(await errorIn(duktape, 'zoom-obtp-redialer', text)).toBe(
      ': object function function function function function',
    );
  });

  it('returns the outcome of each scenario in order, also of one that does not exist', async () => {
    const macro = 'zoom-obtp-redialer';
    const names = ['gives-up', 'nowhere', 'join-repaired'];
    const played = await playAll(duktape, macro, textOf(macro, '.legacy.js'), names);
    expect(played.map(({ error }) => error)).toEqual(['', 'there is no scenario nowhere', '']);
  });
});
