import { describeError } from '../macro/errors';
import { guardListener } from '../macro/guard';
import { readOptional } from '../macro/request-timeout';
import type { Runtime } from '../macro/runtime';
import { listOf, textOf } from '../macro/text';
import type { ConfigurationAt, Nothing, StatusAt, XApi } from '../xapi/xapi';

export const REQUEST_TIMEOUT_MS = 3000;

/** Every product has these paths. The connectors come before the configuration, which has to hold a role for each. */
const STATUSES = ['Conference Presentation', 'Call', 'MediaChannels Call', 'Video Output Connector'] as const;

/** What the macro knows of the codec, by path. `Video` is the configuration. */
export type CodecState = { [P in (typeof STATUSES)[number]]?: StatusAt<P> | Nothing } & {
  Video?: ConfigurationAt<'Video'> | Nothing;
};

type Part = keyof CodecState;

/** Feedback about a part. */
interface Report {
  readonly part: Part;
  readonly report: unknown;
}

/**
 * The codec's state, maintained by feedback and corrected by reads. Feedback during a read is applied to its answer
 * again, so no stream of feedback makes a read useless.
 */
export interface Mirror {
  readonly state: Readonly<CodecState>;
  /** Whether everything was read at least once. */
  isComplete(): boolean;
  /** Reads everything; gives the first error as text, '' if there is none. Never rejects. One read at a time. */
  read(): Promise<string>;
}

/** @param onFeedback called after each report */
export function createMirror(xapi: XApi, runtime: Runtime, onFeedback: () => void): Mirror {
  const state: CodecState = {};
  // What the codec reports of a node is of the type of the node.
  const parts: Partial<Record<Part, unknown>> = state;
  const isKnown: Partial<Record<Part, boolean>> = {};
  const lacked: Partial<Record<Part, string>> = {};
  let sinceRead: Report[] | undefined;

  function update({ part, report }: Report): void {
    parts[part] = merged(part, parts[part], report);
  }

  function listener(part: Part): (report: unknown) => void {
    return guardListener(runtime, (content) => {
      const report = { part: part, report: content };
      update(report);
      if (sinceRead) sinceRead.push(report);
      onFeedback();
    });
  }

  /** Now and then an answer lacks something by mistake. It is believed if the next one lacks the same. */
  function accept(part: Part, content: unknown): string {
    const before = parts[part];
    parts[part] = merged(part, undefined, content);
    const lacks = lackIn(state, part, before);
    const isBelieved = lacks === '' || (lacks === lacked[part] && lacks !== EVERYTHING);
    lacked[part] = lacks;
    if (isBelieved) {
      isKnown[part] = true;
      (sinceRead || []).filter((report) => report.part === part).forEach(update);
      return '';
    }
    parts[part] = before;
    return 'incomplete answer';
  }

  function read(part: Part, answer: Promise<unknown>): Promise<string> {
    return readOptional(runtime, REQUEST_TIMEOUT_MS, answer).then(
      (content) => accept(part, content),
      describeError,
    );
  }

  STATUSES.forEach((path) => xapi.status.on(path, listener(path)));
  xapi.config.on('Video', listener('Video'));

  return {
    state: state,
    isComplete: () => Object.keys(isKnown).length > STATUSES.length,
    read: () => {
      sinceRead = [];
      const reads = STATUSES.map((path) => read(path, xapi.status.get(path)));
      return Promise.all(reads.concat(read('Video', xapi.config.get('Video')))).then((errors) => {
        sinceRead = undefined;
        return errors.filter(Boolean)[0] || '';
      });
    },
  };
}

/** Every codec has this part. */
const EVERYTHING = 'everything';

/**
 * What an answer lacks that should be there, as text; '' if nothing. Teams mode lacks Video Monitors: the schemas do not
 * mark that node as one of this mode (`mtr`).
 */
function lackIn(state: CodecState, part: Part, before: unknown): string {
  if (/Call/.test(part)) return isEmpty(state[part]) && !isEmpty(before) ? 'elements' : '';
  if (isEmpty(state[part])) return EVERYTHING;
  const config = state.Video;
  if (part !== 'Video' || !config) return '';
  const roles = rolesIn(config);
  const outputs = (state['Video Output Connector'] || []).map((connector) => Number(connector.id));
  const withoutRole = outputs.filter((output) => output > 0 && !roles[output]);
  return (config.Monitors ? '' : 'Monitors ') + withoutRole.join();
}

function isEmpty(content: unknown): boolean {
  return !isFields(content) || Object.keys(content).length === 0;
}

export type MonitorRole = ConfigurationAt<'Video Output Connector 1 MonitorRole'>;

/** The configured role of each output that takes one, by its number. */
export function rolesIn(config: ConfigurationAt<'Video'>): Readonly<Record<number, MonitorRole | undefined>> {
  const roles: Record<number, MonitorRole> = {};
  ((config.Output && config.Output.Connector) || []).forEach((one) => {
    if (one.MonitorRole) roles[Number(one.id)] = one.MonitorRole;
  });
  return roles;
}

/** Nodes that are lists, though a codec may report one element of them without a list. */
const LISTS = /\b(Call|Channel|Connector|LocalInstance)$/;

type Fields = Readonly<Record<string, unknown>>;

/** A node after a report: values are replaced, as text; list elements are found by id, and ghosts are removed. */
function merged(name: string, known: unknown, report: unknown): unknown {
  // What is known of a list was made here.
  if (LISTS.test(name)) return listOf(report).reduce(withElement, (known || []) as readonly Fields[]);
  return isFields(report) ? withFields(known, report) : textOf(report);
}

function withFields(known: unknown, report: Fields): Fields {
  const fields: Record<string, unknown> = {};
  const before = isFields(known) ? known : {};
  Object.keys(before).forEach((name) => (fields[name] = before[name]));
  Object.keys(report).forEach((name) => (fields[name] = merged(name, before[name], report[name])));
  return fields;
}

/** The element that changed last comes first, because it is the most likely to change again. */
function withElement(list: readonly Fields[], element: unknown): readonly Fields[] {
  const id = isFields(element) ? textOf(element['id']) : '';
  if (!isFields(element) || id === '') return list;
  let place = 0;
  while (place < list.length && (list[place] || {})['id'] !== id) place += 1;
  const changed = element['ghost'] ? [] : [withFields(list[place], element)];
  return changed.concat(list.slice(0, place), list.slice(place + 1));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
