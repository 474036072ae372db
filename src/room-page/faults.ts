/** The faults that can be switched on: each changes the simulated codec, and can be written down for a test. */
import { faultProfiles, faultsWith } from '../simulator/codec/fault-profiles';
import type { Random } from '../simulator/codec/faults';
import type { Faults } from '../simulator/codec/link';
import type { Room } from '../simulator/room/room';

/** A fault of the codec itself, with both switches as source text. */
interface RoomFault {
  readonly on: (room: Room) => void;
  readonly off: (room: Room) => void;
  readonly code: readonly [on: string, off: string];
}

const roomFaults: Readonly<Record<string, RoomFault>> = {
  'the calendar cannot be read': {
    on: (room) => {
      room.calendar.isFailing = true;
    },
    off: (room) => {
      room.calendar.isFailing = false;
    },
    code: ['room.calendar.isFailing = true;', 'room.calendar.isFailing = false;'],
  },
  'dialing with a name is refused': {
    on: (room) => {
      room.phone.refusesDisplayName = true;
    },
    off: (room) => {
      room.phone.refusesDisplayName = false;
    },
    code: ['room.phone.refusesDisplayName = true;', 'room.phone.refusesDisplayName = false;'],
  },
  'something else sets the opposite roles': {
    on: (room) => room.competingMacro.start({ oppositeRoles: true }),
    off: (room) => room.competingMacro.stop(),
    code: ['room.competingMacro.start({ oppositeRoles: true });', 'room.competingMacro.stop();'],
  },
  'ten statistics reports a second': {
    on: (room) => room.statistics.setRate(10),
    off: (room) => room.statistics.setRate(0),
    code: ['room.statistics.setRate(10);', 'room.statistics.setRate(0);'],
  },
};

/** Faults of the way between macro and codec: those that the project's random stories use. */
const linkFaults = Object.keys(faultProfiles).filter((name) => name !== 'none');

/** Every fault that has a switch, by its name. */
export const faultNames: readonly string[] = [...linkFaults, ...Object.keys(roomFaults)];

export function isFault(name: string): boolean {
  return faultNames.includes(name);
}

/** The fault of the codec itself with this name. */
export function roomFault(name: string): RoomFault | undefined {
  return Object.hasOwn(roomFaults, name) ? roomFaults[name] : undefined;
}

function isLinkFault(name: string): boolean {
  return linkFaults.includes(name);
}

const MULTIPLIER = 16807;
const MODULUS = 2147483647;

/** The same numbers each time, so that a story can be told again. */
function reproducible(): Random {
  let last = 1;
  return () => (last = (last * MULTIPLIER) % MODULUS) / MODULUS;
}

/** The way between macro and codec with a latency and some faults. */
export function connection(latency: number, names: readonly string[]): Faults {
  return faultsWith(names.filter(isLinkFault), latency, reproducible());
}

/** The same as source text, for a scenario. */
export function connectionCode(latency: number, names: readonly string[]): string {
  const active = names.filter(isLinkFault);
  if (active.length === 0) return `room.faults = faultless(${latency});`;
  return [
    '{',
    "  const { faultsWith } = await import('../codec/fault-profiles');",
    '  let last = 1;',
    `  const random = (): number => (last = (last * ${MULTIPLIER}) % ${MODULUS}) / ${MODULUS};`,
    `  room.faults = faultsWith([${active.map((name) => `'${name}'`).join(', ')}], ${latency}, random);`,
    '}',
  ].join('\n    ');
}
