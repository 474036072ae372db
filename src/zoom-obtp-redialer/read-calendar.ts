import { describeError } from '../macro/errors';
import { readOptional, withTimeout } from '../macro/request-timeout';
import { listOf, textOf } from '../macro/text';
import type { Booking } from '../xapi/booking';
import { bookedMeetings } from './calendar';
import type { BookedMeeting } from './calendar';
import * as messages from './messages';
import type { Room } from './room';

export const CALENDAR_TIMEOUT_MS = 5000;

/**
 * Reads the Zoom meetings that people may be joining, the likeliest first. Each request is tried twice. What cannot be
 * read in 5 s is left out.
 */
export function readMeetings(room: Room): Promise<readonly BookedMeeting[]> {
  function notRead(error: unknown): readonly never[] {
    room.runtime.warn(messages.failed('reading the calendar', describeError(error)));
    return [];
  }

  function twice(read: () => Promise<readonly Booking[]>): Promise<readonly Booking[]> {
    return withTimeout(room.runtime, CALENDAR_TIMEOUT_MS, read().then(undefined, read)).then(
      undefined,
      notRead,
    );
  }

  const current = twice(() =>
    readOptional(room.runtime, CALENDAR_TIMEOUT_MS, room.xapi.status.get('Bookings Current Id')).then(
      (id) => {
        if (!textOf(id)) return [];
        const found = room.xapi.command('Bookings Get', { Id: textOf(id) });
        return found.then((answer) => listOf(answer && (answer.Booking || answer)));
      },
    ),
  );
  const listed = twice(() =>
    room.xapi.command('Bookings List', { Days: 2, DayOffset: 0 }).then((answer) => {
      if (!answer) throw new Error('an empty answer');
      return listOf(answer.Booking);
    }),
  );
  return Promise.all([current, listed])
    .then((read) => bookedMeetings(read[0], read[1], room.runtime.now(), room.settings.zoomDomains))
    .then(undefined, notRead);
}
