/** A failed join in a room with bookings. */
import { joinAgain, numbers } from '../../src/simulator/scenarios/redialer-steps';
import type { Booking } from '../../src/xapi/xapi';
import { redialerRoom } from '../simulate';

interface Redial {
  readonly number: string;
  readonly name: string;
}

/** What is dialed after the join of an address fails at 09:00 with these bookings, of which one may be current. */
export async function redial(address: string, bookings: readonly Booking[], current = ''): Promise<Redial> {
  const room = redialerRoom();
  room.calendar.book(bookings, current);
  room.start();
  await joinAgain(room, address);
  return { number: numbers(room).join(), name: room.phone.dialed.map((call) => call.name).join() };
}

/** The number that is dialed if the first booking is current. */
export async function numberFor(address: string, ...bookings: readonly Booking[]): Promise<string> {
  return (await redial(address, bookings, 'booking-1')).number;
}
