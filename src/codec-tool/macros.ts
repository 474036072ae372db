/** The macros that can be deployed, with settings that are checked in the same way as in the macros. */
import type { Verdict } from '../macro/macro';
import { acceptedBy } from '../macro/settings';
import type { Setting } from '../macro/settings';
import { about as switcher } from '../presentation-screen-switcher/about';
import type { FirmwareProfile } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import { isAccepted } from './built-macro';
import type { GivenSettings } from './built-macro';
import { UsageError } from './errors';
import { didYouMean } from './nearest';

export interface Macro {
  readonly name: string;
  readonly version: string;
  readonly declared: Readonly<Record<string, Setting>>;
  /** One line for each setting, by name. */
  readonly settings: readonly { readonly id: string; readonly help: string }[];
  readonly worksOn: (profile: FirmwareProfile, firmware: Firmware) => Verdict;
  /** The built text of the module form. */
  readonly text: () => string;
}

/** The macro that leaves a button, roles and Video Monitors on the codec when it is removed. */
export const SWITCHER = switcher.name;

/** The macros with the given names; all if no name is given. */
export function macrosNamed(macros: readonly Macro[], names: readonly string[]): readonly Macro[] {
  if (names.length === 0) return macros;
  const known = macros.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name)) throw new UsageError(`there is no macro ${name}${didYouMean(name, known)}`);
  }
  return macros.filter(({ name }) => names.includes(name));
}

/** The names of the settings of some macros. */
export function settingNames(macros: readonly Macro[]): readonly string[] {
  return macros.flatMap(({ declared }) => Object.keys(declared));
}

/** Checks one setting in the same way as the macro. Throws if it is unknown, or its value is not accepted. */
export function checkSetting(chosen: readonly Macro[], name: string, value: string): void {
  const owners = chosen.filter(({ declared }) => Object.hasOwn(declared, name));
  if (owners.length === 0)
    throw new UsageError(`there is no setting ${name}${didYouMean(name, settingNames(chosen))}`);
  for (const { declared } of owners) {
    const setting = declared[name];
    if (setting && !isAccepted(name, setting, value))
      throw new UsageError(`${name}: expected ${acceptedBy(setting)}, got "${value}"`);
  }
}

/** What changes between two sets of settings, such as `maxRedials 3 → 1`. */
export function changesBetween(
  { declared }: Macro,
  before: GivenSettings,
  after: GivenSettings,
): readonly string[] {
  return Object.entries(declared).flatMap(([name, setting]) => {
    const [old, now] = [before[name] ?? String(setting.default), after[name] ?? String(setting.default)];
    return old === now ? [] : [`${name} ${old} → ${now}`];
  });
}
