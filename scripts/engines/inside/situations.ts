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
  /** Requests that the macro may send, and lines that it may write to the console. */
  readonly limits: { readonly requests: number; readonly lines: number };
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
    name: 'a day without a call',
    macro: 'zoom-obtp-redialer',
    plan: PLAN,
    play: (room) => room.wait(8 * 3600),
    limits: { requests: 0, lines: 0 },
  },
];
