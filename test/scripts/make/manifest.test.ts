/** The manifest for the installer of roomos.cisco.com. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { titleOf } from '../../../scripts/make/manifest';
import { macroNamed } from '../../../scripts/project/macro-folders';
import { root } from '../../../scripts/project/root';
import { acceptedBy } from '../../../src/macro/settings';
import { redialer } from '../../zoom-obtp-redialer/setting-cases';
import { switcher } from '../../presentation-screen-switcher/setting-cases';

describe.each([redialer, switcher])('$name', ({ name, declared, help }) => {
  const ids = Object.keys(declared);
  const { version } = macroNamed(name);

  it('has a manifest with one parameter for each setting', () => {
    const text = readFileSync(join(root, 'macros', name, 'manifest.json'), 'utf8');
    const manifest: unknown = JSON.parse(text);
    expect(manifest).toEqual({
      version: '1',
      macroVersion: version,
      profile: {
        macro: { items: [{ payload: `./${name}.js`, type: 'url', id: name }] },
        userParams: ids.map((id) => {
          const setting = declared[id] ?? { default: '', maxLength: 0 };
          const isOption = 'choices' in setting;
          const types = { boolean: 'bool', number: 'number', string: isOption ? 'option' : 'string' };
          return {
            id,
            name: expect.stringMatching(/^[A-Z][A-Za-z ]+$/) as string,
            info: `${help[id] ?? ''} Accepts ${acceptedBy(setting)}.`,
            type: types[typeof setting.default as 'boolean' | 'number' | 'string'],
            ...(isOption
              ? {
                  values: Object.fromEntries(
                    setting.choices.map((choice) => [choice, expect.stringMatching(/^[A-Z]/) as string]),
                  ),
                }
              : {}),
            default: setting.default,
            domain: name,
            required: false,
          };
        }),
      },
    });
  });
});

describe('titles', () => {
  it.each([
    ['zoomDomains', 'Zoom domains'],
    ['sslKeywords', 'SSL keywords'],
    ['wordsOfSsl', 'Words of SSL'],
    ['VideoCall', 'Video call'],
    ['H323', 'H.323'],
    ['Sip', 'SIP'],
  ])('%s is "%s"', (id, title) => {
    expect(titleOf(id)).toBe(title);
  });
});
