/**
 * The pictures in the READMEs. They are drawn from scenarios in the simulated room, so a picture always shows what the
 * macro does.
 */
import type { Room, RoomPlan } from '../../src/simulator/room/room';
import { holds } from '../../src/simulator/scenarios/scenario';
import { scenarios } from '../../src/simulator/scenarios';
import type { Shown } from '../../src/simulator/room/shown-screens';
import { roomWith } from '../project/room-in-node';
import type { Artifact } from './main';
import { screensPicture } from './screens-picture';
import { timelinePicture } from './timeline-picture';

export async function pictures(): Promise<readonly Artifact[]> {
  const moments = await meeting(roomWith('presentation-screen-switcher', meetingRoom));
  const join = await repairedJoin((plan) => roomWith('zoom-obtp-redialer', plan));
  return [
    ['macros/presentation-screen-switcher/screens.svg', screensPicture(moments)],
    ['macros/zoom-obtp-redialer/timeline.svg', timelinePicture(join)],
  ];
}

/** A moment of a meeting and what the screens show, by connector number. */
export interface Moment {
  readonly title: string;
  readonly screens: readonly { readonly inches: number; readonly shows: Shown }[];
}

/** A failed join and its redial; times in seconds since Join was pressed. */
export interface RepairedJoin {
  readonly fails: number;
  /** The cause of the failure, shortened. */
  readonly why: string;
  readonly dials: number;
  readonly protocol: string;
  readonly connects: number;
  readonly line: { readonly from: number; readonly until: number; readonly text: string };
}

/** The room of the meeting. */
export const meetingRoom: Omit<RoomPlan, 'engine' | 'macro'> = {
  product: 'hopen',
  firmware: '11.14',
  screens: { 1: { inches: 43 }, 2: { inches: 75 } },
};

/** A call with a share in it. */
export async function meeting(room: Room): Promise<readonly Moment[]> {
  room.start();
  await room.wait(5);
  room.phone.up();
  const nobody = await momentOf(room, 'In a call, nobody shares');
  room.shares.farEnd();
  const somebody = await momentOf(room, 'Somebody shares');
  room.shares.stop();
  return [nobody, somebody, await momentOf(room, 'The share has stopped')];
}

async function momentOf(room: Room, title: string): Promise<Moment> {
  await room.wait(5);
  const shown = room.screens();
  const screens = room.outputs.connected().map(({ id }) => {
    const screen = room.outputs.screen(id);
    return { inches: screen ? screen.inches : 0, shows: shown[id] || 'blank' };
  });
  return { title: title, screens: screens };
}

/** The scenario of a failed join that is redialed. */
export async function repairedJoin(roomFor: (plan: typeof meetingRoom) => Room): Promise<RepairedJoin> {
  const scenario = (scenarios['zoom-obtp-redialer'] || []).filter(({ name }) => name === 'join-repaired')[0];
  if (!scenario) throw new Error('there is no scenario join-repaired');
  const room = roomFor(scenario.plan);
  const start = room.clock.now();
  await scenario.play(room);
  const pressed = entry(room, /presses Join/).at;
  const since = (at: number): number => (at - pressed) / 1000;
  const fails = entry(room, /^call \d+ fails: ([^:]*)/);
  const dials = entry(room, /: dialing (spark):/);
  const line = entry(room, /^line: (.*)/);
  const cleared = room.requests.filter(({ request }) => /TextLine\/Clear$/.test(request.method))[0];
  if (!cleared) throw new Error('the line on the screen is not cleared');
  return {
    fails: since(fails.at),
    why: fails.what,
    dials: since(dials.at),
    protocol: dials.what.charAt(0).toUpperCase() + dials.what.slice(1),
    connects: since(entry(room, /is connected$/).at),
    line: { from: since(line.at), until: since(cleared.at - start), text: line.what },
  };
}

/** The match of a pattern in the only line of the journal that matches. */
function entry(room: Room, form: RegExp): { readonly at: number; readonly what: string } {
  const found = room.journal.filter(({ who, text }) => who !== 'macro' && form.test(text));
  holds(found.length === 1, 'the journal has one line like ' + String(form));
  const [one] = found;
  const parts = form.exec(one ? one.text : '');
  return { at: one ? one.at : 0, what: (parts && parts[1]) || '' };
}
