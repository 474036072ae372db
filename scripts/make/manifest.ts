/** The manifest for the installer of roomos.cisco.com: the file of a macro, and the settings that people fill in. */
import type { Macro, MacroSetting } from '../project/macro-folders';
import type { Artifact } from './main';

/** Version of the manifest's format. */
const FORMAT_VERSION = '1';

/** Words with a spelling of their own. */
const SPELLINGS = new Map([
  ['ssl', 'SSL'],
  ['sip', 'SIP'],
  ['h323', 'H.323'],
  ['id', 'ID'],
  ['url', 'URL'],
]);

export function manifestFile({ name, version, settings }: Macro): Artifact {
  const manifest = {
    version: FORMAT_VERSION,
    macroVersion: version,
    profile: {
      macro: { items: [{ payload: `./${name}.js`, type: 'url', id: name }] },
      userParams: settings.map((setting) => userParam(name, setting)),
    },
  };
  return [`macros/${name}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`];
}

function userParam(macro: string, { id, help, accepts, default: value, choices }: MacroSetting): object {
  return {
    id,
    name: titleOf(id),
    info: `${help} Accepts ${accepts}.`,
    type: typeOf(value, choices),
    ...(choices ? { values: Object.fromEntries(choices.map((choice) => [choice, titleOf(choice)])) } : {}),
    default: value,
    domain: macro,
    required: false,
  };
}

function typeOf(value: MacroSetting['default'], choices: MacroSetting['choices']): string {
  if (choices) return 'option';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'number' ? 'number' : 'string';
}

/** A setting's name as a label: `sslKeywords` is "SSL keywords". */
export function titleOf(id: string): string {
  const words = id.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase();
  return words
    .split(' ')
    .map((word, index) => SPELLINGS.get(word) ?? (index === 0 ? capital(word) : word))
    .join(' ');
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
