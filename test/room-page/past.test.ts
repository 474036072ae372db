/** What Undo and Redo of the room page take back: steps one by one, and changes of the room. */
import { expect, it } from 'vitest';
import { changed, newPast, redo, undo } from '../../src/room-page/past';
import type { ActionId, Scene } from '../../src/room-page/protocol';
import { firstScene } from '../../src/room-page/scene';

/** A scene with so many steps after the opening. */
function sceneWith(macro: string, ...actions: readonly ActionId[]): Scene {
  return { ...firstScene(), macro, story: actions.map((action) => ({ action, after: 700 })), rest: 900 };
}

const start = sceneWith('one');
const share = sceneWith('one', 'video call', 'share over HDMI');
const other = sceneWith('other', 'video call', 'share over HDMI');

it('takes back a change of the room before the steps of the room before it', () => {
  const past = changed(newPast(0), share, other);
  const stepped = sceneWith('other', 'video call', 'share over HDMI', 'hang up');
  const first = undo(past, stepped);
  expect(first.scene.story).toHaveLength(2);
  const second = undo(first.past, first.scene);
  expect(second.scene).toEqual(share);
  const third = undo(second.past, second.scene);
  expect(third.scene.story).toEqual(share.story.slice(0, 1));
  const again = redo(third.past);
  const change = again && redo(again.past);
  expect([again?.scene, change?.scene]).toEqual([share, first.scene]);
  expect(change && undo(change.past, change.scene).scene).toEqual(share);
});

it('takes back a change to a room with an empty story', () => {
  expect(undo(changed(newPast(2), share, start), start).scene).toEqual(share);
});
