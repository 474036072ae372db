/** Random stories of meetings: whatever happened, once the codec has been read again in quiet, the table holds. */
import { faultless } from '../../src/simulator/codec/link';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOOK_WHEN_IDLE_EVERY_MS } from '../../src/presentation-screen-switcher/reconciler';
import { disturb, faultsOf, profileNames, runs, severalFaults } from '../story-faults';
import type { Screen } from '../../src/simulator/room/outputs';
import type { Room } from '../../src/simulator/room/room';
import { three, two } from '../../src/simulator/scenarios/switcher-steps';
import { expectedLook, Hand, lookOf } from './expected-screens';
import { roomOf } from './rooms';

/** What may happen: of a screen, on this output; of a share, so many milliseconds later. */
type Act = (room: Room, hand: Hand, number: number) => void;
type Acts = Readonly<Record<string, Act>>;

const OFTEN: Acts = {
  'video call': (room) => callUp(room, true),
  'audio call': (room) => callUp(room, false),
  'hang up': ({ phone }) => phone.hangUp(),
  stop: ({ shares }) => shares.stop(),
  'far end': ({ shares }) => shares.farEnd(),
  HDMI: ({ shares }) => shares.begin('HDMI'),
  wireless: ({ shares }) => shares.begin('wireless'),
  local: ({ shares }) => shares.begin('HDMI', true),
};
const PRESSES: Acts = {
  tap: (_, hand) => hand.press(),
  restart: (room) => room.start(),
  'video off': (room) => setVideo(room, false),
  'video on': (room) => setVideo(room, true),
};
const CALLS: Acts = {
  renegotiation: ({ phone }) => phone.renegotiate(),
  hold: ({ phone }) => phone.hold(),
  resume: ({ phone }) => phone.resume(),
  'camera away': ({ phone }) => phone.farEndCamera(false, 'channel'),
  'camera back': ({ phone }) => phone.farEndCamera(true, 'channel'),
};
const ROOMS: Acts = {
  'only one screen': ({ outputs }) => [2, 3].forEach((id) => outputs.unplug(id)),
  'no screen': ({ outputs }) => [1, 2, 3].forEach((id) => outputs.unplug(id)),
  'all screens': (room, hand) => [1, 2, 3].forEach((id) => SCREENS['plug']?.(room, hand, id)),
  competition: (room) => room.competingMacro.start({ oppositeRoles: true, monitors: 'Dual' }),
  disturbance: (room) => disturb(room, room.journal.length),
};
const SCREENS: Acts = {
  unplug: onScreen(({ outputs }, id) => outputs.unplug(id)),
  plug: onScreen(({ outputs }, id, screen) => outputs.plug(id, screen)),
  vanish: onScreen(({ outputs }, id) => outputs.sleep(id, 'vanishes')),
  'forget size': onScreen(({ outputs }, id) => fallAsleep(outputs, id, 'forgets its size')),
  'say -1': onScreen(({ outputs }, id) => fallAsleep(outputs, id, 'says -1')),
  wake: onScreen(({ outputs }, id) => outputs.wake(id, 1)),
  'change role': onScreen(({ outputs }, id) => outputs.setRole(id, 'Auto')),
};
const ENDS: Acts = {
  'end by event': ({ shares }, _, after) => shares.stop('events', after),
  'other laptop': (room, hand, after) => {
    room.shares.replace('wireless', after);
    room.clock.after(after, () => hand.look());
  },
};
const TEAMS: Acts = {
  'Teams mode on': ({ teams }) => teams.setMode(true),
  'Teams mode off': ({ teams }) => {
    if (teams.isOn() && !teams.isInCall()) teams.setMode(false);
  },
  'Teams call': ({ teams }) => {
    if (teams.isOn() && !teams.isInCall()) teams.call();
  },
  'Teams call ends': ({ teams }) => {
    if (teams.isInCall()) teams.hangUp();
  },
};
const ACTS: Acts = { ...OFTEN, ...PRESSES, ...CALLS, ...ROOMS, ...SCREENS, ...ENDS, ...TEAMS };

function callUp({ phone }: Room, video: boolean): void {
  if (phone.calls.live().length === 0) phone.up({ video });
}

function setVideo({ phone, device }: Room, isOn: boolean): void {
  for (const id of phone.calls.connected()) {
    const isVideo = device.readText(`Status MediaChannels Call ${id} Channel 3 Type`) === 'Video';
    if (isVideo) phone.calls.video(id, isOn);
  }
}

/** What happens to a screen, if the room has one on that output. */
function onScreen(act: (room: Room, id: number, screen: Screen) => void): Act {
  return (room, _, id) => {
    const screen = room.outputs.screen(id);
    if (screen) act(room, id, screen);
  };
}

function fallAsleep(outputs: Room['outputs'], id: number, how: 'forgets its size' | 'says -1'): void {
  if (outputs.connected().some((one) => one.id === id)) outputs.sleep(id, how);
}

const output = fc.integer({ min: 1, max: 3 });
/** Milliseconds until the next step. */
const then = fc.oneof(fc.constantFrom(0, 5, 11, 19, 21, 50, 320), fc.integer({ min: 0, max: 4000 }));

function oneOf(weight: number, acts: Acts, number = output) {
  return { weight, arbitrary: fc.record({ does: fc.constantFrom(...Object.keys(acts)), number, then }) };
}

const step = fc.oneof(
  oneOf(6, OFTEN),
  oneOf(2, PRESSES),
  oneOf(2, CALLS),
  oneOf(2, ROOMS),
  oneOf(2, SCREENS),
  oneOf(2, ENDS, fc.constantFrom(0, 20, 300, 450, 700, 1500)),
  oneOf(1, TEAMS),
);
/** What a screen tells of its size, if that is wrong. */
const told = fc.constantFrom<Screen['told'][]>(undefined, undefined, undefined, 7, -1, 0, 'nothing');
const story = fc.record({
  outputs: fc.constantFrom(2, 3),
  largest: output,
  told: fc.array(told, { minLength: 3, maxLength: 3 }),
  mirroring: fc.constantFrom('Multiscreen', 'Mirror', 'LastOnly'),
  onScreenOutput: fc.constantFrom('Auto', '1', '2'),
  steps: fc.array(step, { maxLength: 14 }),
  seed: fc.integer(),
});

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

function screensFor({ outputs, largest, told: all }: Story): Record<number, Screen> {
  const screens: Record<number, Screen> = {};
  for (let id = 1; id <= outputs; id += 1) {
    const inches = id === Math.min(largest, outputs) ? 75 : 40 + id;
    screens[id] = { inches, told: all[id - 1] ?? inches, name: `Screen ${id}` };
  }
  return screens;
}

/** A macro that gave up a fight starts afresh with the next share. */
async function endCompetition(room: Room, hand: Hand): Promise<void> {
  room.competingMacro.stop();
  for (const act of ['HDMI', 'stop']) {
    ACTS[act]?.(room, hand, 0);
    hand.look();
    await room.wait(1);
  }
}

async function played(one: Story, day: string): Promise<void> {
  const room = roomOf({ ...(one.outputs === 2 ? two : three), screens: screensFor(one) });
  const hand = new Hand(room);
  room.outputs.configure('Video Output MirroringType', one.mirroring);
  room.outputs.configure('UserInterface OSD Output', one.onScreenOutput);
  // Whether a restart, an end that is read later, or a bad day leaves open what the macro knows of taps.
  let isOpen = day !== 'none';
  room.start();
  await room.wait(1);
  room.faults = day === SEVERAL ? severalFaults(one.seed) : faultsOf(day, one.seed);
  for (const { does, number, then: milliseconds } of one.steps) {
    ACTS[does]?.(room, hand, number);
    if (does === 'restart' || does === 'end by event') isOpen = true;
    hand.look();
    await room.clock.run(milliseconds);
    hand.look();
  }
  // Sleeping screens tell nobody their size, and a macro that is restarted meanwhile cannot know it.
  room.outputs.connected().forEach(({ id }) => room.outputs.wake(id, 1));
  for (const act of ['Teams call ends', 'Teams mode off']) ACTS[act]?.(room, hand, 0);
  await room.wait(20);
  hand.look();
  room.faults = faultless(20);
  room.statistics.setRate(0);
  if (one.steps.some(({ does }) => does === 'competition')) await endCompetition(room, hand);
  // An idle codec is read every five minutes.
  await room.wait(LOOK_WHEN_IDLE_EVERY_MS / 1000 + 30);
  hand.look();
  const allowed = isOpen
    ? [expectedLook(room, false), expectedLook(room, true)]
    : [expectedLook(room, hand.isSwapped)];
  expect(allowed).toContainEqual(lookOf(room));
}

const SEVERAL = 'several of them come together';

describe('after a random story, once it has been quiet for some minutes, the table holds', () =>
  it.each([...profileNames, SEVERAL])('on a day when %s', async (day) => {
    await fc.assert(
      fc.asyncProperty(story, (one) => played(one, day)),
      runs(15),
    );
  }));
