/** A failed join in a room with bookings. */
import { booking } from '../../src/simulator/scenarios/zoom-obtp-redialer';
import type { Booking } from '../../src/xapi/xapi';
import { redialerRoom } from '../simulate';

export const MEETING = '81234567890';

interface Redial {
  readonly number: string;
  readonly name: string;
}

/** The number that is dialed after the join of an address fails at 09:00 with these bookings. */
export async function redial(address: string, bookings: readonly Booking[], current = ''): Promise<Redial> {
  const room = redialerRoom();
  room.calendar.book(bookings, current);
  room.start();
  room.phone.joinZoom(`sip:${address}`);
  await room.wait(5);
  const { number, name } = room.phone.dialed[0] ?? { number: '', name: '' };
  return { number, name };
}

export async function numberFor(
  address: string,
  bookings: readonly Booking[],
  current = '',
): Promise<string> {
  return (await redial(address, bookings, current)).number;
}

export function at(start: string, end: string, of: Booking): Booking {
  return { ...of, Time: { StartTime: `2026-03-03T${start}:00Z`, EndTime: `2026-03-03T${end}:00Z` } };
}

export function agenda(text: string): Booking {
  return booking({ Agenda: text });
}
