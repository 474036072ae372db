/** A booking as returned by `Bookings Get` and `Bookings List`. Any part of it may be missing. */
export interface Booking {
  readonly Id?: string;
  readonly Title?: string;
  readonly Agenda?: string;
  /** `Private` if the organizer hides the subject. */
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

/** A number that the Join button of the booking can dial. */
export interface BookedCall {
  readonly Number?: string;
  readonly Protocol?: string;
}
