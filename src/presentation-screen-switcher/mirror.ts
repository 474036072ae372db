import { describeError } from '../macro/errors';
import { guardListener } from '../macro/guard';
import { readOptional } from '../macro/request-timeout';
import type { Runtime } from '../macro/runtime';
import type { EarliestTimer } from '../macro/timer';
import { listOf, textOf } from '../macro/text';
import type { ConfigurationAt, StatusAt, XApi } from '../xapi/xapi';

export const REQUEST_TIMEOUT_MS = 3000;

/** Every product has these paths. The connectors come before the configuration, which has to hold a role for each. */
const STATUSES = ['Conference Presentation', 'Call', 'MediaChannels Call', 'Video Output Connector'] as const;

/** What the macro knows of the codec, by path. `Video` is the configuration. */
export type CodecState = { readonly [P in (typeof STATUSES)[number]]: StatusAt<P> } & {
  readonly Video: ConfigurationAt<'Video'>;
};

type Part = keyof CodecState;

/**
 * The codec's state, maintained by feedback and corrected by reads. Feedback during a read is applied to its answer
 * again, so no stream of feedback makes a read useless.
 */
export interface Mirror {
  readonly state: CodecState;
  /** Whether everything was read at least once. */
  isComplete(): boolean;
  /** Reads everything; gives the first error as text, '' if there is none. Never rejects. One read at a time. */
  read(): Promise<string>;
}

/** A burst of reports costs one look at them. */
export const LOOK_AFTER_MS = 1;

/** @param timer is woken by each report */
export function createMirror(xapi: XApi, runtime: Runtime, timer: EarliestTimer): Mirror {
  const state: CodecState = {
    'Conference Presentation': {},
    Call: [],
    'MediaChannels Call': [],
    'Video Output Connector': [],
    Video: {},
  };
  // What the codec reports of a node is of the type of the node.
  const parts: Record<Part, unknown> = state;
  const lacked: Partial<Record<Part, string>> = {};
  let unread = Object.keys(state);
  let sinceRead: (() => void)[] | undefined;

  function listener(part: Part): (report: unknown) => void {
    return guardListener(runtime, (report) => {
      const update = (): void => {
        parts[part] = merged(part, parts[part], report);
      };
      update();
      if (sinceRead) sinceRead.push(update);
      timer.waitFor(timer.now() + LOOK_AFTER_MS);
    });
  }

  /** Now and then an answer lacks something by mistake. It is believed if the next one lacks the same. */
  function accept(part: Part, content: unknown, since: readonly (() => void)[]): string {
    const before = parts[part];
    parts[part] = merged(part, undefined, isFields(content) ? content : {});
    const lacks = lackIn(state, part, listOf(parts[part]).length < listOf(before).length);
    const isBelieved = lacks === '' || (lacks === lacked[part] && lacks !== 'all');
    lacked[part] = lacks;
    if (!isBelieved) {
      parts[part] = before;
      return 'incomplete answer';
    }
    unread = unread.filter((other) => other !== part);
    since.forEach((update) => update());
    return '';
  }

  STATUSES.forEach((path) => xapi.status.on(path, listener(path)));
  xapi.config.on('Video', listener('Video'));

  return {
    state: state,
    isComplete: () => unread.length === 0,
    read: () => {
      const since: (() => void)[] = [];
      const read = (part: Part, ask: () => Promise<unknown>): Promise<string> =>
        readOptional(runtime, REQUEST_TIMEOUT_MS, ask).then(
          (content) => accept(part, content, since),
          describeError,
        );
      sinceRead = since;
      const reads = STATUSES.map((path) => read(path, () => xapi.status.get(path)));
      return Promise.all(reads.concat(read('Video', () => xapi.config.get('Video')))).then((errors) => {
        sinceRead = undefined;
        return errors.filter(Boolean)[0] || '';
      });
    },
  };
}

/**
 * What an answer lacks that should be there, as text; '' if nothing. Teams mode lacks Video Monitors: the schemas do not
 * mark that node as one of this mode (`mtr`).
 */
function lackIn(state: CodecState, part: Part, isShorter: boolean): string {
  // Every codec has the other parts, but not always calls.
  if (!/Call/.test(part) && Object.keys(state[part]).length === 0) return 'all';
  if (part !== 'Video') return isShorter ? 'some' : '';
  const roles = rolesIn(state.Video);
  const outputs = state['Video Output Connector'].map((connector) => Number(connector.id));
  return (state.Video.Monitors ? '' : 'Monitors ') + outputs.filter((output) => !roles[output]).join();
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

function withElement(list: readonly Fields[], element: unknown): readonly Fields[] {
  if (!isFields(element) || !textOf(element['id'])) return list;
  const id = textOf(element['id']);
  const [known] = list.filter((one) => one['id'] === id);
  const changed = element['ghost'] ? [] : [withFields(known, element)];
  return changed.concat(list.filter((one) => one['id'] !== id));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
