import type { Clock } from './clock';
import type { Device, Frame, Request } from './device';
import { BAD_PARAMETERS, NO_MATCH } from './product-rules';
import type { XapiError } from './product-rules';
import { isBranch } from './tree';

/**
 * The outcome of a request:
 * - 'answered': normal;
 * - 'ignored': a setting is answered as if it were carried out, and nothing changes;
 * - 'fails', 'no match', 'bad parameters': refused with code 1, 3 or 4, and not executed;
 * - 'request lost', 'answer lost': never answered; not executed, or executed;
 * - 'undefined', 'null', 'empty text': executed, and answered with nothing, as some firmware does for an empty list.
 */
export type Outcome =
  | 'answered'
  | 'ignored'
  | 'fails'
  | 'no match'
  | 'bad parameters'
  | 'request lost'
  | 'answer lost'
  | 'undefined'
  | 'null'
  | 'empty text';

/** The faults of a connection. Each function is called for every request or report. */
export interface Faults {
  /** Latency in one direction, in milliseconds. */
  delay(): number;
  outcomeOf(request: Request): Outcome;
  /** The delay of each copy of a report in milliseconds: [0] is normal, [] is lost, [0, 0] is doubled. */
  copies(): readonly number[];
  /** Extra milliseconds until a request is answered. */
  answerDelay(request: Request): number;
  /** Changes the form of answers and feedback, such as the order of lists. */
  reshape(content: unknown): unknown;
}

export const BROKEN: XapiError = { code: 1, message: 'Command returned an error.' };

/** No faults, with `roundTrip` milliseconds from a request to its answer. */
export function faultless(roundTrip: number): Faults {
  return {
    delay: () => roundTrip / 2,
    outcomeOf: () => 'answered',
    copies: () => [0],
    answerDelay: () => 0,
    reshape: (content) => content,
  };
}

/** Feedback as a macro gets it: a frame, perhaps in another form. */
export type Report = Readonly<Record<string, unknown>>;

/** What passes between a macro and the codec, as the macro sees it. */
export type Traffic =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'answer'; readonly request: Request; readonly result: unknown }
  | { readonly kind: 'error'; readonly request: Request; readonly error: unknown }
  | { readonly kind: 'report'; readonly report: Report };

/** A macro's connection to the codec. Once cut, it carries nothing in either direction. */
export class Link {
  private isCut = false;
  private listener: (report: Report) => void = () => undefined;
  /** The number of requests without an answer. */
  waiting = 0;

  constructor(
    private readonly clock: Clock,
    private readonly device: Device,
    private readonly faults: () => Faults,
    private readonly watch: (traffic: Traffic) => void,
  ) {}

  /** Sets the receiver of feedback. */
  listen(listener: (report: Report) => void): void {
    this.listener = listener;
  }

  cut(): void {
    this.isCut = true;
    this.waiting = 0;
    this.device.unsubscribeAll(this.receive);
  }

  /** Delivers malformed feedback, which no codec would send, to every listener. */
  report(changes: Report): void {
    if (!this.isCut) this.listener(changes);
  }

  /** Sends a request. Later exactly one of the callbacks is called, or none if the answer is lost. */
  request(request: Request, done: (result: unknown) => void, failed: (error: unknown) => void): void {
    if (this.isCut) return;
    this.watch({ kind: 'request', request: request });
    this.waiting += 1;
    const outcome = this.faults().outcomeOf(request);
    this.clock.after(this.faults().delay(), () => {
      if (this.isCut) return;
      const answer = outcome === 'request lost' ? undefined : this.carryOut(request, outcome);
      const late = this.faults().answerDelay(request);
      this.clock.after(this.faults().delay() + late, () => {
        if (this.isCut) return;
        this.waiting -= 1;
        if (!answer || outcome === 'answer lost') return;
        if ('error' in answer) {
          this.watch({ kind: 'error', request: request, error: answer.error });
          failed(answer.error);
        } else {
          this.watch({ kind: 'answer', request: request, result: answer.result });
          done(answer.result);
        }
      });
    });
  }

  private carryOut(request: Request, outcome: Outcome): { error: unknown } | { result: unknown } {
    if (outcome === 'fails') return { error: BROKEN };
    if (outcome === 'no match') return { error: NO_MATCH };
    if (outcome === 'bad parameters') return { error: BAD_PARAMETERS };
    if (outcome === 'ignored' && request.method === 'xSet') return { result: null };
    try {
      const result = this.device.request(request, this.receive);
      if (outcome === 'undefined') return { result: undefined };
      if (outcome === 'null') return { result: null };
      if (outcome === 'empty text') return { result: '' };
      return { result: request.method.indexOf('xFeedback') === 0 ? result : this.faults().reshape(result) };
    } catch (error) {
      return { error: error };
    }
  }

  private readonly receive = (frame: Frame): void => {
    for (const late of this.faults().copies()) {
      this.clock.after(this.faults().delay() + late, () => {
        if (this.isCut) return;
        const { Id, ...changes } = frame;
        const reshaped = this.faults().reshape(changes);
        const report = isBranch(reshaped) ? { ...reshaped, Id: Id } : frame;
        this.watch({ kind: 'report', report: report });
        this.listener(report);
      });
    }
  };
}
