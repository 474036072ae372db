/** Random stories of meetings: whatever happened, once the codec has been read again in quiet, the table holds. */
import { faultless } from '../../src/simulator/codec/link';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disturb, faultsOf, profileNames, runs, severalFaults } from '../story-faults';
import { roomWith } from '../simulate';
import type { Screen } from '../../src/simulator/room/outputs';
import type { Room } from '../../src/simulator/room/room';
import { expectedLook, Hand, lookOf } from './expected-screens';

/** What may happen, by how often it does. */
const OFTEN = [
  'video call',
  'audio call',
  'hang up',
  'stop',
  'far end',
  'HDMI',
  'wireless',
  'local',
] as const;
const PRESSES = ['tap', 'tap another', 'restart', 'video off', 'video on'] as const;
const CALLS = ['renegotiation', 'hold', 'resume', 'camera away', 'camera back'] as const;
const ROOMS = ['only one screen', 'no screen', 'all screens', 'competition', 'disturbance'] as const;
const TEAMS = ['Teams mode on', 'Teams mode off', 'Teams call', 'Teams call ends'] as const;
/** Of a screen. */
const SCREENS = ['unplug', 'plug', 'vanish', 'forget size', 'say -1', 'wake', 'change role'] as const;
/** Of a share, some milliseconds later. */
const ENDS = ['end by event', 'other laptop'] as const;

type Step =
  | { readonly does: (typeof OFTEN | typeof PRESSES | typeof CALLS | typeof ROOMS | typeof TEAMS)[number] }
  | { readonly does: (typeof SCREENS)[number]; readonly output: number }
  | { readonly does: (typeof ENDS)[number]; readonly after: number };

interface Story {
  readonly outputs: 2 | 3;
  readonly largest: number;
  /** What each screen tells of its size, if that is wrong. */
  readonly told: readonly Screen['told'][];
  readonly mirroring: 'Multiscreen' | 'Mirror' | 'LastOnly';
  readonly onScreenOutput: 'Auto' | '1' | '2';
  readonly steps: readonly (Step & { readonly then: number })[];
  readonly seed: number;
}

const output = fc.integer({ min: 1, max: 3 });
const after = fc.constantFrom(0, 20, 300, 450, 700, 1500);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom(...OFTEN) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom(...PRESSES) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom(...CALLS) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom(...ROOMS) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom(...SCREENS), output }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom(...ENDS), after }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom(...TEAMS) }) },
);
const story: fc.Arbitrary<Story> = fc.record({
  outputs: fc.constantFrom(2, 3),
  largest: output,
  told: fc.array(fc.constantFrom<Screen['told'][]>(undefined, undefined, undefined, 7, -1, 0, 'nothing'), {
    minLength: 3,
    maxLength: 3,
  }),
  mirroring: fc.constantFrom('Multiscreen', 'Mirror', 'LastOnly'),
  onScreenOutput: fc.constantFrom('Auto', '1', '2'),
  steps: fc.array(
    fc
      .tuple(step, fc.oneof(fc.constantFrom(0, 5, 11, 19, 21, 50, 320), fc.integer({ min: 0, max: 4000 })))
      .map(([one, then]) => ({ ...one, then })),
    { maxLength: 14 },
  ),
  seed: fc.integer(),
});

function screensFor({ outputs, largest, told }: Story): Record<number, Screen> {
  const screens: Record<number, Screen> = {};
  for (let id = 1; id <= outputs; id += 1) {
    const inches = id === Math.min(largest, outputs) ? 75 : 40 + id;
    screens[id] = { inches, told: told[id - 1] ?? inches, name: `Screen ${id}` };
  }
  return screens;
}

function take(room: Room, one: Step, hand: Hand): void {
  switch (one.does) {
    case 'video call':
    case 'audio call':
      if (room.phone.calls.live().length === 0) room.phone.up({ video: one.does === 'video call' });
      break;
    case 'hang up':
      return room.phone.hangUp();
    case 'stop':
      return room.shares.stop();
    case 'far end':
      return room.shares.farEnd();
    case 'HDMI':
    case 'wireless':
      return room.shares.begin(one.does);
    case 'local':
      return room.shares.begin('HDMI', true);
    case 'tap':
      return hand.press();
    case 'tap another':
      return room.panel.tap('lights');
    case 'restart':
      return room.start();
    case 'video off':
    case 'video on':
      room.phone.calls.connected().forEach((id) => {
        if (room.device.readText(`Status MediaChannels Call ${id} Channel 3 Type`) === 'Video') {
          room.phone.calls.video(id, one.does === 'video on');
        }
      });
      break;
    case 'change role':
      if (room.outputs.screen(one.output)) room.outputs.setRole(one.output, 'Auto');
      break;
    case 'end by event':
      return room.shares.stop('events', one.after);
    case 'other laptop':
      room.shares.replace('wireless', one.after);
      room.clock.after(one.after, () => {
        hand.look();
      });
      break;
    default:
      if ('output' in one) changeScreen(room, one);
      else if (/^Teams/.test(one.does)) changeTeams(room, one.does);
      else if (!changeCall(room, one.does)) changeRoom(room, one.does);
  }
}

function changeCall(room: Room, does: Step['does']): boolean {
  if (does === 'renegotiation') room.phone.renegotiate();
  else if (does === 'hold') room.phone.hold();
  else if (does === 'resume') room.phone.resume();
  else if (does === 'camera away') room.phone.farEndCamera(false, 'channel');
  else if (does === 'camera back') room.phone.farEndCamera(true, 'channel');
  else return false;
  return true;
}

function changeTeams({ teams }: Room, does: Step['does']): void {
  const isFree = teams.isOn() && !teams.isInCall();
  if (does === 'Teams mode on') teams.setMode(true);
  if (does === 'Teams call' && isFree) teams.call();
  if (does === 'Teams call ends' && teams.isInCall()) teams.hangUp();
  if (does === 'Teams mode off' && isFree) teams.setMode(false);
}

function changeRoom(room: Room, does: Step['does']): void {
  if (does === 'competition') room.competingMacro.start({ oppositeRoles: true, monitors: 'Dual' });
  if (does === 'disturbance') disturb(room, room.journal.length);
  for (const id of [1, 2, 3]) {
    const screen = room.outputs.screen(id);
    if (does === 'all screens' && screen) room.outputs.plug(id, screen);
    if (does === 'no screen' || (does === 'only one screen' && id !== 1)) room.outputs.unplug(id);
  }
}

/** A macro that gave up a fight starts afresh with the next share. */
async function endCompetition(room: Room, hand: Hand): Promise<void> {
  room.competingMacro.stop();
  for (const does of ['HDMI', 'stop'] as const) {
    take(room, { does }, hand);
    hand.look();
    await room.wait(1);
  }
}

function changeScreen(
  room: Room,
  { does, output: id }: { readonly does: string; readonly output: number },
): void {
  const screen = room.outputs.screen(id);
  if (!screen) return;
  if (does === 'unplug') room.outputs.unplug(id);
  if (does === 'plug') room.outputs.plug(id, screen);
  if (does === 'vanish') room.outputs.sleep(id, 'vanishes');
  if (does === 'forget size' && isConnected(room, id)) room.outputs.sleep(id, 'forgets its size');
  if (does === 'say -1' && isConnected(room, id)) room.outputs.sleep(id, 'says -1');
  if (does === 'wake') room.outputs.wake(id, 1);
}

function isConnected(room: Room, id: number): boolean {
  return room.outputs.connected().some((one) => one.id === id);
}

/** Sleeping screens tell nobody their size, and a macro that is restarted meanwhile cannot know it. */
function wakeSleepers(room: Room): void {
  room.outputs.connected().forEach(({ id }) => {
    room.outputs.wake(id, 1);
  });
}

async function played(told: Story, day: string): Promise<void> {
  const room = roomWith('presentation-screen-switcher', {
    product: told.outputs === 2 ? 'hopen' : 'barents',
    firmware: '11.14',
    screens: screensFor(told),
  });
  const hand = new Hand(room);
  room.outputs.configure('Video Output MirroringType', told.mirroring);
  room.outputs.configure('UserInterface OSD Output', told.onScreenOutput);
  // Whether a restart, an end that is read later, or a bad day leaves open what the macro knows of taps.
  let isOpen = day !== 'none';
  room.start();
  await room.wait(1);
  room.faults = day === SEVERAL ? severalFaults(told.seed) : faultsOf(day, told.seed);
  for (const one of told.steps) {
    take(room, one, hand);
    if (one.does === 'restart' || one.does === 'end by event') isOpen = true;
    hand.look();
    await room.clock.run(one.then);
    hand.look();
  }
  wakeSleepers(room);
  changeTeams(room, 'Teams call ends');
  changeTeams(room, 'Teams mode off');
  await room.wait(20);
  hand.look();
  room.faults = faultless(20);
  room.statistics.setRate(0);
  if (told.steps.some(({ does }) => does === 'competition')) await endCompetition(room, hand);
  await room.wait(QUIET_S);
  hand.look();
  const allowed = isOpen
    ? [expectedLook(room, false), expectedLook(room, true)]
    : [expectedLook(room, hand.isSwapped)];
  expect(allowed).toContainEqual(lookOf(room));
}

/** An idle codec is read every five minutes. */
const QUIET_S = 330;

const SEVERAL = 'several of them come together';

describe('after a random story, once it has been quiet for some minutes, the table holds', () => {
  it.each([...profileNames, SEVERAL])('on a day when %s', async (day) => {
    await fc.assert(
      fc.asyncProperty(story, (told) => played(told, day)),
      runs(15),
    );
  });
});
