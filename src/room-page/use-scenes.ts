/** The scene that is open: changed, undone and redone by people, kept in the address, and opened by links. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Address } from './address-bar';
import { acted, canUndo, changed, newPast, redo, undo } from './past';
import type { Past } from './past';
import type { MacroName, Scene, SettingValues, Step } from './protocol';
import type { RoomChoice } from './room-choice';
import type { RoomClient } from './room-client';
import { firstScene, movedScene, settingsAfter } from './scene';
import { fromFragment } from './share-link';

/** Where the first scene comes from. */
export type SceneSource = 'link' | 'page' | 'unreadable link';

export type Choice = Pick<Scene, 'macro' | 'room' | 'settings'>;

export type Scenes = ReturnType<typeof useScenes>;

const UNREADABLE = 'This link cannot be read: it was cut off, or is of another version of this page.';

export function useScenes(
  client: RoomClient,
  texts: Readonly<Record<MacroName, string>>,
  first: Scene,
  source: SceneSource,
) {
  const [choice, setChoice] = useState(() => choiceOf(first));
  const [past, setPast] = useState(() => newPast(source === 'link' ? 0 : first.story.length));
  const [problem, setProblem] = useState(source === 'unreadable link' ? UNREADABLE : '');
  const address = useMemo(() => new Address(() => client.scene()), [client]);
  const open = (scene: Scene, next: Past): void => {
    setPast(next);
    setChoice(choiceOf(scene));
    setProblem('');
    client.open(scene, texts[scene.macro] ?? '');
  };
  const openByHand = (scene: Scene, next: Past): void => {
    open(scene, next);
    address.save();
  };
  const act = (step: Step): void => {
    setPast(acted(past));
    client.act(step);
    address.saveSoon();
  };
  const change = (scene: Scene): void => openByHand(scene, changed(past, client.scene(), scene));
  useLinks((scene) => {
    address.cancel();
    if (scene) open(scene, newPast(0));
    else setProblem(UNREADABLE);
  });
  return {
    choice,
    /** What is wrong with the link that was opened; '' for nothing. */
    problem,
    act,
    /** Opens another scene. */
    change,
    canUndo: (): boolean => canUndo(past, client.scene()),
    undo: (): void => {
      const { scene, past: next } = undo(past, client.scene());
      openByHand(scene, next);
    },
    canRedo: past.undone.length > 0,
    redo: (): void => {
      const again = redo(past);
      if (again) openByHand(again.scene, again.past);
    },
    /** Goes on with the same story in another room. */
    move: (room: RoomChoice): void => change(movedScene(client.scene(), room)),
    /** Restarts the macro with other settings. */
    set: (settings: SettingValues): void => {
      setChoice({ ...choice, settings });
      act({ action: 'restart', settings });
    },
  };
}

/** Follows links, and the way back, in the window of the page: they change nothing but the fragment. */
function useLinks(follow: (scene: Scene | undefined) => void): void {
  const latest = useRef(follow);
  latest.current = follow;
  useEffect(() => {
    const listen = (): void => {
      latest.current(location.hash === '' ? firstScene() : fromFragment(location.hash));
    };
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, []);
}

function choiceOf(scene: Scene): Choice {
  return { macro: scene.macro, room: scene.room, settings: settingsAfter(scene) };
}
