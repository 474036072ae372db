/**
 * The top of a built macro: what it is, and its settings.
 *
 * @typedef {object} BuiltSetting a declared setting, with what people are told of it
 * @property {string} id
 * @property {string} help
 * @property {string} accepts
 * @property {string | number | boolean} default
 * @property {readonly string[]} [choices]
 */

/** @type {Readonly<Record<string, readonly string[]>>} */
const about = {
  'zoom-obtp-redialer': [
    'Zoom joins that repair themselves.',
    'Where the join button of a Zoom meeting fails with an SSL error, it dials again, in a way that works.',
  ],
  'presentation-screen-switcher': [
    'The presentation on the largest screen.',
    'In a video call the largest screen shows the speaker; when somebody shares, it shows the share, and the people',
    'move to the other screens.',
  ],
};

const LICENSE = 'MIT License. Built from the sources of codec-macros: change settings here, code there.';

/**
 * The comment that every built file begins with.
 * @param {string} name
 * @param {string} version
 */
export function header(name, version) {
  return [
    '/*',
    ` * ${name} ${version}`,
    ' *',
    ...(about[name] ?? []).map((line) => ` * ${line}`),
    ' *',
    ` * ${LICENSE}`,
    ' */',
  ].join('\n');
}

/**
 * The settings as lines that people can read and change, and that an installer can replace.
 * @param {readonly BuiltSetting[]} settings
 */
export function settingsBlock(settings) {
  return [
    '/* ----- Settings: change what stands between = and ; ----- */',
    ...settings.map(
      ({ id, help, accepts, default: value }) =>
        `// ${help} Takes ${accepts}.\nvar ${id} = ${literal(value)};`,
    ),
    '/* ----- End of the settings ----- */',
  ].join('\n\n');
}

/** @param {string | number | boolean} value */
function literal(value) {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);
}
