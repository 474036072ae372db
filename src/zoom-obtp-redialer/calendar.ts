import { listOf, textOf } from '../macro/text';
import type { Booking } from '../xapi/booking';
import { filledFrom, parseZoomAddress } from './address';
import type { ZoomAddress } from './address';
import { readInvitation } from './invitation';

/** People join so long before a booking starts, and so long after it ends. */
const AROUND = 15 * 60 * 1000;

/** The bookings that people may be joining: the current one, then by how near their start is. */
export function bookingsAround(
  now: number,
  current: readonly Booking[],
  listed: readonly Booking[],
): readonly Booking[] {
  const distance = (booking: Booking): number => Math.abs(timeOf(booking, 'StartTime') - now);
  const near = listed.filter((booking) => {
    const untilEnd = (timeOf(booking, 'EndTime') || timeOf(booking, 'StartTime')) - now;
    return timeOf(booking, 'StartTime') - now <= AROUND && untilEnd >= -AROUND;
  });
  return current.concat(near.sort((one, other) => distance(one) - distance(other)));
}

function timeOf(booking: Booking, which: 'StartTime' | 'EndTime'): number {
  return Date.parse(textOf(booking.Time && booking.Time[which]));
}

/** An address with what it lacked, and the title of its booking; '' for none. */
export interface Completed {
  readonly address: ZoomAddress;
  readonly title: string;
}

/** Completes an address from the first booking of the same meeting; of any, if it names none. */
export function completed(
  address: ZoomAddress,
  bookings: readonly Booking[],
  domains: readonly string[],
): Completed {
  const isSame = (other: ZoomAddress): boolean => other.meeting === address.meeting || address.meeting === '';
  const booking = bookings.filter((candidate) => addressesIn(candidate, domains).some(isSame))[0];
  if (!booking) return { address: address, title: '' };
  const full = addressesIn(booking, domains).reduce(
    (so, other) => (so.meeting === other.meeting || so.meeting === '' ? filledFrom(so, other) : so),
    address,
  );
  return { address: full, title: textOf(booking.Title) };
}

/** What a booking names: first the numbers of its join button, then its text. */
function addressesIn(booking: Booking, domains: readonly string[]): readonly ZoomAddress[] {
  const addresses: ZoomAddress[] = [];
  listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call).forEach((call) => {
    const address = parseZoomAddress(call.Number, domains);
    if (address) addresses.push(address);
  });
  const all = addresses.concat(readInvitation(textOf(booking.Agenda), domains));
  return all.filter((address) => address.meeting !== '');
}
