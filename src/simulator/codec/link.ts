import type { Clock } from './clock';
import type { Device, Frame, Request } from './device';
import { NO_MATCH } from './rules';

/** How the way between a macro and the codec behaves. Each is asked anew for every request and every report. */
export interface Faults {
  /** Milliseconds one way. */
  delay(): number;
  /**
   * What becomes of a request: it is answered; it fails without being carried out; it is never answered, and was
   * carried out or not; or the codec says that there is nothing at that path, as some do for an empty list.
   */
  fate(request: Request): 'answered' | 'fails' | 'answer lost' | 'request lost' | 'no match';
  /** Milliseconds by which each copy of a report is late: [0] as it should be, [] lost, [0, 0] doubled. */
  copies(): readonly number[];
}

export const BROKEN: { code: number; message: string } = { code: 1, message: 'Command returned an error.' };

/** Everything as it should be, with so many milliseconds from a request to its answer. */
export function faultless(roundTrip: number): Faults {
  return { delay: () => roundTrip / 2, fate: () => 'answered', copies: () => [0] };
}

/** One macro's connection to the codec. Cut, it carries nothing more, in either direction. */
export class Link {
  private isCut = false;
  private listener: (frame: Partial<Frame>) => void = () => undefined;
  /** Requests that wait for their answer. */
  waiting = 0;

  constructor(
    private readonly clock: Clock,
    private readonly device: Device,
    private readonly faults: () => Faults,
    private readonly made: (request: Request) => void,
  ) {}

  /** Where reports go to. */
  listen(listener: (frame: Partial<Frame>) => void): void {
    this.listener = listener;
  }

  cut(): void {
    this.isCut = true;
    this.waiting = 0;
    this.device.drop(this.receive);
  }

  /** Brings the macro something that the codec would never say, to every listener. */
  report(changes: Readonly<Record<string, unknown>>): void {
    if (!this.isCut) this.listener(changes);
  }

  /** Makes a request; exactly one of the two is called, later, or none if the answer is lost. */
  request(request: Request, done: (result: unknown) => void, failed: (error: unknown) => void): void {
    if (this.isCut) return;
    this.made(request);
    this.waiting += 1;
    const fate = this.faults().fate(request);
    this.clock.after(this.faults().delay(), () => {
      if (this.isCut) return;
      const answer = fate === 'request lost' ? undefined : this.carryOut(request, fate);
      this.clock.after(this.faults().delay(), () => {
        if (this.isCut) return;
        this.waiting -= 1;
        if (!answer || fate === 'answer lost') return;
        if ('error' in answer) failed(answer.error);
        else done(answer.result);
      });
    });
  }

  private carryOut(request: Request, fate: string): { error: unknown } | { result: unknown } {
    if (fate === 'fails') return { error: BROKEN };
    if (fate === 'no match') return { error: NO_MATCH };
    try {
      return { result: this.device.request(request, this.receive) };
    } catch (error) {
      return { error: error };
    }
  }

  private readonly receive = (frame: Frame): void => {
    this.faults()
      .copies()
      .forEach((late) => {
        this.clock.after(this.faults().delay() + late, () => {
          if (!this.isCut) this.listener(frame);
        });
      });
  };
}
