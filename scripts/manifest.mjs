/** What roomos.cisco.com's installer is told of a macro: where its file is, and which settings people may fill in. */

/** @typedef {import('./settings-block.mjs').BuiltSetting} BuiltSetting */

const VERSION = '1';

/** Words that are not written as other words are. */
const SPELT = new Map([
  ['ssl', 'SSL'],
  ['sip', 'SIP'],
  ['h323', 'H.323'],
  ['id', 'ID'],
  ['url', 'URL'],
]);

/**
 * @param {string} name the macro's
 * @param {readonly BuiltSetting[]} settings
 */
export function manifest(name, settings) {
  return {
    version: VERSION,
    profile: {
      macro: { items: [{ payload: `./${name}.js`, type: 'url', id: name }] },
      userParams: settings.map((setting) => userParam(name, setting)),
    },
  };
}

/**
 * @param {string} macro
 * @param {BuiltSetting} setting
 */
function userParam(macro, { id, help, accepts, default: value, choices }) {
  return {
    id,
    name: titleOf(id),
    info: `${help} Takes ${accepts}.`,
    type: typeOf(value, choices),
    ...(choices ? { values: Object.fromEntries(choices.map((choice) => [choice, titleOf(choice)])) } : {}),
    default: value,
    domain: macro,
    required: false,
  };
}

/**
 * @param {BuiltSetting['default']} value
 * @param {BuiltSetting['choices']} choices
 */
function typeOf(value, choices) {
  if (choices) return 'option';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'number' ? 'number' : 'string';
}

/**
 * An id as people write it: «sslKeywords» is «SSL keywords».
 * @param {string} id
 */
export function titleOf(id) {
  const words = id.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase();
  return words
    .split(' ')
    .map((word, index) => SPELT.get(word) ?? (index === 0 ? capital(word) : word))
    .join(' ');
}

/** @param {string} word */
function capital(word) {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
