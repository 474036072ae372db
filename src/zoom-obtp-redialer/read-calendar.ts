import { describeError } from '../macro/errors';
import { readOptional, withTimeout } from '../macro/request-timeout';
import type { Runtime } from '../macro/runtime';
import { listOf, textOf } from '../macro/text';
import type { Booking } from '../xapi/booking';
import type { XApi } from '../xapi/xapi';
import { bookedMeetings } from './calendar';
import type { BookedMeeting } from './calendar';
import * as messages from './messages';

export const CALENDAR_TIMEOUT_MS = 5000;

/**
 * Reads the Zoom meetings that people may be joining, the likeliest first. Each request is tried twice. What cannot be
 * read in 5 s is left out.
 */
export function calendarReader(
  xapi: XApi,
  runtime: Runtime,
  domains: readonly string[],
): () => Promise<readonly BookedMeeting[]> {
  function orNone<T>(answer: Promise<readonly T[]>): Promise<readonly T[]> {
    return withTimeout(runtime, CALENDAR_TIMEOUT_MS, answer).then(undefined, (error: unknown) => {
      runtime.warn(messages.requestFailed('reading the calendar', describeError(error)));
      return [];
    });
  }

  function currentBooking(): Promise<readonly Booking[]> {
    return readOptional(runtime, CALENDAR_TIMEOUT_MS, xapi.status.get('Bookings Current Id')).then(
      (id): readonly Booking[] | Promise<readonly Booking[]> => {
        if (!textOf(id)) return [];
        const found = xapi.command('Bookings Get', { Id: textOf(id) });
        return found.then((answer) => listOf(answer && (answer.Booking || answer)));
      },
    );
  }

  function listedBookings(): Promise<readonly Booking[]> {
    const listed = xapi.command('Bookings List', { Days: 2, DayOffset: 0 });
    return listed.then((answer) => {
      if (!answer) throw new Error('an empty answer');
      return listOf(answer.Booking);
    });
  }

  return () => {
    const read = Promise.all([
      orNone(currentBooking().then(undefined, currentBooking)),
      orNone(listedBookings().then(undefined, listedBookings)),
    ]);
    return orNone(read.then(([current, listed]) => bookedMeetings(current, listed, runtime.now(), domains)));
  };
}
