/** The macros that the page offers, with what they declare. */
import type { Setting } from '../macro/settings';
import { acceptedBy, readSettings } from '../macro/settings';
import { about as switcherAbout } from '../presentation-screen-switcher/about';
import { worksOn as switcherWorksOn } from '../presentation-screen-switcher/compatibility';
import { declared as switcherDeclared, help as switcherHelp } from '../presentation-screen-switcher/settings';
import type { Verdict } from '../macro/macro';
import type { FirmwareProfile } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import { about as redialerAbout } from '../zoom-obtp-redialer/about';
import { worksOn as redialerWorksOn } from '../zoom-obtp-redialer/compatibility';
import { declared as redialerDeclared, help as redialerHelp } from '../zoom-obtp-redialer/settings';
import type { MacroName, SettingValues } from './protocol';
import { profileOf } from './room-choice';
import type { RoomChoice } from './room-choice';

interface OfferedMacro {
  readonly title: string;
  readonly summary: string;
  readonly version: string;
  readonly declared: Readonly<Record<string, Setting>>;
  readonly help: Readonly<Record<string, string>>;
  readonly worksOn: (profile: FirmwareProfile, firmware: Firmware) => Verdict;
}

export const macros: Readonly<Record<MacroName, OfferedMacro>> = {
  'presentation-screen-switcher': {
    ...switcherAbout,
    declared: switcherDeclared,
    help: switcherHelp,
    worksOn: switcherWorksOn,
  },
  'zoom-obtp-redialer': {
    ...redialerAbout,
    declared: redialerDeclared,
    help: redialerHelp,
    worksOn: redialerWorksOn,
  },
};

export const macroNames = Object.keys(macros) as readonly MacroName[];

export function isMacroName(text: unknown): text is MacroName {
  return typeof text === 'string' && Object.hasOwn(macros, text);
}

/** Whether a macro works in a room, with the notes of the compatibility table in the README. */
export function verdictOn(macro: MacroName, room: RoomChoice): Verdict {
  const profile = profileOf(room);
  if (!profile) return { works: false, notes: ['Cisco does not list this firmware for the product.'] };
  const { works, notes } = macros[macro].worksOn(profile, room.firmware);
  const isFromPatchOn = profile.since.split('.').length > 2;
  return { works, notes: isFromPatchOn ? [...notes, `From ${profile.since} on.`] : notes };
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
