/** What the macro asks of the codec. */
import { describeError } from '../macro/errors';
import { readOptional, withTimeout } from '../macro/request-timeout';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import { listOf, textOf } from '../macro/text';
import type { Booking } from '../xapi/booking';
import type { Arguments } from '../xapi/paths';
import type { commands } from '../xapi/schema-subset';
import type { XApi } from '../xapi/xapi';
import { bookedMeetings } from './calendar';
import type { BookedMeeting } from './calendar';
import { idOf } from './call-id';
import { readCalls } from './calls';
import type { LiveCall } from './calls';
import * as messages from './messages';
import type { RedialerSettings } from './settings';

const REQUEST_TIMEOUT_MS = 1000;
export const CALENDAR_TIMEOUT_MS = 5000;
const ALERT_RETRY_MS = 2000;

export interface Codec {
  /** Undefined if the calls cannot be read; an answer may take a second, and its confirmation another. */
  readonly calls: () => Promise<readonly LiveCall[] | undefined>;
  /** The Zoom meetings that people may be joining, the likeliest first. What cannot be read in 5 s is left out. */
  readonly meetings: () => Promise<readonly BookedMeeting[]>;
  /** The id of the new call, however late; '' if the codec gives none. */
  readonly dial: (number: string, title: string) => Promise<string>;
  /** A line on the screen for 15 s; '' clears it. */
  readonly showLine: (text: string) => void;
  /** An alert on the screen for 20 s. */
  readonly showAlert: (text: string) => void;
}

export function codecOf(xapi: XApi, runtime: Runtime, settings: RedialerSettings): Codec {
  function orNone<T>(bookings: Promise<readonly T[]>): Promise<readonly T[]> {
    return withTimeout(runtime, CALENDAR_TIMEOUT_MS, bookings).then(undefined, (error: unknown) => {
      runtime.warn(messages.requestFailed('reading the calendar', describeError(error)));
      return [];
    });
  }

  function currentBooking(): Promise<readonly Booking[]> {
    return xapi.status
      .get('Bookings Current Id')
      .then((id): readonly Booking[] | Promise<readonly Booking[]> => {
        if (!textOf(id)) return [];
        const found = xapi.command('Bookings Get', { Id: textOf(id) });
        return found.then((answer) => listOf(answer && (answer.Booking || answer)));
      });
  }

  function listedBookings(): Promise<readonly Booking[]> {
    const listed = xapi.command('Bookings List', { Days: 2, DayOffset: 0 });
    return listed.then((answer) => listOf(answer && answer.Booking));
  }

  function readOnce(): Promise<readonly LiveCall[]> {
    const read = readOptional(runtime, REQUEST_TIMEOUT_MS, xapi.status.get('Call'));
    return read.then((calls) => readCalls(calls, settings.zoomDomains));
  }

  /** Codecs sometimes answer with nothing although there are calls: only several such answers are believed. */
  function confirmed(calls: readonly LiveCall[]): readonly LiveCall[] | Promise<readonly LiveCall[]> {
    if (calls.length > 0) return calls;
    const reads = Promise.all([readOnce(), readOnce(), readOnce()]);
    return reads.then((answers) => answers.filter((answer) => answer.length > 0)[0] || []);
  }

  function showAlert(text: string, hasFailed: boolean): void {
    const alert = { Title: 'Zoom', Text: text, Duration: 20 };
    xapi.command('UserInterface Message Alert Display', alert).then(undefined, (error: unknown) => {
      runtime.warn(messages.requestFailed('showing the alert', describeError(error)));
      if (hasFailed) return;
      runtime.after(ALERT_RETRY_MS, () => {
        showAlert(text, true);
      });
    });
  }

  return {
    calls: () =>
      readOnce()
        .then(confirmed)
        .then(undefined, () => undefined),
    meetings: () => {
      const read = Promise.all([orNone(currentBooking()), orNone(listedBookings())]);
      return orNone(
        read.then(([current, listed]) =>
          bookedMeetings(current, listed, runtime.now(), settings.zoomDomains),
        ),
      );
    },
    dial: (number, title) => {
      const call: Arguments<(typeof commands)['Dial']> = {
        Number: number,
        Protocol: settings.redialProtocol,
      };
      if (title) call.DisplayName = title;
      return xapi.command('Dial', call).then((answer) => idOf(answer && answer.CallId));
    },
    showLine: (text) => {
      if (!settings.showMessages) return;
      const shown = text
        ? xapi.command('UserInterface Message TextLine Display', { Text: text, Duration: 15 })
        : xapi.command('UserInterface Message TextLine Clear', {});
      shown.then(undefined, ignore);
    },
    showAlert: (text) => {
      if (settings.showMessages) showAlert(text, false);
    },
  };
}
