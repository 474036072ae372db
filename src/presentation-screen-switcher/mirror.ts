import { describeError } from '../macro/errors';
import { guardListener } from '../macro/guard';
import { readOptional } from '../macro/request-timeout';
import type { Runtime } from '../macro/runtime';
import type { ConfigurationAt, Nothing, StatusAt, XApi } from '../xapi/xapi';
import { applyFeedback, isFields } from './feedback';

export const REQUEST_TIMEOUT_MS = 3000;
/** The error of a read whose answer lacks something that was there. */
export const EMPTY_ANSWER = 'empty answer';

/** What the macro knows of the codec. */
export interface CodecState {
  presentation?: StatusAt<'Conference Presentation'> | Nothing;
  calls?: StatusAt<'Call'> | Nothing;
  media?: StatusAt<'MediaChannels Call'> | Nothing;
  connectors?: StatusAt<'Video Output Connector'> | Nothing;
  config?: ConfigurationAt<'Video'> | Nothing;
  /** How often each part was read. */
  readonly reads: Partial<Record<Part, number>>;
}

type Part = Exclude<keyof CodecState, 'reads'>;

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
  /** The codec reported something. */
  apply(part: Part, report: unknown): void;
  /** Reads everything; gives the first error as text, '' if there is none. Never rejects. One read at a time. */
  read(): Promise<string>;
}

export function createMirror(xapi: XApi, runtime: Runtime): Mirror {
  const state: CodecState = { reads: {} };
  const wasDoubtful: Partial<Record<Part, boolean>> = {};
  let sinceRead: Report[] | undefined;

  function update<P extends Part>(part: P, report: unknown): CodecState[P] {
    return (state[part] = applyFeedback(state[part], report));
  }

  function accept<P extends Part>(part: P, content: CodecState[P], since: readonly Report[]): string {
    const isList = /calls|media/.test(part);
    const isDoubtful = isEmpty(content) && !(isList && isEmpty(state[part]));
    // Now and then an answer is empty by mistake: no calls are believed the second time, nothing else never.
    const isBelieved = !isDoubtful || (isList && wasDoubtful[part]);
    wasDoubtful[part] = isDoubtful;
    if (!isBelieved) return EMPTY_ANSWER;
    state.reads[part] = (state.reads[part] || 0) + 1;
    state[part] = content;
    since.forEach((one) => {
      if (one.part === part) update(part, one.report);
    });
    return '';
  }

  function read<P extends Part>(
    part: P,
    answer: Promise<CodecState[P]>,
    since: readonly Report[],
  ): Promise<string> {
    return readOptional(runtime, REQUEST_TIMEOUT_MS, answer).then(
      (content) => accept(part, content, since),
      describeError,
    );
  }

  return {
    state: state,
    isComplete: () => Object.keys(state.reads).length === 5,
    apply: (part, report) => {
      update(part, report);
      if (sinceRead) sinceRead.push({ part: part, report: report });
    },
    read: () => {
      const since: Report[] = [];
      sinceRead = since;
      return Promise.all([
        read('presentation', xapi.status.get('Conference Presentation'), since),
        read('calls', xapi.status.get('Call'), since),
        read('media', xapi.status.get('MediaChannels Call'), since),
        read('connectors', xapi.status.get('Video Output Connector'), since),
        read('config', xapi.config.get('Video'), since),
      ]).then((errors) => {
        sinceRead = undefined;
        return errors.filter(Boolean)[0] || '';
      });
    },
  };
}

function isEmpty(content: unknown): boolean {
  return !isFields(content) || Object.keys(content).length === 0;
}

/** Keeps the mirror up to date. Every product has these paths. */
export function listen(xapi: XApi, runtime: Runtime, mirror: Mirror, onFeedback: () => void): void {
  function listener(part: Part): (report: unknown) => void {
    return guardListener(runtime, (report) => {
      mirror.apply(part, report);
      onFeedback();
    });
  }
  xapi.status.on('Conference Presentation', listener('presentation'));
  xapi.status.on('Call', listener('calls'));
  xapi.status.on('MediaChannels Call', listener('media'));
  xapi.status.on('Video Output Connector', listener('connectors'));
  xapi.config.on('Video', listener('config'));
}
