/** What the scenarios of the switcher have in common: steps, after each of which the room settles, and checks. */
import type { Screen } from '../room/outputs';
import type { Room } from '../room/room';
import type { Shown } from '../room/shown-screens';
import { same } from './scenario';
import type { Scenario } from './scenario';

export const BUTTON = 'presentation-screen-switcher';
/** Seconds in which requests are answered, and in which a share counts as ended. */
const SETTLED = 2;
/** Seconds until a screen that is gone counts as gone, and the others show what follows. */
const GONE = 5;

type Share = 'far end' | 'HDMI' | 'wireless' | 'local';
type Given = Readonly<Record<string, unknown>>;

/** A scenario in one room. */
export function story(name: string, title: string, plan: Scenario['plan'], play: Scenario['play']): Scenario {
  return { name, title, plan, play };
}

export async function started(room: Room, settings: Given = {}): Promise<void> {
  room.start(settings);
  await room.wait(SETTLED);
}

export async function call(room: Room): Promise<void> {
  room.phone.up();
  await room.wait(SETTLED);
}

export async function share(room: Room, how: Share = 'far end'): Promise<void> {
  if (how === 'far end') room.shares.farEnd();
  else room.shares.begin(how === 'local' ? 'HDMI' : how, how === 'local');
  await room.wait(SETTLED);
}

/** The share stops. */
export async function stop(room: Room): Promise<void> {
  room.shares.stop();
  await room.wait(SETTLED);
}

export async function hangUp(room: Room): Promise<void> {
  room.phone.hangUp();
  await room.wait(SETTLED);
}

export async function press(room: Room): Promise<void> {
  room.panel.tap(BUTTON);
  await room.wait(SETTLED);
}

export async function plug(room: Room, output: number, screen: Screen): Promise<void> {
  room.outputs.plug(output, screen);
  await room.wait(SETTLED);
}

export async function unplug(room: Room, output: number): Promise<void> {
  room.outputs.unplug(output);
  await room.wait(GONE);
}

/** The macro runs in a video call. */
export async function inCall(room: Room, settings: Given = {}): Promise<void> {
  await started(room, settings);
  await call(room);
}

/** The macro runs in a video call with a share. */
export async function sharing(room: Room, settings: Given = {}, how: Share = 'far end'): Promise<void> {
  await inCall(room, settings);
  await share(room, how);
}

export function writes(room: Room): number {
  return room.requests.filter(({ request }) => request.method === 'xSet').length;
}

/** Writes, requests and warnings are counted from here on. */
export function counter(room: Room): Record<'writes' | 'requests' | 'warnings', () => number> {
  const before = { writes: writes(room), requests: room.requests.length, journal: room.journal.length };
  return {
    writes: () => writes(room) - before.writes,
    requests: () => room.requests.length - before.requests,
    warnings: () => room.journal.slice(before.journal).filter(({ who }) => who === 'warning').length,
  };
}

export function monitors(room: Room): string {
  return room.device.readText('Configuration Video Monitors');
}

/**
 * What each connected screen shows where the main one shows this and the others that. The codec puts its home screen on
 * one output, whatever the roles, and there it is seen where nothing else is.
 */
export function shown(room: Room, main: number, onMain: Shown, onOthers: Shown): Record<number, Shown> {
  const expected: Record<number, Shown> = {};
  room.outputs.connected().forEach(({ id }) => {
    const shows = id === main ? onMain : onOthers;
    expected[id] = shows === 'blank' && id === room.outputs.onScreenOutput ? 'home screen' : shows;
  });
  return expected;
}

export function expectPresentationOn(room: Room, main: number): void {
  const expected = shown(room, main, 'presentation', 'participants');
  same(room.screens(), expected, 'the screens while somebody shares');
}
