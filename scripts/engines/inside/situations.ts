/**
 * Situations that must stay cheap, for `npm run bench` and its test. To add one, add an entry: what happens in the room
 * after the macro has started, and its maximum cost.
 */
import type { Booking } from '../../../src/xapi/xapi';
import type { Room } from '../../../src/simulator/room/room';

interface Workloads {
  readonly QuickJS: number;
  readonly Duktape: number;
}

export interface Situation {
  readonly name: string;
  readonly macro: string;
  readonly play: (room: Room) => Promise<void>;
  /** The bookings that the redialer parses in this situation, in one turn. */
  readonly calendar?: readonly Booking[];
  readonly limits: {
    /** Requests that the macro may send, and lines that it may write to the console. */
    readonly requests: number;
    readonly lines: number;
    /** How long nothing else may run, in workloads of the engine; see scripts/engines/inside/bench.ts. */
    readonly turn?: Workloads;
    /** How long the redialer may parse its calendar, without the room's own work. */
    readonly parsing?: Workloads;
  };
}

const MEETING = '81234567890';
const INVITATION_LENGTH = 20000;
/** 5 ms in QuickJS and 50 ms in Duktape on a computer that needs 20 and 30 ms for the workload. */
const PARSING = { QuickJS: 0.25, Duktape: 1.6 };

/** A join while the calendar has invitations that repeat a text up to the length that is read. */
function hostileInvitations(count: number, what: string, repeated: string): Situation {
  const text =
    'Join by SIP <,,12345#' + new Array(Math.ceil(INVITATION_LENGTH / repeated.length)).join(repeated);
  const bookings = new Array<string>(count).join().split(',');
  const calendar = bookings.map((_, index) => ({ Id: 'booking-' + index, Agenda: text }));
  // All texts that are read of a calendar are as long as two of these.
  const texts = Math.min(count, 2);
  return {
    name: (count === 1 ? 'an invitation' : count + ' invitations') + ' full of ' + what,
    macro: 'zoom-obtp-redialer',
    calendar: calendar,
    play: async (room) => {
      room.calendar.book(calendar, 'booking-0');
      room.phone.joinZoom('sip:' + MEETING + '@zoomcrc.com');
      await room.wait(20);
    },
    limits: {
      requests: 30,
      lines: 4,
      parsing: { QuickJS: texts * PARSING.QuickJS, Duktape: texts * PARSING.Duktape },
      ...(count === 1 ? { turn: { QuickJS: 1, Duktape: 3 } } : {}),
    },
  };
}

export const situations: readonly Situation[] = [
  {
    name: '1,000 shares in a burst',
    macro: 'presentation-screen-switcher',
    play: async (room) => {
      room.phone.up();
      await room.wait(5);
      for (let count = 0; count < 500; count += 1) {
        room.shares.farEnd();
        room.shares.stop();
      }
      await room.wait(20);
    },
    limits: { requests: 20, lines: 10 },
  },
  {
    name: 'a minute of statistics at 100 a second',
    macro: 'presentation-screen-switcher',
    play: async (room) => {
      room.phone.up();
      room.statistics.setRate(100);
      await room.wait(60);
    },
    // Silence costs five reads every 30 seconds.
    limits: { requests: 25, lines: 2 },
  },
  {
    name: 'an hour without a call',
    macro: 'presentation-screen-switcher',
    play: (room) => room.wait(3600),
    // Five reads every five minutes.
    limits: { requests: 60, lines: 0 },
  },
  {
    name: 'a share that another one replaces',
    macro: 'presentation-screen-switcher',
    play: async (room) => {
      room.phone.up();
      room.shares.begin('HDMI');
      await room.wait(5);
      room.shares.stop();
      await room.wait(0.3);
      room.shares.begin('wireless');
      await room.wait(5);
    },
    limits: { requests: 30, lines: 3 },
  },
  {
    name: 'a fight with another macro',
    macro: 'presentation-screen-switcher',
    play: async (room) => {
      room.phone.up();
      room.competingMacro.start({ oppositeRoles: true, monitors: 'Dual' });
      room.outputs.setRole(2, 'Second');
      await room.wait(600);
    },
    limits: { requests: 300, lines: 4 },
  },
  {
    name: 'a day without a call',
    macro: 'zoom-obtp-redialer',
    play: (room) => room.wait(8 * 3600),
    // A minute after the start, whether the codec is registered to Webex.
    limits: { requests: 1, lines: 0 },
  },
  hostileInvitations(1, 'digits', '7'),
  hostileInvitations(1, 'opening tags', '<a '),
  hostileInvitations(1, '@', '1@'),
  hostileInvitations(1, 'meeting IDs', 'meeting id: 1 '),
  hostileInvitations(1, 'entities', '&#64;'),
  hostileInvitations(1, 'the word Zoom', 'zoom'),
  hostileInvitations(1, 'keys of phones', '0#'),
  hostileInvitations(20, 'opening tags', '<a '),
];
