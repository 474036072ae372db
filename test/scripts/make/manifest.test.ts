/** The manifest for the installer of roomos.cisco.com. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { titleOf } from '../../../scripts/make/manifest';
import { macros } from '../../../scripts/project/macro-folders';
import { root } from '../../../scripts/project/root';

describe.each(macros)('$name', ({ name, version, settings }) => {
  const manifest = JSON.parse(readFileSync(join(root, 'macros', name, 'manifest.json'), 'utf8')) as {
    readonly profile: { readonly userParams: readonly object[] };
  };

  it('has a manifest of its file', () => {
    expect(manifest).toMatchObject({
      version: '1',
      macroVersion: version,
      profile: { macro: { items: [{ payload: `./${name}.js`, type: 'url', id: name }] } },
    });
  });

  it('has one parameter for each setting', () => {
    const types = { boolean: 'bool', number: 'number', string: 'string' };
    expect(manifest.profile.userParams).toEqual(
      settings.map(({ id, help, accepts, default: value, choices }) => ({
        id,
        name: expect.stringMatching(/^[A-Z][A-Za-z ]+$/) as string,
        info: `${help} Accepts ${accepts}.`,
        type: choices ? 'option' : types[typeof value as keyof typeof types],
        ...(choices && { values: Object.fromEntries(choices.map((choice) => [choice, titleOf(choice)])) }),
        default: value,
        domain: name,
        required: false,
      })),
    );
  });
});

it.each([
  ['zoomDomains', 'Zoom domains'],
  ['sslKeywords', 'SSL keywords'],
  ['wordsOfSsl', 'Words of SSL'],
  ['VideoCall', 'Video call'],
  ['H323', 'H.323'],
])('the title of %s is "%s"', (id, title) => expect(titleOf(id)).toBe(title));
