/** The macros that the page offers, with what they declare. */
import type { About, Verdict } from '../macro/macro';
import type { Setting } from '../macro/settings';
import { acceptedBy, readSettings } from '../macro/settings';
import type { FirmwareProfile } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import type { MacroName, SettingValues } from './protocol';
import { firmwareName, firmwaresOf, productName, profileOf } from './room-choice';
import type { RoomChoice } from './room-choice';

interface OfferedMacro extends About {
  readonly declared: Readonly<Record<string, Setting>>;
  readonly help: Readonly<Record<string, string>>;
  readonly worksOn: (profile: FirmwareProfile, firmware: Firmware) => Verdict;
}

declare global {
  interface ImportMeta {
    /** The modules whose path fits, by path. The build of the page and Vite, which runs the tests, replace it. */
    glob: <T>(pattern: string, options: { readonly eager: true }) => Readonly<Record<string, T>>;
  }
}

const abouts = import.meta.glob<{ readonly about: About }>('../*/about.ts', { eager: true });
const settings = import.meta.glob<Pick<OfferedMacro, 'declared' | 'help'>>('../*/settings.ts', {
  eager: true,
});
const compatibilities = import.meta.glob<Pick<OfferedMacro, 'worksOn'>>('../*/compatibility.ts', {
  eager: true,
});

/** Every folder of src that has an about.ts, by the name of the macro. */
const macros: ReadonlyMap<string, OfferedMacro> = new Map(
  Object.values(abouts).map(({ about }) => {
    const { declared = {}, help = {} } = settings[`../${about.name}/settings.ts`] ?? {};
    const { worksOn = worksEverywhere } = compatibilities[`../${about.name}/compatibility.ts`] ?? {};
    return [about.name, { ...about, declared, help, worksOn }];
  }),
);

export const macroNames: readonly MacroName[] = [...macros.keys()];

function worksEverywhere(): Verdict {
  return { works: true, notes: [] };
}

export function isMacroName(text: unknown): text is MacroName {
  return typeof text === 'string' && macros.has(text);
}

/** @throws if there is no such macro */
export function macroNamed(name: MacroName): OfferedMacro {
  const found = macros.get(name);
  if (!found) throw new Error(`there is no macro ${name}`);
  return found;
}

/** Whether a macro works in a room, with the notes of the compatibility table in the README. */
function verdictOn(macro: MacroName, room: RoomChoice): Verdict {
  const profile = profileOf(room);
  if (!profile) return { works: false, notes: ['Cisco does not list this firmware for the product.'] };
  const { works, notes } = macroNamed(macro).worksOn(profile, room.firmware);
  const isFromPatchOn = profile.since.split('.').length > 2;
  return { works, notes: isFromPatchOn ? [...notes, `From ${profile.since} on.`] : notes };
}

/** What to do where a macro does not work. */
function adviceOn(macro: MacroName, room: RoomChoice): string {
  const others = firmwaresOf(room.product).filter(
    (firmware) => verdictOn(macro, { ...room, firmware }).works,
  );
  if (others.length === 0) return 'No firmware of this product changes that: leave the macro off this codec.';
  return `It works on this product with ${others.map(firmwareName).join(', ')}.`;
}

/** Whether a macro works in a room, and what to do where it does not. */
export function verdictText(
  macro: MacroName,
  room: RoomChoice,
): { readonly kind: 'yes' | 'no' | 'hint'; readonly text: string } {
  const { works, notes } = verdictOn(macro, room);
  const where = `on ${productName(room.product)} with ${firmwareName(room.firmware)}`;
  if (!works) {
    return { kind: 'no', text: `Not supported ${where}. ${notes.join(' ')} ${adviceOn(macro, room)}` };
  }
  const limit = limitOf(macro, room, notes);
  return { kind: limit === '' ? 'yes' : 'hint', text: `Supported ${where}${limit === '' ? '.' : limit}` };
}

function limitOf(macro: MacroName, { isTeams, screens }: RoomChoice, notes: readonly string[]): string {
  const isSwitcher = macro === 'presentation-screen-switcher';
  if (isSwitcher && isTeams) {
    return ', but in Teams meetings, Teams decides what the screens show. The macro moves presentations outside of them.';
  }
  if (isSwitcher && Object.keys(screens).length < 2) return ', but it needs two screens. Add one.';
  return notes.length > 0 ? `, with limits. ${notes.join(' ')}` : '';
}

/** What is wrong with a value that somebody gives a setting, in the macro's own words; '' where nothing is. */
export function complaintAbout(setting: Setting, value: unknown): string {
  let complaint = '';
  readSettings({ value: setting }, { value }, (line) => (complaint = line));
  return complaint === '' ? '' : `Expected ${acceptedBy(setting)}.`;
}

/** The settings that are not the defaults. */
export function changedSettings(macro: MacroName, values: SettingValues): SettingValues {
  const { declared } = macroNamed(macro);
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => Object.hasOwn(declared, name) && declared[name]?.default !== value,
    ),
  );
}
