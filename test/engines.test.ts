import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { playInQuickJs } from '../scripts/engines/quickjs.mjs';
import { scenarios } from './room/scenarios';

describe.each(Object.keys(scenarios))('%s, the built module form in QuickJS', (macro) => {
  const text = readFileSync(`macros/${macro}/${macro}.js`, 'utf8');

  it.each((scenarios[macro] ?? []).map(({ name, title }) => ({ name, title })))(
    '$title',
    async ({ name }) => {
      expect((await playInQuickJs(macro, text, name)).error).toBe('');
    },
  );
});
