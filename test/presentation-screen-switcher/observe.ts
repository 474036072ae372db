/** Rooms in which requests fail, and what the switcher sends and says in them. */
import { failing, startingWith, textOf } from '../../src/simulator/codec/faults';
import { faultless } from '../../src/simulator/codec/link';
import type { Outcome } from '../../src/simulator/codec/link';
import type { Room } from '../../src/simulator/room/room';
import { roomWith } from '../simulate';

export function twoScreens(): Room {
  return roomWith('presentation-screen-switcher', { screens: { 1: { inches: 43 }, 2: { inches: 75 } } });
}

/** From now on, requests come to this outcome. */
export function fail(room: Room, requests: string, outcome: Outcome, times = Infinity): void {
  room.faults = failing(faultless(20), startingWith(requests), outcome, times);
}

/** A room in a video call, with everything as it should be. */
export async function inCall(): Promise<Room> {
  const room = twoScreens();
  room.start();
  await room.wait(5);
  room.phone.up();
  await room.wait(95);
  return room;
}

/** What happens from now on. */
export interface Observed {
  /** When requests were sent that begin with this. */
  seconds(requests: string): readonly number[];
  /** The settings written, such as `2 First` and `Monitors Auto`, each with its second. */
  writes(): readonly string[];
  warnings(): readonly string[];
}

export function observe(room: Room): Observed {
  const [began, entries, sent] = [room.clock.now(), room.journal.length, room.requests.length];
  const second = (at: number): number => Math.round((at - began) / 100) / 10;
  const requests = (beginning: string): Room['requests'] =>
    room.requests.slice(sent).filter(({ request }) => textOf(request).startsWith(beginning));
  return {
    seconds: (beginning) => requests(beginning).map(({ at }) => second(at)),
    writes: () =>
      requests('xSet').map(({ at, request }) => {
        const name = textOf(request).replace(/^.* Video (Output Connector )?| MonitorRole$/g, '');
        return `${second(at)} ${name} ${String(request.params?.['Value'])}`;
      }),
    warnings: () =>
      room.journal
        .slice(entries)
        .filter(({ who }) => who === 'warning')
        .map(({ text }) => text.replace(/ \(.*\)/, '')),
  };
}
