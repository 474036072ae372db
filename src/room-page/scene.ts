/** The scenes that the page opens: a room with a macro, its settings, and a story. */
import type { MacroName, Scene, SettingValues } from './protocol';
import { usualRoom } from './room-choice';
import type { RoomChoice } from './room-choice';
import { fromFragment } from './share-link';

const FIRST_MACRO = 'presentation-screen-switcher';
const FIRST_PRODUCT = 'brooklyn';

export function newScene(macro: MacroName, room: RoomChoice, settings: SettingValues): Scene {
  return { macro, room, settings, story: [], rest: 0 };
}

/** The scene of the page's address, or the usual one. */
export function firstScene(fragment: string): Scene {
  return fromFragment(fragment) ?? newScene(FIRST_MACRO, usualRoom(FIRST_PRODUCT), {});
}

/** The settings that the macro has at the end of a story. */
export function settingsAfter({ settings, story }: Scene): SettingValues {
  return story.reduce((current, step) => step.settings ?? current, settings);
}
