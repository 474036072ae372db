/** What is so in a room before its macro starts, besides its screens, and how a scenario writes it down. */
import type { DialOutcome } from '../simulator/room/phone';
import type { Room } from '../simulator/room/room';
import { literal } from './literal';
import type { MacroName, Scene } from './protocol';
import type { RoomChoice } from './room-choice';

interface Preparation {
  readonly run: (room: Room) => void;
  readonly code: string;
}

export const MEETING = '81234567890.246813@zoomcrc.com';
export const BOOKING_TITLE = 'Weekly review';
const BOOKING_ID = 'booking-1';

/** A Zoom meeting that runs all day. */
const BOOKINGS = [
  {
    Id: BOOKING_ID,
    Title: BOOKING_TITLE,
    Time: { StartTime: '2026-03-03T09:00:00Z', EndTime: '2026-03-03T18:00:00Z' },
    DialInfo: { Calls: { Call: [{ Number: MEETING, Protocol: 'SIP' }] } },
  },
];

/** Only the redialer looks at the calendar, the registration and the calls that it dials. */
const preparations: Readonly<Record<MacroName, (room: RoomChoice) => readonly Preparation[]>> = {
  'zoom-obtp-redialer': (room) => [
    {
      run: ({ calendar }) => calendar.book(BOOKINGS, BOOKING_ID),
      code: `room.calendar.book(${literal(BOOKINGS)}, '${BOOKING_ID}');`,
    },
    ...(isOnPremises(room) ? [withoutWebex] : []),
    dialing('connects', room),
  ],
};

const withoutWebex: Preparation = {
  run: ({ device }) => device.put('Status Webex Status', 'Disabled'),
  code: "room.device.put('Status Webex Status', 'Disabled');",
};

export function preparationOf({ macro, room }: Scene): readonly Preparation[] {
  const configured = Object.entries(room.configuration ?? {}).map(([path, value]) =>
    configuring(path, value),
  );
  return [...configured, ...(room.isTeams ? [teamsMode] : []), ...(preparations[macro]?.(room) ?? [])];
}

function configuring(path: string, value: string): Preparation {
  return {
    run: ({ outputs }) => outputs.configure(path, value),
    code: `room.outputs.configure(${literal(path)}, ${literal(value)});`,
  };
}

const teamsMode: Preparation = {
  run: ({ teams }) => teams.setMode(true),
  code: 'room.teams.setMode(true);',
};

/** From now on, calls that the macro dials end like this. Without Webex, no call over Spark connects. */
export function dialing(outcome: DialOutcome, room: RoomChoice): Preparation {
  if (!isOnPremises(room)) {
    return {
      run: ({ phone }) => (phone.dialOutcome = () => outcome),
      code: `room.phone.dialOutcome = () => '${outcome}';`,
    };
  }
  return {
    run: ({ phone }) => (phone.dialOutcome = (_, protocol) => (protocol === 'Spark' ? 'rejected' : outcome)),
    code: `room.phone.dialOutcome = (_, protocol) => (protocol === 'Spark' ? 'rejected' : '${outcome}');`,
  };
}

/** Cisco updates codecs that are registered to Webex to RoomOS: those with CE are registered on premises. */
function isOnPremises({ firmware }: RoomChoice): boolean {
  return firmware.startsWith('9.');
}
