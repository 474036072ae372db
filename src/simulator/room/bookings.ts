import type { Booking } from '../../xapi/xapi';
import { refuse } from '../codec/product-rules';
import type { RoomContext } from './context';
import { treeOf } from '../codec/tree';

/** The codec's calendar. */
export class Calendar {
  private bookings: readonly Booking[] = [];
  /** Whether the codec refuses to read its calendar. */
  isFailing = false;

  constructor(private readonly context: RoomContext) {
    context.device.put('Status Bookings Current Id', '');
    context.device.onCommand('Bookings List', () => {
      this.refuseWhereFailing();
      return {
        ResultInfo: { TotalRows: String(this.bookings.length) },
        ...(this.bookings.length > 0 ? { Booking: this.bookings.map(treeOf) } : {}),
      };
    });
    context.device.onCommand('Bookings Get', (parameters) => {
      this.refuseWhereFailing();
      const booking = this.bookings.filter((one) => one.Id === parameters['Id'])[0];
      return booking ? { Booking: treeOf(booking) } : refuse({ code: 1, message: 'Booking not found' });
    });
  }

  /** Sets the bookings of the day, and the id of the current one. */
  book(bookings: readonly Booking[], current = ''): void {
    this.bookings = bookings;
    this.context.device.put('Status Bookings Current Id', current);
    this.context.device.report();
  }

  private refuseWhereFailing(): void {
    if (this.isFailing) refuse({ code: 1, message: 'Bookings are not available' });
  }
}
