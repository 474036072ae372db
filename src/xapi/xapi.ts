/**
 * The object `xapi` of the macro runtime, as far as the macros use it: the path API, which works on
 * every firmware. Types only. The documentation of Cisco's jsxapi library describes the functions.
 */
import type * as schema from './schema-subset';
import type { Integer, List, Literal, Parameter, Text, ValueSpace } from './schema-subset';

export type StatusPath = PathsBelow<typeof schema.status>;
type ConfigurationPath = PathsBelow<typeof schema.configuration>;
export type CommandPath = keyof typeof schema.commands;
export type EventPath = keyof typeof schema.events;

/** The value at a status path. */
export type StatusAt<P extends StatusPath> = Payload<At<typeof schema.status, P>>;

/** The value at a configuration path. */
export type ConfigurationAt<P extends ConfigurationPath> = Payload<At<typeof schema.configuration, P>>;

/** The fields of an event; old firmware has fewer. */
export type EventAt<P extends EventPath> = { readonly [K in keyof (typeof schema.events)[P]]?: string };

/** An empty status returns null or undefined. */
export type Nothing = null | undefined;

/** Ends a subscription. */
export type Off = () => void;

type WritableAt<P extends ConfigurationPath> =
  At<typeof schema.configuration, P> extends ValueSpace
    ? Writable<At<typeof schema.configuration, P>>
    : never;

/** The answers of commands, as far as they are used. */
interface Answers {
  readonly 'Bookings Get': Booking & { readonly Booking?: Booking };
  readonly 'Bookings List': { readonly Booking?: Booking | readonly Booking[] };
  readonly Dial: { readonly CallId?: string };
}

/** The parameters of a command, required and optional. */
export type Arguments<P extends CommandPath, All = (typeof schema.commands)[P]['parameters']> = {
  [K in Given<All, true>]: Taken<All[K]>;
} & {
  [K in Given<All, false>]?: Taken<All[K]>;
};

type Answer<P extends CommandPath> = P extends keyof Answers ? Answers[P] : unknown;

export interface XApi {
  readonly status: {
    get<P extends StatusPath>(path: P): Promise<StatusAt<P> | Nothing>;
    on<P extends StatusPath>(path: P, listener: (report: Report<At<typeof schema.status, P>>) => void): Off;
  };
  readonly config: {
    get<P extends ConfigurationPath>(path: P): Promise<ConfigurationAt<P> | Nothing>;
    set<P extends ConfigurationPath>(path: P, value: WritableAt<P>): Promise<unknown>;
    on<P extends ConfigurationPath>(
      path: P,
      listener: (report: Report<At<typeof schema.configuration, P>>) => void,
    ): Off;
  };
  readonly event: {
    on<P extends EventPath>(path: P, listener: (report: EventAt<P>) => void): Off;
  };
  command<P extends CommandPath>(
    path: P,
    parameters: Arguments<P>,
    body?: string,
  ): Promise<Answer<P> | Nothing>;
}

// Types derived from the table. A path consists of words and list ids, separated by one space.

type Name<T> = Extract<keyof T, string>;

/** Every path below a node, lists with and without an id. */
type PathsBelow<Node> = Node extends ValueSpace
  ? never
  : Node extends List<infer Each>
    ? `${number}` | `${number} ${PathsBelow<Each>}`
    : { [K in Name<Node>]: K | `${K} ${PathsBelow<Node[K]>}` }[Name<Node>];

type Child<Node, Step extends string> =
  Node extends List<infer Each>
    ? Step extends `${number}`
      ? { readonly element: Each }
      : never
    : Step extends keyof Node
      ? Node[Step]
      : never;

/** The node at a path. */
type At<Node, Path extends string> = Node extends { readonly element: infer Each }
  ? At<Each, Path>
  : Path extends `${infer Step} ${infer Rest}`
    ? At<Child<Node, Step>, Rest>
    : Child<Node, Path>;

/** A value as the codec sends it: always text. */
type Value<S extends ValueSpace> = S extends Literal<infer V> ? V : S extends Integer | Text ? string : never;

/** A value that can be written; for an integer, also a number. */
type Writable<S extends ValueSpace> = S extends Integer ? string | number : Value<S>;

/** A list element in feedback: what changed in it, or that it is gone. */
type Element<Each> = { readonly id: string; readonly ghost?: string } & Payload<Each>;

/** The value at a node. Every part may be missing: feedback holds only what changed, and products differ. */
type Payload<Node> = Node extends ValueSpace
  ? Value<Node>
  : Node extends { readonly element: infer Each }
    ? Element<Each>
    : Node extends List<infer Each>
      ? readonly Element<Each>[]
      : { readonly [K in keyof Node]?: Payload<Node[K]> };

/** The argument of a listener at a node: for a list, one call per element. */
type Report<Node> = Node extends List<infer Each> ? Element<Each> : Payload<Node>;

/** The parameters of a command that are required, or that are optional. */
type Given<Parameters, R extends boolean> = {
  [K in keyof Parameters]: Parameters[K] extends Parameter<ValueSpace, R> ? K : never;
}[keyof Parameters];

type Taken<P> = P extends Parameter<infer S> ? Writable<S> : never;

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
interface BookedCall {
  readonly Number?: string;
  readonly Protocol?: string;
}
