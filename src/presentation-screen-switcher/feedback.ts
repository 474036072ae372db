import { listOf } from '../macro/text';

/** Values are replaced, list elements are found by id, and ghosts are removed. */
export function applyFeedback<T>(known: T | undefined, report: unknown): T {
  let merged = report;
  if (isFields(report)) {
    const isList = Array.isArray(report) || report['id'] !== undefined;
    merged = isList
      ? listOf<unknown>(report).reduce(withElement, listOf<unknown>(known))
      : mergeFields(known, report);
  }
  // What the codec reports of a node is of the type of the node.
  return merged as T;
}

function mergeFields(known: unknown, report: Readonly<Record<string, unknown>>): unknown {
  const merged: Record<string, unknown> = {};
  const before = isFields(known) ? known : {};
  Object.keys(before).forEach((name) => (merged[name] = before[name]));
  Object.keys(report).forEach((name) => (merged[name] = applyFeedback(before[name], report[name])));
  return merged;
}

/** The element that changed last comes first, because it is the most likely to change again. */
function withElement(list: readonly unknown[], element: unknown): readonly unknown[] {
  if (!isFields(element)) return list;
  const id = idOf(element);
  let place = 0;
  while (place < list.length && idOf(list[place]) !== id) place += 1;
  const changed = element['ghost'] ? [] : [mergeFields(list[place], element)];
  return changed.concat(list.slice(0, place), list.slice(place + 1));
}

function idOf(element: unknown): string {
  return isFields(element) ? String(element['id']) : '';
}

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
