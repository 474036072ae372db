import { describeError } from '../macro/errors';
import { readOptional, withTimeout } from '../macro/request-timeout';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import { listOf, textOf } from '../macro/text';
import type { Booking } from '../xapi/booking';
import type { Arguments } from '../xapi/paths';
import type { commands } from '../xapi/schema-subset';
import type { XApi } from '../xapi/xapi';
import { bookingsAround } from './calendar';
import { idOf } from './call-id';
import type { Calls } from './calls';
import { noCalendar } from './messages';

const PATIENCE = 1000;
const DIAL_PATIENCE = 10000;

/** What the macro asks of the codec. Every request is given up on after a while. */
export interface Codec {
  /** Rejects where the calls cannot be read. */
  calls(): Promise<Calls>;
  /** The bookings that people may be joining now, likeliest first; what cannot be read is left out. */
  bookings(): Promise<readonly Booking[]>;
  /** Gives the new call's id; rejects where the codec refuses, or does not answer. */
  dial(number: string, protocol: 'Spark' | 'Sip' | 'H323', title: string): Promise<string>;
  /** A line on the screen that goes away by itself; '' clears it. Where it fails, nothing else changes. */
  showLine(text: string): void;
  showAlert(text: string): void;
}

export function codecOf(xapi: XApi, runtime: Runtime, showMessages: boolean): Codec {
  function orNone(bookings: Promise<readonly Booking[]>): Promise<readonly Booking[]> {
    return withTimeout(runtime, PATIENCE, bookings).then(undefined, (error: unknown) => {
      runtime.log(noCalendar(describeError(error)));
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

  return {
    calls: () => readOptional(runtime, PATIENCE, xapi.status.get('Call')),
    bookings: () => {
      const listed = xapi.command('Bookings List', { Days: 1, DayOffset: 0 });
      return Promise.all([
        orNone(currentBooking()),
        orNone(listed.then((answer) => listOf(answer && answer.Booking))),
      ]).then((found) => bookingsAround(runtime.now(), found[0], found[1]));
    },
    dial: (number, protocol, title) => {
      const name = title.replace(/\s+/g, ' ').slice(0, 255);
      const call: Arguments<(typeof commands)['Dial']> = { Number: number, Protocol: protocol };
      if (name) call.DisplayName = name;
      const dialled = withTimeout(runtime, DIAL_PATIENCE, xapi.command('Dial', call));
      return dialled.then((answer) => idOf(answer && answer.CallId));
    },
    showLine: (text) => {
      if (!showMessages) return;
      const shown = text
        ? xapi.command('UserInterface Message TextLine Display', { Text: text, Duration: 15 })
        : xapi.command('UserInterface Message TextLine Clear', {});
      shown.then(undefined, ignore);
    },
    showAlert: (text) => {
      if (!showMessages) return;
      const alert = { Title: 'Zoom', Text: text, Duration: 20 };
      xapi.command('UserInterface Message Alert Display', alert).then(undefined, ignore);
    },
  };
}
