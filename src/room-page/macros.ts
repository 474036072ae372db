/** The macros that the page offers, with what they declare. */
import type { Setting } from '../macro/settings';
import { acceptedBy, readSettings } from '../macro/settings';
import { about as switcherAbout } from '../presentation-screen-switcher/about';
import { worksOn } from '../presentation-screen-switcher/compatibility';
import { declared as switcherDeclared, help as switcherHelp } from '../presentation-screen-switcher/settings';
import { about as redialerAbout } from '../zoom-obtp-redialer/about';
import { declared as redialerDeclared, help as redialerHelp } from '../zoom-obtp-redialer/settings';
import type { MacroName, SettingValues } from './protocol';
import { profileOf } from './room-choice';
import type { RoomChoice } from './room-choice';

interface Verdict {
  readonly works: boolean;
  readonly notes: readonly string[];
}

interface OfferedMacro {
  readonly title: string;
  readonly summary: string;
  readonly version: string;
  readonly declared: Readonly<Record<string, Setting>>;
  readonly help: Readonly<Record<string, string>>;
  readonly verdict: (room: RoomChoice) => Verdict;
}

export const macros: Readonly<Record<MacroName, OfferedMacro>> = {
  'presentation-screen-switcher': {
    ...switcherAbout,
    declared: switcherDeclared,
    help: switcherHelp,
    verdict: (room) => {
      const profile = profileOf(room);
      if (!profile) return { works: false, notes: ['Cisco does not list this firmware for the product.'] };
      return worksOn(profile);
    },
  },
  'zoom-obtp-redialer': {
    ...redialerAbout,
    declared: redialerDeclared,
    help: redialerHelp,
    verdict: () => ({ works: true, notes: [] }),
  },
};

export const macroNames = Object.keys(macros) as readonly MacroName[];

export function isMacroName(text: unknown): text is MacroName {
  return typeof text === 'string' && Object.hasOwn(macros, text);
}

/** What is wrong with a value that somebody gives a setting, in the macro's own words; '' where nothing is. */
export function complaintAbout(setting: Setting, value: unknown): string {
  let complaint = '';
  readSettings({ value: setting }, { value }, (line) => {
    complaint = line;
  });
  return complaint === '' ? '' : `Expected ${acceptedBy(setting)}.`;
}

/** The settings that are not the defaults. */
export function changedSettings(macro: MacroName, values: SettingValues): SettingValues {
  const { declared } = macros[macro];
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => Object.hasOwn(declared, name) && declared[name]?.default !== value,
    ),
  );
}
