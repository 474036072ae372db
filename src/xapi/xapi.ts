/**
 * The object `xapi` of the macro runtime, as far as the macros use it: the path API, which works on
 * every firmware. Types only. The documentation of Cisco's jsxapi library describes the functions.
 */
import type { Booking } from './booking';
import type { Arguments, At, EventReport, LeavesBelow, PathsBelow, Payload, Report, Writable } from './paths';
import type { ValueSpace, commands, configuration, events, status } from './schema-subset';

export type StatusPath = PathsBelow<typeof status>;
export type ConfigurationPath = PathsBelow<typeof configuration>;
export type ConfigurationLeaf = LeavesBelow<typeof configuration>;
export type CommandPath = keyof typeof commands;
export type EventPath = keyof typeof events;

/** The value at a status path. */
export type StatusAt<P extends StatusPath> = Payload<At<typeof status, P>>;

/** The argument of a listener at a status path. */
export type StatusReport<P extends StatusPath> = Report<At<typeof status, P>>;

/** The value at a configuration path. */
export type ConfigurationAt<P extends ConfigurationPath> = Payload<At<typeof configuration, P>>;

/** The fields of an event. */
export type EventAt<P extends EventPath> = EventReport<(typeof events)[P]>;

/** An empty status returns null or undefined. */
export type Nothing = null | undefined;

/** Ends a subscription. */
export type Off = () => void;

type WritableAt<P extends ConfigurationLeaf> =
  At<typeof configuration, P> extends ValueSpace ? Writable<At<typeof configuration, P>> : never;

/** The answers of commands, as far as they are used. */
export interface Answers {
  readonly 'Bookings Get': Booking & { readonly Booking?: Booking };
  readonly 'Bookings List': { readonly Booking?: Booking | readonly Booking[] };
  readonly Dial: { readonly CallId?: string };
}

export type Answer<P extends CommandPath> = P extends keyof Answers ? Answers[P] : unknown;

export interface XApi {
  readonly status: {
    get<P extends StatusPath>(path: P): Promise<StatusAt<P> | Nothing>;
    on<P extends StatusPath>(path: P, listener: (report: StatusReport<P>) => void): Off;
  };
  readonly config: {
    get<P extends ConfigurationPath>(path: P): Promise<ConfigurationAt<P> | Nothing>;
    set<P extends ConfigurationLeaf>(path: P, value: WritableAt<P>): Promise<unknown>;
    on<P extends ConfigurationPath>(
      path: P,
      listener: (report: Report<At<typeof configuration, P>>) => void,
    ): Off;
  };
  readonly event: {
    on<P extends EventPath>(path: P, listener: (report: EventAt<P>) => void): Off;
  };
  command<P extends CommandPath>(
    path: P,
    parameters: Arguments<(typeof commands)[P]>,
    body?: string,
  ): Promise<Answer<P> | Nothing>;
}
