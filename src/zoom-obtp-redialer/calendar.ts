import { describeError } from '../macro/errors';
import { readOptional, withTimeout } from '../macro/request-timeout';
import { listOf, textOf } from '../macro/text';
import type { Booking } from '../xapi/booking';
import { withMissingParts, zoomAddress } from './address';
import type { ZoomAddress } from './address';
import type { Room } from './calls';
import { readInvitation } from './invitation';

export const CALENDAR_TIMEOUT_MS = 5000;
/** People join from this long before a booking starts until this long after it ends. */
export const JOIN_MARGIN_MS = 15 * 60 * 1000;
/** Only the nearest bookings are parsed, because a hostile calendar must not block the codec. */
const MAX_BOOKINGS = 20;
/** So many characters are read of the text of a booking, and of all texts together. */
const MAX_TEXT = 20000;
const MAX_TEXTS = 2 * MAX_TEXT;

/** The Zoom meeting of a booking. */
export interface BookedMeeting {
  /** Those that the booking's join button and its text name, then the others. */
  readonly addresses: readonly ZoomAddress[];
  /** '' for a private booking. */
  readonly title: string;
  /** Whether people may be joining it now. */
  readonly isNear: boolean;
}

/**
 * Reads the Zoom meetings that people may be joining, the likeliest first. Each request is tried twice. What cannot be
 * read in 5 s is left out.
 */
export function readMeetings({ runtime, settings, xapi }: Room): Promise<readonly BookedMeeting[]> {
  function notRead(error: unknown): readonly never[] {
    runtime.warn('reading the calendar failed (' + describeError(error) + ')');
    return [];
  }

  function twice(read: () => Promise<readonly Booking[]>): Promise<readonly Booking[]> {
    return withTimeout(runtime, CALENDAR_TIMEOUT_MS, read().then(undefined, read)).then(undefined, notRead);
  }

  const current = twice(() =>
    readOptional(runtime, CALENDAR_TIMEOUT_MS, xapi.status.get('Bookings Current Id')).then((id) => {
      if (!textOf(id)) return [];
      const found = xapi.command('Bookings Get', { Id: textOf(id) });
      return found.then((answer) => listOf(answer && (answer.Booking || answer)));
    }),
  );
  const listed = twice(() =>
    xapi.command('Bookings List', { Days: 2, DayOffset: 0 }).then((answer) => {
      if (!answer) throw new Error('an empty answer');
      return listOf(answer.Booking);
    }),
  );
  return Promise.all([current, listed])
    .then((read) => bookedMeetings(read[0], read[1], runtime.now(), settings.zoomDomains))
    .then(undefined, notRead);
}

/** The Zoom meetings of the current bookings, then of the others by how near they start to `now` (ms since 1970). */
export function bookedMeetings(
  current: readonly Booking[],
  listed: readonly Booking[],
  now: number,
  domains: readonly string[],
): readonly BookedMeeting[] {
  const distance = (booking: Booking): number => Math.abs(timeOf(booking, 'StartTime') - now) || 0;
  // The list holds the current booking, too.
  const others = listed.filter((other) => !current.some(({ Id }) => Id && Id === other.Id));
  let left = MAX_TEXTS;
  return current
    .concat(others.sort((one, other) => distance(one) - distance(other)))
    .slice(0, MAX_BOOKINGS)
    .map((booking, index) => {
      const text = textIn(booking).slice(0, Math.min(left, MAX_TEXT));
      left -= text.length;
      return {
        addresses: readInvitation(text, domains),
        title: isPrivate(booking) ? '' : textOf(booking.Title).replace(/\s+/g, ' ').slice(0, 255),
        isNear: index < current.length || isNear(booking, now),
      };
    });
}

function isNear(booking: Booking, now: number): boolean {
  const start = timeOf(booking, 'StartTime');
  const end = timeOf(booking, 'EndTime') || start;
  return start - now <= JOIN_MARGIN_MS && now - end <= JOIN_MARGIN_MS;
}

/**
 * Completes an address from the bookings of its meeting; if nothing stands before its @, from the nearest booking.
 * Another day's booking of the same meeting has its passcode, but another title, and another host's key.
 */
export function completeFromBookings(
  address: ZoomAddress,
  meetings: readonly BookedMeeting[],
): { readonly address: ZoomAddress; readonly title: string } {
  const found = meetings.filter((booked) =>
    booked.addresses.some((other) =>
      address.meeting ? other.meeting === address.meeting : booked.isNear && !address.isUnreadable,
    ),
  );
  const complete = found.reduce(
    (before, booked) =>
      booked.addresses.reduce((known, other) => {
        if (known.meeting && known.meeting !== other.meeting) return known;
        return withMissingParts(known, booked.isNear ? other : zoomAddress([other.meeting, other.passcode]));
      }, before),
    address,
  );
  const near = found.filter((booked) => booked.isNear)[0];
  return { address: complete, title: near ? near.title : '' };
}

function timeOf(booking: Booking, which: 'StartTime' | 'EndTime'): number {
  return Date.parse(textOf(booking.Time && booking.Time[which]));
}

/** A codec that tells nothing about privacy knows no private bookings. */
function isPrivate(booking: Booking): boolean {
  return !/^(public)?$/i.test(textOf(booking.Privacy));
}

/** The numbers of its calls, then its text. */
function textIn(booking: Booking): string {
  return listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call)
    .map((call) => textOf(call.Number).replace(/\s|%20/g, ''))
    .concat(textOf(booking.Agenda))
    .join('\n');
}
