import { describeError } from '../macro/errors';
import { readOptional, withTimeout } from '../macro/request-timeout';
import { listOf, textOf } from '../macro/text';
import type { Booking } from '../xapi/xapi';
import { withMissingParts, zoomAddress } from './address';
import type { ZoomAddress } from './address';
import type { Room } from './calls';
import { readInvitation } from './invitation';

export const CALENDAR_TIMEOUT_MS = 5000;
/** People join from this long before a booking starts until this long after it ends. */
export const JOIN_MARGIN_MS = 15 * 60 * 1000;
/** Only the nearest bookings are parsed, because a hostile calendar must not block the codec. */
const MAX_BOOKINGS = 20;
/** So many characters are read of the text of a booking, and twice as many of all texts together. */
const MAX_TEXT = 20000;

/** A Zoom meeting that a booking names. */
export interface BookedMeeting {
  readonly address: ZoomAddress;
  /** '' for a private booking. */
  readonly title: string;
  /** Whether people may be joining it now. */
  readonly isNear: boolean;
}

/**
 * Reads the Zoom meetings that people may be joining, the likeliest first. Each request is tried twice. What cannot be
 * read in 5 s is left out.
 */
export function readMeetings(room: Room): Promise<readonly BookedMeeting[]> {
  function notRead(error: unknown): readonly never[] {
    room.runtime.warn('reading the calendar failed (' + describeError(error) + ')');
    return [];
  }

  function twice(read: () => Promise<readonly Booking[]>): Promise<readonly Booking[]> {
    return withTimeout(room.runtime, CALENDAR_TIMEOUT_MS, () => read().catch(read)).catch(notRead);
  }

  const current = twice(() =>
    readOptional(room.runtime, CALENDAR_TIMEOUT_MS, () => room.xapi.status.get('Bookings Current Id'))
      .then((id) => (textOf(id) ? room.xapi.command('Bookings Get', { Id: textOf(id) }) : undefined))
      .then((answer) => listOf(answer && (answer.Booking || answer))),
  );
  const listed = twice(() =>
    room.xapi.command('Bookings List', { Days: 2, DayOffset: 0 }).then((answer) => {
      if (!answer) throw new Error('an empty answer');
      return listOf(answer.Booking);
    }),
  );
  return Promise.all([current, listed])
    .then((read) => bookedMeetings(read[0], read[1], room.runtime.now(), room.settings.zoomDomains))
    .catch(notRead);
}

/**
 * The Zoom meetings of the current bookings, then of the others by how near they start to `now` (ms since 1970). Of each
 * booking come first those that its join button and its text name. Another day's booking of a meeting has its passcode,
 * but another title, and another host's key.
 */
export function bookedMeetings(
  current: readonly Booking[],
  listed: readonly Booking[],
  now: number,
  domains: readonly string[],
): readonly BookedMeeting[] {
  const distance = (booking: Booking): number => Math.abs(timeOf(booking, 'StartTime') - now) || 0;
  // The list holds the current booking, too.
  const others = listed.filter((other) => !current.some((one) => one.Id === other.Id));
  const found: BookedMeeting[] = [];
  let left = 2 * MAX_TEXT;
  current
    .concat(others.sort((one, other) => distance(one) - distance(other)))
    .slice(0, MAX_BOOKINGS)
    .forEach((booking, index) => {
      const text = listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call)
        .map((call) => textOf(call.Number).replace(/\s|%20/g, ''))
        .concat(textOf(booking.Agenda))
        .join('\n')
        .slice(0, Math.min(left, MAX_TEXT));
      // A codec that tells nothing about privacy knows no private bookings.
      const title = /^(public)?$/i.test(textOf(booking.Privacy)) ? textOf(booking.Title) : '';
      const start = timeOf(booking, 'StartTime');
      const end = timeOf(booking, 'EndTime') || start;
      const isNear = index < current.length || (start - now <= JOIN_MARGIN_MS && now - end <= JOIN_MARGIN_MS);
      left -= text.length;
      readInvitation(text, domains).forEach((address) => {
        const known = isNear ? address : zoomAddress([address.meeting, address.passcode]);
        found.push({ address: known, title: title.replace(/\s+/g, ' ').slice(0, 255), isNear: isNear });
      });
    });
  return found;
}

/** Completes an address from the bookings of its meeting; if nothing stands before its @, from the nearest booking. */
export function completeFromBookings(address: ZoomAddress, meetings: readonly BookedMeeting[]) {
  const near = meetings.filter((booked) => booked.isNear);
  const nearest = address.parts.length === 0 && near[0];
  const meeting = nearest ? nearest.address.meeting : address.meeting;
  const isSame = (booked: BookedMeeting): boolean => booked.address.meeting === meeting;
  const named = near.filter(isSame)[0];
  return {
    address: meetings
      .filter(isSame)
      .reduce((known, booked) => withMissingParts(known, booked.address), address),
    title: named && named.title,
  };
}

function timeOf(booking: Booking, which: 'StartTime' | 'EndTime'): number {
  return Date.parse(textOf(booking.Time && booking.Time[which]));
}
