/** A macro uses the values that an installer writes into its settings. */
import { describe, expect, it } from 'vitest';
import { play } from '../../../scripts/engines/engine';
import { quickJs } from '../../../scripts/engines/quickjs/quickjs';
import { scenarios } from '../../../src/simulator/scenarios';
import type { Entry } from '../../../src/simulator/room/context';
import { casesOfMacros, fileOf, installed, QUOTED, roomWithText, textsOf, told } from './installer';
import type { Value } from './installer';

function isAboutSettings({ who, text }: Entry): boolean {
  return who === 'warning' && /^\w+: expected /.test(text);
}

function aboutSettings(journal: readonly Entry[]): readonly Entry[] {
  return journal.filter(isAboutSettings);
}

describe.each(await casesOfMacros())('$name', (macro) => {
  const { name, declared, cases } = macro;
  const ids = Object.keys(declared);

  it.each(cases)('uses another $id', async ({ id, other, seen, expected }) => {
    expect(seen(await told(macro, {}))).not.toEqual(expected);
    for (const quotes of Object.keys(QUOTED)) {
      expect(seen(await told(macro, { [id]: other }, quotes))).toEqual(expected);
    }
  });

  it.each(cases.filter(({ asText }) => asText !== undefined))(
    'takes $id as text',
    async ({ id, other, asText = '' }) => {
      const { journal } = await told(macro, { [id]: asText });
      expect(journal).toEqual((await told(macro, { [id]: other })).journal);
      expect(aboutSettings(journal)).toEqual([]);
    },
  );

  it.each(cases)('uses the default of $id and warns if the value is invalid', async ({ id, wrong }) => {
    const right = await told(macro, {});
    for (const value of wrong) {
      const room = await told(macro, { [id]: value });
      const warning: unknown = expect.stringMatching(new RegExp(`^${id}: expected .*, got ".*"; using `));
      expect(aboutSettings(room.journal)).toEqual([{ at: 0, who: 'warning', text: warning }]);
      expect(room.journal.filter((entry) => !isAboutSettings(entry))).toEqual(right.journal);
      expect(room.phone.dialed).toEqual(right.phone.dialed);
      expect(room.panel.buttons).toEqual(right.panel.buttons);
      expect(room.screens()).toEqual(right.screens());
    }
  });

  it.each(ids)('uses the default of %s if its line is deleted', async (id) => {
    const text = fileOf(name, '.legacy.js');
    const without = text.replace(new RegExp(`^var ${id} = .*;\\n`, 'm'), '');
    expect(without.length).toBeLessThan(text.length);
    const room = roomWithText(macro.plan, without);
    await macro.story(room);
    expect(room.journal).toEqual((await told(macro, {})).journal);
  });

  it('uses all of them in QuickJS, too', async () => {
    // Not so that nothing is left to be seen.
    const keep = ['sslKeywords', 'showMessages', 'showButton'];
    const values: Record<string, Value> = {};
    for (const { id, other } of cases) if (!keep.includes(id)) values[id] = other;
    const probe = `\nconsole.log(JSON.stringify([${ids.join(', ')}]));\n`;
    const module = installed(fileOf(name, '.js'), values) + probe;
    const legacy = installed(fileOf(name, '.legacy.js'), values) + probe;
    const all = JSON.stringify(ids.map((id) => values[id] ?? declared[id]?.default));
    for (const story of macro.scenarios) {
      const scenario = (scenarios[name] ?? []).find((one) => one.name === story);
      const room = roomWithText(scenario?.plan ?? {}, legacy);
      const error = await Promise.resolve(scenario?.play(room)).then(
        () => '',
        (reason: unknown) => String(reason),
      );
      const played = await play(quickJs, name, module, story);
      expect(textsOf(played.journal)).toContain(all);
      expect(played).toEqual({ error, journal: room.journal });
    }
  });
});
