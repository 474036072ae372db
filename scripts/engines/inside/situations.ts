/**
 * Situations that must stay cheap, for `npm run bench` and its test. To add one, add an entry: what happens in the room
 * after the macro has started, and its maximum cost.
 */
import type { Room } from '../../../src/simulator/room/room';
import { PLAN } from './meter';
import type { Plan } from './meter';

export interface Situation {
  readonly name: string;
  readonly macro: string;
  readonly plan: Plan;
  readonly play: (room: Room) => Promise<void>;
  readonly limits: {
    /** Requests that the macro may send, and lines that it may write to the console. */
    readonly requests: number;
    readonly lines: number;
    /** How long nothing else may run, in workloads of the engine; see scripts/engines/inside/bench.ts. */
    readonly turn?: { readonly QuickJS: number; readonly Duktape: number };
  };
}

const MEETING = '81234567890';
const INVITATION_LENGTH = 20000;

/** A join of a meeting whose invitation repeats a text up to the length that is read. */
function hostileInvitation(what: string, repeated: string): Situation {
  return {
    name: 'an invitation full of ' + what,
    macro: 'zoom-obtp-redialer',
    plan: PLAN,
    play: async (room) => {
      const text = new Array(Math.ceil(INVITATION_LENGTH / repeated.length)).join(repeated);
      room.calendar.book([{ Id: 'booking-1', Agenda: 'Join by SIP ' + text }], 'booking-1');
      room.phone.joinZoom('sip:' + MEETING + '@zoomcrc.com');
      await room.wait(20);
    },
    limits: { requests: 30, lines: 4, turn: { QuickJS: 1, Duktape: 3 } },
  };
}

export const situations: readonly Situation[] = [
  {
    name: '1,000 shares in a burst',
    macro: 'presentation-screen-switcher',
    plan: PLAN,
    play: async (room) => {
      room.phone.up();
      await room.wait(5);
      for (let count = 0; count < 500; count += 1) {
        room.shares.farEnd();
        room.shares.stop();
      }
      await room.wait(20);
    },
    limits: { requests: 30, lines: 10 },
  },
  {
    name: 'a minute of statistics at 100 a second',
    macro: 'presentation-screen-switcher',
    plan: PLAN,
    play: async (room) => {
      room.phone.up();
      room.statistics.setRate(100);
      await room.wait(60);
    },
    // Silence costs five reads every 30 seconds.
    limits: { requests: 25, lines: 2 },
  },
  {
    name: 'a fight with another macro',
    macro: 'presentation-screen-switcher',
    plan: PLAN,
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
    plan: PLAN,
    play: (room) => room.wait(8 * 3600),
    limits: { requests: 0, lines: 0 },
  },
  hostileInvitation('digits', '7'),
  hostileInvitation('opening tags', '<a '),
  hostileInvitation('@', '1@'),
  hostileInvitation('meeting IDs', 'meeting id: 1 '),
  hostileInvitation('entities', '&#64;'),
];
