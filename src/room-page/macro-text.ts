/** The text of a macro as people get it: the right form, with their settings. */
import type { Firmware } from '../xapi/schema-subset';
import type { SettingValues } from './protocol';

/** The line by which a macro gets at the codec, in each form of the file. */
export const IMPORT = "import xapi from 'xapi';";
const REQUIRE = "'use strict';\n\nvar xapi = require('xapi');";

/** The built file with settings in its block: everything else stays as it is. Throws where a setting is missing. */
export function withSettings(text: string, settings: SettingValues): string {
  return Object.entries(settings).reduce((changed, [name, value]) => {
    const line = new RegExp(`^var ${name} = .*;$`, 'm');
    if (!line.test(changed)) throw new Error(`there is no setting ${name}`);
    return changed.replace(line, () => `var ${name} = ${written(value)};`);
  }, text);
}

/** The legacy form, made from the module form: they differ in one line. */
export function legacyForm(text: string): string {
  return text.replace(IMPORT, () => REQUIRE);
}

export type Form = 'module' | 'legacy';

export function fileName(macro: string, form: Form): string {
  return form === 'legacy' ? `${macro}.legacy.js` : `${macro}.js`;
}

/** Whether a firmware has a case for the legacy form: saved by another tool that keeps the codec from transpiling. */
export function hasLegacyCase(firmware: Firmware): boolean {
  const [major = 0, minor = 0] = firmware.split('.').map(Number);
  return major < 11 || (major === 11 && minor < 14);
}

/** The form for a firmware. Whatever is imported in the Macro Editor is the module form. */
export function formFor(firmware: Firmware, isSavedWithoutTranspiling: boolean): Form {
  return isSavedWithoutTranspiling && hasLegacyCase(firmware) ? 'legacy' : 'module';
}

/** In single quotes, and without the characters that ES5 takes for the end of a line. */
function written(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const inside = JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${inside.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029')}'`;
}
