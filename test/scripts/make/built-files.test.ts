/** What a built file may not contain: one table of checks, for both forms of each macro. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { undeletable } from '../../../scripts/engines/duktape/es5-library';
import { LINE_LIMIT } from '../../../scripts/make/comments';
import { parsedBytes, sizeFault } from '../../../scripts/make/macro-file';
import { macros } from '../../../scripts/project/macro-folders';
import type { Macro } from '../../../scripts/project/macro-folders';

const IMPORT = /^import xapi from 'xapi';$/gm;
const REQUIRE = /^'use strict';\n\nvar xapi = require\('xapi'\);$/gm;
const HEADING = /^\/\/ ----- .* -----$/;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }));
const sourceWords = new Set(sources.flatMap(({ text }) => text.match(/\w+/g) ?? []));

type Check = (text: string, macro: Macro, isModule: boolean) => readonly string[];

/** Each gives what is wrong with a built file. */
const checks: Readonly<Record<string, Check>> = {
  'gets xapi once, in the way of its form': (text, _, isModule) => {
    const [wanted, ways] = [isModule ? IMPORT : REQUIRE, text.match(/\brequire\b|^import\b/gm) ?? []];
    return ways.length === 1 && text.match(wanted)?.length === 1 ? [] : [`${ways.join()} in the file`];
  },
  'is ES5': (text) => {
    try {
      parse(text.replace(IMPORT, "'use strict';"), { ecmaVersion: 5, sourceType: 'script' });
    } catch (error) {
      return [String(error)];
    }
    // Running a macro in Duktape does not reveal their use.
    return undeletable.filter((name) => text.includes(name));
  },
  'is small enough': (text, macro) => [sizeFault(text, macro)].filter(Boolean),
  'has no text in its code that only documents need': (text, { settings }) => {
    const code = text.replace(/^\/\/.*$/gm, '');
    return settings.map(({ help }) => help).filter((help) => code.includes(help.slice(0, 25)));
  },
  'has the names of the sources': (text) => {
    const words = text.replace(/Checksum of the code: \w+/, '').match(/\b[A-Za-z]\w*\b/g) ?? [];
    return words.filter((word) => /\d$|_default$/.test(word) && !sourceWords.has(word));
  },
  'says undefined, and not void 0': (text) => text.match(/.*\bvoid 0\b.*/g) ?? [],
  'has no line that is wider than an editor': (text) =>
    text.split('\n').filter((line) => line.length > LINE_LIMIT),
  'is indented with tabs': (text) => text.match(/^\t* (?!\*).*|.*[ \t]$/gm) ?? [],
  'has a heading for each module, once, and an empty line below it and its comment': (text) => {
    const lines = text.split('\n');
    const headings = lines.filter((line) => HEADING.test(line));
    return [
      ...(headings.at(-1) === '// ----- Main -----' ? [] : ['Main is not the last one']),
      ...headings.filter((heading, at) => headings.indexOf(heading) !== at),
      ...headings.filter((heading) => {
        const below = lines.slice(lines.indexOf(heading) + 1);
        return below.find((line) => !line.startsWith('//')) !== '';
      }),
    ];
  },
  // The comment of a type that is gone is followed by nothing.
  'has no comment without code': (text) =>
    (text.split('/* ----- End of the settings ----- */')[1] ?? '').match(/^.*\*\/\n(?=\n|\/).*/gm) ?? [],
};

const files = macros.flatMap((macro) => [
  { name: `${macro.name}.js`, macro, isModule: true },
  { name: `${macro.name}.legacy.js`, macro, isModule: false },
]);

describe.each(files)('$name', ({ name, macro, isModule }) =>
  it.each(Object.keys(checks))('%s', (check) => {
    const text = readFileSync(`macros/${macro.name}/${name}`, 'utf8');
    expect(checks[check]?.(text, macro, isModule)).toEqual([]);
  }),
);

describe.each(macros)('$name', ({ name }) => {
  const module = readFileSync(`macros/${name}/${name}.js`, 'utf8');
  const legacy = readFileSync(`macros/${name}/${name}.legacy.js`, 'utf8');
  const own = sources.filter(({ path }) => path.startsWith(`${name}/`) || path.startsWith('macro/'));
  const inOneLine = (text: string): string => text.replace(/[\s*/]+/g, ' ').trim();

  it('is the same in both forms except for how it gets xapi', () => {
    expect(module.replace(IMPORT, '')).toBe(legacy.replace(REQUIRE, ''));
  });

  it('has the comments of the sources above what they describe', () => {
    const described = own.flatMap(({ text }) => [
      ...text.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\n(?:export )?(?:function|const) (\w+)/g),
    ]);
    const missing = described.filter(([, comment = '', declared = '']) => {
      const [before, after] = module.split(new RegExp(`^(?:function|var) ${declared}\\b`, 'm'));
      return after !== undefined && !inOneLine(before ?? '').endsWith(inOneLine(comment));
    });
    expect(described).not.toEqual([]);
    expect(missing.map(([, , declared]) => declared)).toEqual([]);
  });

  it('has the comment of a module below its heading', () => {
    const about = own.flatMap(({ text }) => /^\/\*\*((?:(?!\*\/)[^])*)\*\/\nimport/.exec(text)?.[1] ?? []);
    const headings = module.split(/^(?=\/\/ -----)/m).map((text) => inOneLine(text.split('\n\n')[0] ?? ''));
    expect(
      about.filter((comment) => !headings.some((heading) => heading.endsWith(inOneLine(comment)))),
    ).toEqual([]);
  });
});

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
