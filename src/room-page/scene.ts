/** The scenes that the page opens: a room with a macro, its settings, and a story. */
import type { MacroName, Scene, SettingValues, StoryStep } from './protocol';
import { usualRoom } from './room-choice';
import type { RoomChoice } from './room-choice';

const FIRST_MACRO = 'presentation-screen-switcher';
const FIRST_PRODUCT = 'brooklyn';

const MEETING: Pick<Scene, 'story' | 'rest'> = {
  story: [
    { action: 'video call', after: 1000 },
    { action: 'share from far end', after: 4000 },
  ],
  rest: 3000,
};

/** The moment that shows best what a macro changes: something has happened, and the room has come to rest. A meeting where none is here. */
const openings: Readonly<Record<MacroName, Pick<Scene, 'story' | 'rest'>>> = {
  'zoom-obtp-redialer': { story: [{ action: 'join', after: 1000 }], rest: 5000 },
};

/** A room in the middle of the macro's story. */
export function openingScene(macro: MacroName, room: RoomChoice, settings: SettingValues): Scene {
  return { macro, room, settings, ...(openings[macro] ?? MEETING) };
}

/** A room in which nothing has happened yet. */
export function quietScene(macro: MacroName, room: RoomChoice, settings: SettingValues): Scene {
  return { macro, room, settings, story: [], rest: 0 };
}

export function firstScene(): Scene {
  return openingScene(FIRST_MACRO, usualRoom(FIRST_PRODUCT), {});
}

/** The same story in another room, without what happens to screens that are not there. */
export function movedScene(scene: Scene, room: RoomChoice): Scene {
  const isPossible = ({ output }: StoryStep): boolean => output === undefined || output in room.screens;
  return { ...scene, room, story: scene.story.filter(isPossible) };
}

/** The settings that the macro has at the end of a story. */
export function settingsAfter({ settings, story }: Scene): SettingValues {
  return story.reduce((current, step) => step.settings ?? current, settings);
}
