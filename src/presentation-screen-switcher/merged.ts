type Fields = Readonly<Record<string, unknown>>;

/**
 * What is known, with what a report says has changed: leaves are replaced, elements of lists are found by their id,
 * and those reported as ghosts are gone.
 */
export function merged<T>(known: T | undefined, report: T): T {
  // What is put together of two values of a type is of that type.
  return together(known, report) as T;
}

function together(known: unknown, report: unknown): unknown {
  if (Array.isArray(report)) return report.reduce(withElement, Array.isArray(known) ? known : []);
  if (!isFields(report)) return report;
  const all: Record<string, unknown> = {};
  const before = isFields(known) ? known : {};
  Object.keys(before).forEach((name) => (all[name] = before[name]));
  Object.keys(report).forEach((name) => (all[name] = together(before[name], report[name])));
  return all;
}

function withElement(list: readonly unknown[], element: unknown): readonly unknown[] {
  const isIt = (other: unknown): boolean =>
    isFields(element) && isFields(other) && other['id'] === element['id'];
  const others = list.filter((other) => !isIt(other));
  const isGone = isFields(element) && element['ghost'] !== undefined;
  return isGone ? others : others.concat([together(list.filter(isIt)[0], element)]);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
