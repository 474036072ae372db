import { listOf, textOf } from '../macro/text';
import type { Booking } from '../xapi/booking';
import { parseZoomAddress, withMissingParts } from './address';
import type { ZoomAddress } from './address';
import { readInvitation } from './invitation';

/** People join from this long before a booking starts until this long after it ends. */
export const JOIN_MARGIN_MS = 15 * 60 * 1000;
/** Only the nearest bookings are parsed: a hostile calendar must not cost seconds. */
const MAX_PARSED = 20;

/** The Zoom meeting of a booking. */
export interface BookedMeeting {
  /** Addresses of the booking's join button, then of its text. Never empty. */
  readonly addresses: readonly ZoomAddress[];
  /** '' for a private booking. */
  readonly title: string;
  /** Whether people may be joining it now. */
  readonly isNear: boolean;
}

/** The Zoom meetings of the current bookings, then of the others by how near they start to `now` (ms since 1970). */
export function bookedMeetings(
  current: readonly Booking[],
  listed: readonly Booking[],
  now: number,
  domains: readonly string[],
): readonly BookedMeeting[] {
  const distance = (booking: Booking): number => Math.abs(timeOf(booking, 'StartTime') - now) || 0;
  const near = listed.filter((booking) => isNear(booking, now));
  const others = listed.filter((booking) => near.indexOf(booking) < 0);
  const byDistance = (one: Booking, other: Booking): number => distance(one) - distance(other);
  return current
    .concat(near.sort(byDistance), others.sort(byDistance))
    .slice(0, MAX_PARSED)
    .map((booking, index) => ({
      addresses: addressesIn(booking, domains),
      title: isPrivate(booking) ? '' : textOf(booking.Title).replace(/\s+/g, ' ').slice(0, 255),
      isNear: index < current.length + near.length,
    }))
    .filter((meeting) => meeting.addresses.length > 0);
}

function isNear(booking: Booking, now: number): boolean {
  const start = timeOf(booking, 'StartTime');
  const end = timeOf(booking, 'EndTime') || start;
  return start - now <= JOIN_MARGIN_MS && now - end <= JOIN_MARGIN_MS;
}

/** Completes an address from the first booking of its meeting; if it names none, from the nearest booking. */
export function completeFromBookings(
  address: ZoomAddress,
  meetings: readonly BookedMeeting[],
): { readonly address: ZoomAddress; readonly title: string } {
  const meeting = meetings.filter(({ addresses, isNear }) =>
    address.meeting ? addresses.some((other) => other.meeting === address.meeting) : isNear,
  )[0];
  if (!meeting) return { address: address, title: '' };
  const complete = meeting.addresses.reduce(
    (known, other) =>
      known.meeting && known.meeting !== other.meeting ? known : withMissingParts(known, other),
    address,
  );
  return { address: complete, title: meeting.title };
}

function timeOf(booking: Booking, which: 'StartTime' | 'EndTime'): number {
  return Date.parse(textOf(booking.Time && booking.Time[which]));
}

/** A codec that tells nothing about privacy knows no private bookings. */
function isPrivate(booking: Booking): boolean {
  return !/^(public)?$/i.test(textOf(booking.Privacy));
}

function addressesIn(booking: Booking, domains: readonly string[]): readonly ZoomAddress[] {
  const calls = listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call);
  return calls
    .map((call) => parseZoomAddress(call.Number, domains))
    .concat(readInvitation(textOf(booking.Agenda), domains))
    .filter((address): address is ZoomAddress => address !== undefined && address.meeting !== '');
}
