/** Values as codecs send them over a WebSocket and through Webex: integers as numbers, all others as text. */
import { allConfiguration, allEvents, allStatus } from '../../xapi/schema-subset';

/** What the tables in src/xapi do not describe: answers of commands, by the names of their fields. */
const INTEGERS_IN_ANSWERS = /^(ActiveMacros|CallId|ConferenceId|Crashes|Duration|Offset|TotalRows)$/;

const tables = { Status: allStatus, Configuration: allConfiguration, Event: nested(allEvents) };

/**
 * @param at the path of the values; [] for feedback, which begins with Status, Configuration or Event; undefined for the
 *   answer of a command
 */
export function nativeValues(values: unknown, at: readonly (string | number)[] | undefined): unknown {
  const table = at?.reduce<unknown>(
    (node, step) => (typeof step === 'number' ? elementOf(node) : fieldOf(elementOf(node), step)),
    tables,
  );
  return converted(values, at ? table : INTEGERS_IN_ANSWERS);
}

/** @param node of the tables, or the pattern of names */
function converted(value: unknown, node: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => converted(one, elementOf(node), name));
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, below]: [string, unknown]) => {
      return [key, converted(below, node instanceof RegExp ? node : fieldOf(elementOf(node), key), key)];
    });
    return Object.fromEntries(fields) as unknown;
  }
  const isInteger = node instanceof RegExp ? node.test(name) : isIntegerNode(node);
  return isInteger && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
}

function isIntegerNode(node: unknown): boolean {
  return fieldOf(node, 'space') === 'Integer' || node === 'int';
}

/** What the elements of a list are; a node that is not a list is its own element. */
function elementOf(node: unknown): unknown {
  return fieldOf(node, 'each') ?? node;
}

function fieldOf(node: unknown, name: string): unknown {
  const isThere = typeof node === 'object' && node !== null && Object.hasOwn(node, name);
  return isThere ? (Reflect.get(node, name) as unknown) : undefined;
}

/** The events, whose paths are names such as `Macros Log`, as a tree. */
function nested(events: Readonly<Record<string, unknown>>): unknown {
  const tree: Record<string, unknown> = {};
  for (const [path, fields] of Object.entries(events)) {
    let node = tree;
    for (const step of path.split(' ')) node = (node[step] ??= {}) as Record<string, unknown>;
    Object.assign(node, fields);
  }
  return tree;
}
