/** What the scenarios of the switcher have in common: steps, after each of which the room settles, and checks. */
import { failing, startingWith, textOf } from '../codec/faults';
import { faultless } from '../codec/link';
import type { Outcome } from '../codec/link';
import type { Screen } from '../room/outputs';
import type { Room } from '../room/room';
import type { Shown } from '../room/shown-screens';
import { holds, same } from './scenario';
import type { Scenario } from './scenario';

export const BUTTON = 'presentation-screen-switcher';
/** Seconds in which requests are answered, and in which a share counts as ended. */
const SETTLED = 2;
/** Seconds until a screen that is gone counts as gone, and the others show what follows. */
const GONE = 5;

export const SMALL: Screen = { inches: 43, name: 'Small' };
export const MIDDLE: Screen = { inches: 55, name: 'Middle' };
export const LARGE: Screen = { inches: 75, name: 'Large' };

/** Two screens on a Room Kit, the largest on output 2. */
export const two: Scenario['plan'] = {
  product: 'hopen',
  firmware: '11.14',
  screens: { 1: SMALL, 2: LARGE },
};
/** Three screens on a Codec Pro, the largest on output 2, the next one on output 3. */
export const three: Scenario['plan'] = {
  product: 'barents',
  firmware: '11.14',
  screens: { 1: SMALL, 2: LARGE, 3: MIDDLE },
};

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

/** The macro runs in a video call in which nothing has happened for a while; it will not read before 25 s. */
export async function quietCall(room: Room): Promise<void> {
  await inCall(room);
  await room.wait(93);
}

/** The macro runs in a video call with a share. */
export async function sharing(room: Room, settings: Given = {}, how: Share = 'far end'): Promise<void> {
  await inCall(room, settings);
  await share(room, how);
}

/** From now on, requests that begin with this come to this outcome. */
export function fail(room: Room, requests: string, outcome: Outcome, times = Infinity): void {
  room.faults = failing(faultless(20), startingWith(requests), outcome, times);
}

/** From now on, the JSON of answers and feedback is changed. */
export function replaceInReports(room: Room, pattern: RegExp, by: string): void {
  const reshape = (content: unknown): unknown =>
    JSON.parse((JSON.stringify(content) || 'null').replace(pattern, by));
  room.faults = { ...faultless(20), reshape: reshape };
}

/** What happens from here on. */
interface Observed {
  /** When requests were sent that begin with this. */
  seconds(requests?: string): readonly number[];
  /** The settings written, such as `2 First` and `Monitors Auto`, each with its second. */
  writes(): readonly string[];
  warnings(): readonly string[];
}

export function observe(room: Room): Observed {
  const [began, entries, sent] = [room.clock.now(), room.journal.length, room.requests.length];
  const second = (at: number): number => Math.round((at - began) / 100) / 10;
  const requests = (beginning: string): Room['requests'] =>
    room.requests.slice(sent).filter(({ request }) => startingWith(beginning)(textOf(request)));
  return {
    seconds: (beginning = '') => requests(beginning).map(({ at }) => second(at)),
    writes: () =>
      requests('xSet').map(({ at, request }) => {
        const name = textOf(request).replace(/^.* Video (Output Connector )?| MonitorRole$/g, '');
        return second(at) + ' ' + name + ' ' + String(request.params && request.params['Value']);
      }),
    warnings: () =>
      room.journal
        .slice(entries)
        .filter(({ who }) => who === 'warning')
        .map(({ text }) => text.replace(/ \(.*\)/, '')),
  };
}

export function atMost(most: number, happened: readonly unknown[], what: string): void {
  holds(happened.length <= most, 'at most ' + most + ' ' + what + ', and they were ' + happened.length);
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
