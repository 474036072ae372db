/** The macros that can be deployed, with settings that are checked in the same way as in the macros. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedBy, readSettings } from '../../src/macro/settings';
import type { Setting } from '../../src/macro/settings';
import { about as switcher } from '../../src/presentation-screen-switcher/about';
import { withSettings } from '../engines/inside/with-settings';
import { macros } from '../project/macros';
import type { Macro } from '../project/macros';
import { root } from '../project/root';
import { UsageError } from './errors';
import { didYouMean } from './nearest';

export type { Macro } from '../project/macros';

/** Settings as written by people: names and texts. */
export type GivenSettings = Readonly<Record<string, string>>;

/** The macro that leaves a button, roles and Video Monitors on the codec when it is removed. */
export const SWITCHER = switcher.name;

export const macroNames: readonly string[] = macros.map(({ name }) => name);

/** Every setting of every macro. */
export const settingNames: readonly string[] = macros.flatMap(({ declared }) => Object.keys(declared));

/** The macros with the given names; all if no name is given. */
export function macrosNamed(names: readonly string[]): readonly Macro[] {
  if (names.length === 0) return macros;
  for (const name of names) {
    if (!macroNames.includes(name)) {
      throw new UsageError(`there is no macro ${name}${didYouMean(name, macroNames)}`);
    }
  }
  return macros.filter(({ name }) => names.includes(name));
}

/** Checks one setting in the same way as the macro. Throws if it is unknown, or its value is not accepted. */
export function checkSetting(chosen: readonly Macro[], name: string, value: string): void {
  const owners = chosen.filter(({ declared }) => Object.hasOwn(declared, name));
  if (owners.length === 0) {
    const known = chosen.flatMap(({ declared }) => Object.keys(declared));
    throw new UsageError(`there is no setting ${name}${didYouMean(name, known)}`);
  }
  for (const { declared } of owners) {
    const setting = declared[name];
    if (setting && !isAccepted(name, setting, value)) {
      throw new UsageError(`${name}: expected ${acceptedBy(setting)}, got "${value}"`);
    }
  }
}

/** Whether the macro would use the value as it is. */
export function isAccepted(name: string, setting: Setting, value: string): boolean {
  let isComplete = true;
  readSettings({ [name]: setting }, { [name]: value }, () => {
    isComplete = false;
  });
  return isComplete;
}

/** The text of a macro's module form, with settings filled in. They were checked before. */
export function textOf(macro: Macro, given: GivenSettings): string {
  const values: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(given)) {
    const setting = macro.declared[name];
    if (setting) values[name] = valueOf(name, setting, text);
  }
  return withSettings(builtText(macro.name), values);
}

/** Whether a text is a macro of this project, of any version. */
export function isOurs(name: string, text: string): boolean {
  return text.includes('codec-macros') && text.includes(name);
}

function builtText(name: string): string {
  return readFileSync(join(root, 'macros', name, `${name}.js`), 'utf8');
}

/** A value for the settings block: text as written, numbers and words as the macro reads them. */
function valueOf(name: string, setting: Setting, text: string): unknown {
  if (typeof setting.default === 'string' && !('choices' in setting)) return text;
  return readSettings({ [name]: setting }, { [name]: text }, () => undefined)[name];
}
