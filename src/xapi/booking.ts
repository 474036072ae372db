/** A booking as `Bookings Get` and `Bookings List` answer it. Any part of it may be missing. */
export interface Booking {
  readonly Id?: string;
  readonly Title?: string;
  readonly Agenda?: string;
  /** `Private` where the organizer hides what the meeting is about. */
  readonly Privacy?: string;
  readonly Time?: {
    /** ISO 8601, in UTC. */
    readonly StartTime?: string;
    readonly EndTime?: string;
  };
  readonly DialInfo?: {
    readonly Calls?: { readonly Call?: BookedCall | readonly BookedCall[] };
  };
}

/** A number that the booking's join button can dial. */
export interface BookedCall {
  readonly Number?: string;
  readonly Protocol?: string;
}
