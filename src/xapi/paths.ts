/**
 * Types derived from the table in schema-subset.ts: paths, and the values at them.
 * A path consists of words and list ids, separated by one space.
 */
import type { Command, Field, Integer, List, Literal, Parameter, Text, ValueSpace } from './schema-subset';

type Name<T> = Extract<keyof T, string>;

/** Every path below a node, lists with and without an id. */
export type PathsBelow<Node> = Node extends ValueSpace
  ? never
  : Node extends List<infer Each>
    ? `${number}` | `${number} ${PathsBelow<Each>}`
    : { [K in Name<Node>]: K | `${K} ${PathsBelow<Node[K]>}` }[Name<Node>];

/** The paths below a node that end at a value. */
export type LeavesBelow<Node> =
  Node extends List<infer Each>
    ? `${number} ${LeavesBelow<Each>}`
    : { [K in Name<Node>]: Node[K] extends ValueSpace ? K : `${K} ${LeavesBelow<Node[K]>}` }[Name<Node>];

type Child<Node, Step extends string> =
  Node extends List<infer Each>
    ? Step extends `${number}`
      ? { readonly element: Each }
      : never
    : Step extends keyof Node
      ? Node[Step]
      : never;

/** The node at a path. */
export type At<Node, Path extends string> = Node extends { readonly element: infer Each }
  ? At<Each, Path>
  : Path extends `${infer Step} ${infer Rest}`
    ? At<Child<Node, Step>, Rest>
    : Child<Node, Path>;

/** A value as the codec sends it: always text. */
export type Value<S extends ValueSpace> =
  S extends Literal<infer V> ? V : S extends Integer | Text ? string : never;

/** A value that can be written; for an integer, also a number. */
export type Writable<S extends ValueSpace> = S extends Integer ? string | number : Value<S>;

/** A list element in feedback: what changed in it, or that it is gone. */
export type Element<Each> = { readonly id: string; readonly ghost?: string } & Payload<Each>;

/** The value at a node. Every part may be missing: feedback holds only what changed, and products differ. */
export type Payload<Node> = Node extends ValueSpace
  ? Value<Node>
  : Node extends { readonly element: infer Each }
    ? Element<Each>
    : Node extends List<infer Each>
      ? readonly Element<Each>[]
      : { readonly [K in keyof Node]?: Payload<Node[K]> };

/** The argument of a listener at a node: for a list, one call per element. */
export type Report<Node> = Node extends List<infer Each> ? Element<Each> : Payload<Node>;

type Given<C extends Command, R extends boolean> = {
  [K in keyof C['parameters']]: C['parameters'][K] extends Parameter<ValueSpace, R> ? K : never;
}[keyof C['parameters']];

/** The parameters of a command, required and optional. */
export type Arguments<C extends Command> = {
  [K in Given<C, true>]: Writable<C['parameters'][K]['takes']>;
} & {
  [K in Given<C, false>]?: Writable<C['parameters'][K]['takes']>;
};

/** The fields of an event; old firmware has fewer. */
export type EventReport<E extends Readonly<Record<string, Field>>> = { readonly [K in keyof E]?: string };
