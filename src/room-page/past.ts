/** What can be undone and redone: the steps of the story one by one, and changes of the room itself. */
import type { Scene } from './protocol';

/** A change of the room itself. */
interface Change {
  readonly before: Scene;
  /** How many steps the story had right after it. */
  readonly steps: number;
}

interface Undone {
  readonly scene: Scene;
  readonly change: Change | undefined;
}

export interface Past {
  /** Steps that were there when the page was opened, and were nobody's doing. */
  readonly given: number;
  readonly changes: readonly Change[];
  readonly undone: readonly Undone[];
}

const MAX_CHANGES = 50;

export function newPast(given: number): Past {
  return { given, changes: [], undone: [] };
}

/** The room was changed from one scene to another. */
export function changed(past: Past, before: Scene, after: Scene): Past {
  const change = { before, steps: after.story.length };
  return { ...past, changes: [...past.changes, change].slice(-MAX_CHANGES), undone: [] };
}

/** Somebody did something: what was undone cannot be redone any more. */
export function acted(past: Past): Past {
  return past.undone.length === 0 ? past : { ...past, undone: [] };
}

export function canUndo({ given, changes }: Past, { story }: Pick<Scene, 'story'>): boolean {
  return changes.length > 0 || story.length > given;
}

export function undo(past: Past, now: Scene): { readonly past: Past; readonly scene: Scene } {
  const change = past.changes.at(-1);
  const last = now.story.at(-1);
  if (change && (!last || now.story.length <= change.steps)) {
    const undone = [...past.undone, { scene: now, change }];
    return { past: { ...past, changes: past.changes.slice(0, -1), undone }, scene: change.before };
  }
  const undone = [...past.undone, { scene: now, change: undefined }];
  return {
    past: { ...past, undone },
    scene: { ...now, story: now.story.slice(0, -1), rest: last?.after ?? 0 },
  };
}

/** Undefined if nothing was undone. */
export function redo(past: Past): { readonly past: Past; readonly scene: Scene } | undefined {
  const last = past.undone.at(-1);
  if (!last) return undefined;
  const changes = last.change ? [...past.changes, last.change] : past.changes;
  return { past: { ...past, changes, undone: past.undone.slice(0, -1) }, scene: last.scene };
}
